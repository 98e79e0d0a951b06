import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareDecimals, compareShares, divideUp, isDecimal, movePoint, shareOf, subtract, sum } from './decimals.ts'

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat({ max: 9 }))
  .map(([digits, places]) => movePoint(digits.toString(), -places))

test('sums, differences and order agree with each other, whatever the places', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const total = sum([a, b])
      expect(isDecimal(total)).toBe(true)
      expect(compareDecimals(subtract(total, b), a)).toBe(0)
      expect(Math.sign(compareDecimals(a, b))).toBe(Math.sign(compareDecimals(subtract(a, b), '0')))
    }),
  )
})

test('so many equal parts reach the whole, and one digit less in each would not', () => {
  fc.assert(
    fc.property(decimals, fc.integer({ min: 1, max: 60 }), fc.nat({ max: 4 }), (value, count, places) => {
      const part = divideUp(value, count, places)
      const all = sum(Array.from({ length: count }, () => part))
      const size = (text: string) => text.replace('-', '')
      expect(compareDecimals(size(all), size(value))).toBeGreaterThanOrEqual(0)
      const less = subtract(size(part), movePoint('1', -places))
      if (compareDecimals(less, '0') >= 0)
        expect(compareDecimals(sum(Array.from({ length: count }, () => less)), size(value))).toBeLessThan(0)
    }),
  )
})

test.each([
  ['0.1', '0.2', '0.3'],
  ['318640000000', '-0.5', '318639999999.5'],
  ['-1', '1', '0'],
])('%s and %s make %s', (a, b, total) => expect(sum([a, b])).toBe(total))

test('a share is compared by products and shown in thousandths', () => {
  expect(compareShares('65', '260', 3, 12)).toBe(0)
  expect(compareShares('64', '260', 3, 12)).toBe(-1)
  expect(compareShares('65.0001', '260', 3, 12)).toBe(1)
  expect(shareOf('1', '3')).toBe(333)
  expect(shareOf('1', '0')).toBe(0)
})

test('what is no number is refused', () => {
  expect(() => sum(['1', '一'])).toThrow(RangeError)
  expect(isDecimal('1e3')).toBe(false)
})
