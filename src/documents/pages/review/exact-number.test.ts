import { expect, test } from 'vitest'
import { parseExact, writeExact } from './exact-number.ts'

test.each([
  ['600000000000', 600000000000],
  ['6000亿', 600000000000],
  ['6,000 亿', 600000000000],
  ['1.2345万亿', 1234500000000],
  ['８５００', 8500],
  ['95.5', 95.5],
  ['0.07', 0.07],
  ['2.3亿', 230000000],
  ['-3.5', -3.5],
  ['−3', -3],
  ['0', 0],
])('%s is read as exactly %d', (typed, value) => {
  expect(parseExact(typed)).toBe(value)
})

test.each(['', '约3', '3亿元', '1e5', '12.3.4', '1234567890123456', '九成'])('%s is no number', (typed) => {
  expect(parseExact(typed)).toBeNull()
})

test('what the field starts with is read back as the same number', () => {
  for (const value of [600000000000, 95.5, 0.07, 8500, 0, -3.5, 1e-7, 1234500000000]) {
    expect(parseExact(writeExact(value)), String(value)).toBe(value)
  }
})
