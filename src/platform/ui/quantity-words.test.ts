import { expect, test } from 'vitest'
import { formatMoney, formatNumber } from '#platform/format.ts'
import { fill, type Language } from '#platform/i18n.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { boundedWords, type Quantity, valueWords } from './quantity-words.ts'

const tables: Record<Language, Readonly<Record<string, string>>> = { zh, en }
const said = (language: Language, value: number | string, unit: string | null) =>
  valueWords(
    (key, facts) => fill(tables[language][key] ?? key, facts),
    {
      number: (number, decimals) => formatNumber(language, number, decimals),
      money: (yuan) => formatMoney(language, yuan),
    },
    value,
    unit,
  )

test.each([
  [600000000000, 'CNY', '6,000亿元', 'CNY 600 bn'],
  [95.5, '%', '95.5%', '95.5%'],
  [8500, '家', '8,500家', '8,500 家'],
  [3000000, '人', '300万人', '3,000,000 人'],
  [48123, '人', '48,123人', '48,123 人'],
  [1.5e8, 'USD', '1.5亿美元', '150,000,000 USD'],
  [1395, 'km2', '1,395平方公里', '1,395 km²'],
  [19, '微克/m3', '19微克/立方米', '19 微克/m³'],
  [102.3, null, '102.3', '102.3'],
])('%d %s is read as %s', (value, unit, chinese, english) => {
  expect(said('zh', value, unit)).toBe(chinese)
  expect(said('en', value, unit)).toBe(english)
})

test('a bound stands before the value, an equal sign does not', () => {
  const figure: Quantity = { op: '>=', value: 95, unit: '%' }
  const t = (key: string, facts?: Parameters<typeof fill>[1]) => fill(tables.zh[key] ?? key, facts)
  const format = { number: (value: number | string) => String(value), money: String }
  expect(boundedWords(t, format, figure)).toBe('≥ 95%')
  expect(boundedWords(t, format, { ...figure, op: '=' })).toBe('95%')
})

test('an exact decimal is written the same way, and no digit of it is lost', () => {
  expect(said('zh', '300000000000', 'CNY')).toBe('3,000亿元')
  expect(said('zh', '1250000000', '吨')).toBe('12.5亿吨')
  expect(said('zh', '0.5', 'pp')).toBe('0.5个百分点')
  expect(said('zh', '12345', null)).toBe('12,345')
  expect(said('zh', '6.125', '%')).toBe('6.125%')
  expect(said('zh', '12345678901234567', '件')).toBe('123,456,789.012346亿件')
})
