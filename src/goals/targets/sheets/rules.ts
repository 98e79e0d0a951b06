/** A table of figures as offices fill it in: one row for each indicator and each owner. */
import { isDecimal, movePoint } from '#platform/decimals.ts'

/** The first header of each column is printed; any of them is understood. */
export const figureColumns = [
  { key: 'indicator', headers: ['指标', '指标名称'], required: true, kind: 'text' },
  { key: 'owner', headers: ['区县（单位）', '区县', '单位名称', '区划', '责任单位'], required: true, kind: 'text' },
  { key: 'period', headers: ['期间', '时期', '报告期'], required: true, kind: 'text' },
  { key: 'value', headers: ['数值', '本期数', '累计数', '完成数'], kind: 'text' },
  { key: 'unit', headers: ['计量单位', '单位'], kind: 'text' },
  { key: 'standing', headers: ['初步/核定', '数据性质'], kind: 'text' },
  { key: 'isEstimated', headers: ['是否估计', '估计'], kind: 'text' },
  { key: 'statedBy', headers: ['数据来源', '来源'], kind: 'text' },
  { key: 'note', headers: ['备注', '说明'], kind: 'text' },
] as const

export type FigureCells = Record<(typeof figureColumns)[number]['key'], string | null>

/** Words of the closed columns, as printed and as understood. */
export const standingWords = {
  初步: 'preliminary',
  初步数: 'preliminary',
  核定: 'final',
  核定数: 'final',
  最终: 'final',
} as const
export const statedWords = {
  统计: 'statistics',
  统计部门: 'statistics',
  主管部门: 'competent',
  本单位自报: 'own',
  自报: 'own',
} as const

const powers: readonly [RegExp, number][] = [
  [/^亿/, 8],
  [/^万/, 4],
  [/^千/, 3],
]

/** Units as tables write them, in the code values are kept under. */
const codes: Record<string, string> = {
  元: 'CNY',
  平方米: 'm2',
  平方公里: 'km2',
  '％': '%',
  百分比: '%',
  个百分点: 'pp',
}

/**
 * A number with the unit of its row in the unit of the indicator: 612 in 亿元 is 61200000000 CNY. `null` where it is no
 * number; `unit` where the units do not fit each other. Without a unit the value is in the indicator's own.
 */
export function valueIn(typed: string, unit: string | null, own: string | null): string | null | 'unit' {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .replace(/%$/, '')
  if (!isDecimal(digits)) return null
  const text = (unit ?? '').normalize('NFKC').replace(/\s/g, '')
  if (text === '' || text === own) return movePoint(digits, 0)
  const power = powers.find(([form]) => form.test(text))
  const rest = power ? text.slice(1) : text
  if ((codes[rest] ?? rest) !== own) return 'unit'
  return movePoint(digits, power?.[1] ?? 0)
}

/** How a value is written in a table: money in 万元, areas by their word, the rest as it is kept. */
export function written(value: string | null, own: string | null): { value: string | null; unit: string | null } {
  if (own === 'CNY') return { value: value && movePoint(value, -4), unit: '万元' }
  const word = Object.entries(codes).find(([, code]) => code === own && own !== '%')?.[0]
  return { value, unit: word ?? own }
}

/**
 * A period as tables write it, in the form it is kept in: 2026年1-3月 and 2026年一季度 are `2026-01..2026-03`, 2026年3月 is
 * `2026-03`, 2026年上半年 `2026-01..2026-06`, 2026年 `2026`. Null for what names none.
 */
export function periodIn(cell: string): string | null {
  const text = cell.normalize('NFKC').replace(/\s/g, '').replace(/累计$/, '')
  if (/^\d{4}(-(0[1-9]|1[0-2]))?(\.\.\d{4}(-(0[1-9]|1[0-2]))?)?$/.test(text)) return text
  const match = /^(\d{4})年?(.*)$/.exec(text)
  const [, year = '', rest = ''] = match ?? []
  if (!year) return null
  const named = namedPeriods[rest]
  if (named !== undefined) return named.replaceAll('Y', year)
  const range = /^(\d{1,2})(?:月)?[-~—至到](\d{1,2})月$/.exec(rest)
  if (range) return withMonths(year, Number(range[1]), Number(range[2]))
  const month = /^(\d{1,2})月$/.exec(rest)
  return month ? withMonths(year, Number(month[1]), Number(month[1])) : null
}

const namedPeriods: Record<string, string> = {
  '': 'Y',
  全年: 'Y',
  上半年: 'Y-01..Y-06',
  一季度: 'Y-01..Y-03',
  前三季度: 'Y-01..Y-09',
  二季度: 'Y-04..Y-06',
  三季度: 'Y-07..Y-09',
  四季度: 'Y-10..Y-12',
}

function withMonths(year: string, from: number, to: number): string | null {
  if (from < 1 || to > 12 || from > to) return null
  const month = (value: number) => `${year}-${String(value).padStart(2, '0')}`
  return from === to ? month(from) : from === 1 && to === 12 ? year : `${month(from)}..${month(to)}`
}
