import { describe, expect, test } from 'vitest'
import { dayOfMoment, formatBytes, formatDay, formatMoment, formatMoney, formatNumber, formatShare } from './format.ts'

describe('days', () => {
  test('a day of this year stands without its year, one of another year with it', () => {
    expect(formatDay('zh', '2024-01-10', '2024-12-31')).toBe('1月10日 周三')
    expect(formatDay('zh', '2024-01-10', '2025-01-01')).toBe('2024年1月10日 周三')
    expect(formatDay('en', '2024-01-10', '2024-12-31')).toBe('Wed 10 Jan')
    expect(formatDay('en', '2024-01-10')).toBe('Wed 10 Jan 2024')
  })

  test('the leap day is a Thursday in 2024, and 30 February stays as it was written', () => {
    expect(formatDay('zh', '2024-02-29', '2024-01-01')).toBe('2月29日 周四')
    expect(formatDay('zh', '2024-02-30')).toBe('2024-02-30')
    expect(formatDay('zh', '待定')).toBe('待定')
  })

  test('an instant before midnight in London is the next day in the city', () => {
    expect(dayOfMoment('2024-01-09T16:00:00Z')).toBe('2024-01-10')
    expect(dayOfMoment('2024-01-09T15:59:59Z')).toBe('2024-01-09')
    expect(formatMoment('zh', '2024-01-10T01:05:00Z', '2024-06-01')).toBe('1月10日 周三 09:05')
    expect(formatMoment('en', '2024-12-31T16:30:00Z', '2025-06-01')).toBe('Wed 1 Jan 00:30')
  })
})

describe('numbers', () => {
  test.each([
    [1234567, '1,234,567'],
    [-0.004, '0'],
    [-1234.5, '−1,234.5'],
    ['0.125', '0.13'],
    ['12345678901234567890.1', '12,345,678,901,234,567,890.1'],
    [1e21, '1,000,000,000,000,000,000,000'],
    ['约三成', '约三成'],
    [Number.NaN, 'NaN'],
  ])('%s is written %s', (value, written) => {
    expect(formatNumber('zh', value)).toBe(written)
  })

  test('a rounding that fills a digit carries into the next', () => {
    expect(formatNumber('zh', '999.999')).toBe('1,000')
    expect(formatNumber('zh', '9.95', 1)).toBe('10')
    expect(formatNumber('zh', '9.5', 0)).toBe('10')
  })

  test('a share is a percentage with one digit', () => {
    expect(formatShare('zh', 0.8234)).toBe('82.3%')
    expect(formatShare('zh', 1)).toBe('100%')
  })
})

describe('money', () => {
  test.each([
    [0, '0元', 'CNY 0'],
    [9999, '9,999元', 'CNY 9,999'],
    [10000, '1万元', 'CNY 10,000'],
    [-12_345_678, '−1,234.57万元', 'CNY −12.35 m'],
    [100_000_000, '1亿元', 'CNY 100 m'],
    [123_456_789_012, '1,234.57亿元', 'CNY 123.46 bn'],
  ])('%s yuan', (yuan, zh, en) => {
    expect(formatMoney('zh', yuan)).toBe(zh)
    expect(formatMoney('en', yuan)).toBe(en)
  })
})

test('a file of 20 MB', () => {
  expect(formatBytes('zh', 20_000_000)).toBe('20 MB')
  expect(formatBytes('zh', 1500)).toBe('2 kB')
  expect(formatBytes('zh', 999)).toBe('999 B')
})
