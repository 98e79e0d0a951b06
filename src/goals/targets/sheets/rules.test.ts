import { expect, test } from 'vitest'
import { periodIn, valueIn, written } from './rules.ts'

test.each([
  ['612', '亿元', 'CNY', '61200000000'],
  ['61.25', '万人', '人', '612500'],
  ['１，２３４．５', '万元', 'CNY', '12345000'],
  ['5.1%', null, '%', '5.1'],
  ['260', '家', '家', '260'],
  ['260', null, '家', '260'],
  ['150', '万平方米', 'm2', '1500000'],
  ['260', '个', '家', 'unit'],
  ['5', '万元', '%', 'unit'],
  ['约260', '家', '家', null],
  ['', '家', '家', null],
])('%s %s is %s: %s', (typed, unit, own, value) => expect(valueIn(typed, unit, own)).toBe(value))

test.each([
  ['2026年1-3月', '2026-01..2026-03'],
  ['2026年1月至3月', '2026-01..2026-03'],
  ['2026 年一季度', '2026-01..2026-03'],
  ['2026年3月', '2026-03'],
  ['2026年上半年', '2026-01..2026-06'],
  ['2026年1-12月', '2026'],
  ['2026', '2026'],
  ['2026-01..2026-05', '2026-01..2026-05'],
  ['2026年13月', null],
  ['2026年5-3月', null],
  ['今年', null],
])('the period %s is %s', (cell, period) => expect(periodIn(cell)).toBe(period))

test.each([
  ['61200000000', 'CNY'],
  ['1500000', 'm2'],
  ['5.1', '%'],
  ['260', '家'],
])('%s %s is read back as it was written into the table', (value, own) => {
  const table = written(value, own)
  expect(valueIn(table.value ?? '', table.unit, own)).toBe(value)
})
