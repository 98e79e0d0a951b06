import { describe, expect, it } from 'vitest'
import { readArabic, readChinese, shifted } from './numbers.ts'

describe('numbers', () => {
  it('shifts decimals as text, so that money stays exact', () => {
    expect(shifted('182.39', 8)).toBe(18_239_000_000)
    expect(shifted('0.07', 4)).toBe(700)
    expect(shifted('1.234567', 4)).toBe(12_345.67)
    expect(shifted('60199.45', 8)).toBe(6_019_945_000_000)
    expect(shifted('5', 0)).toBe(5)
  })

  const arabic: [string, number, number, boolean][] = [
    ['1,234,567元', 1_234_567, 9, false],
    ['3.5万亿元', 3_500_000_000_000, 5, false],
    ['20多万人', 200_000, 4, true],
    ['8500余家', 8500, 5, true],
    ['1千万以上', 10_000_000, 3, false],
    ['1亿2000万元', 120_000_000, 7, false],
    ['2万5千公里', 25_000, 4, false],
    ['12,34项', 12, 2, false],
  ]
  it.each(arabic)('reads %s', (text, value, end, many) => {
    const token = readArabic(text, 0)
    expect([shifted(token.digits, token.shift), token.end, token.many]).toEqual([value, end, many])
  })

  const chinese: [string, number | null, boolean][] = [
    ['二十余家', 20, false],
    ['一千二百人', 1200, false],
    ['两万亿', 2_000_000_000_000, false],
    ['十五条', 15, false],
    ['百亿', 10_000_000_000, true],
    ['千亿', 100_000_000_000, true],
    ['百千万', null, false],
    ['三四', null, false],
    ['零', null, false],
  ]
  it.each(chinese)('reads %s', (text, value, bare) => {
    const token = readChinese(text, 0)
    expect(token ? shifted(token.digits, token.shift) : null).toBe(value)
    expect(token?.bare ?? false).toBe(bare)
  })
})
