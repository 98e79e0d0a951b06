import { expect, test } from 'vitest'
import { formatMoney, formatNumber } from '#platform/format.ts'
import { fill } from '#platform/i18n.ts'
import { boundedWords } from './figure-words.ts'

const words: Record<string, string> = {
  'documents.value': '{number}{unit}',
  'documents.value.tenThousand': '{scaled}万{unit}',
  'documents.value.hundredMillion': '{scaled}亿{unit}',
  'documents.unit.pp': '个百分点',
}
const t = (key: string, facts?: Record<string, string | number>) => fill(words[key] ?? key, facts)
const format = {
  number: (value: number | string, decimals?: number) => formatNumber('zh', value, decimals),
  money: (yuan: number | bigint | string) => formatMoney('zh', yuan),
}
const said = (op: '>' | '>=' | '=', value: string, unit: string | null) => boundedWords(t, format, { op, value, unit })

test('a value is written as people read it, with its bound in front', () => {
  expect(said('>', '300000000000', 'CNY')).toBe('> 3,000亿元')
  expect(said('>=', '95', '%')).toBe('≥ 95%')
  expect(said('=', '8500', '家')).toBe('8,500家')
  expect(said('=', '3000000', '人')).toBe('300万人')
  expect(said('=', '1250000000', '吨')).toBe('12.5亿吨')
  expect(said('=', '0.5', 'pp')).toBe('0.5个百分点')
  expect(said('=', '12345', null)).toBe('12,345')
})

test('no digit of a long decimal is lost', () => {
  expect(said('=', '12345678901234567', '件')).toBe('123,456,789.012346亿件')
  expect(said('=', '6.125', '%')).toBe('6.125%')
})
