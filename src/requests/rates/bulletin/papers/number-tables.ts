/** The tables of a bulletin. Pure. */
import type { PaperColumn, PaperPart, TablePart } from '#platform/papers/index.ts'
import { caseClocks } from '../../../clocks/rules.ts'
import { zh } from '../../messages.zh.ts'
import { type RateKey, rateKeys, wilson } from '../../rules.ts'
import { type BulletinContent, type TopicRate, topicRates, unitRates } from '../rules.ts'
import { cell, hiddenWord, hours, length, noCase, number, share } from './said.ts'

export const nameOf = (key: RateKey): string => zh[`requests.rates.key.${key}`]

const centred = (header: string, weight = 1): PaperColumn => ({ header, weight, align: 'center' })
const named = (header: string, weight: number): PaperColumn => ({ header, weight })

function table(caption: string, columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): PaperPart[] {
  const part: TablePart = { kind: 'table', columns, rows: rows.map((cells) => ({ cells })), points: 10.5 }
  return [{ kind: 'caption', text: caption }, part]
}

/** Rates of what firms said rest on few answers: the share is written with the range in which the true one lies. */
const sampled: readonly RateKey[] = ['solved', 'satisfied']

/** Every rate of the city with its numerator, denominator and what is outside, beside the month before. */
export function rateTable({ rates, before }: BulletinContent): PaperPart[] {
  const columns = [
    named('指标', 2.3),
    ...['比率', '分子', '分母', '剔除'].map((header) => centred(header, 1.1)),
    centred('其中\n未计时', 1.1),
    centred('未到期', 1.1),
    centred('95%\n区间', 1.5),
    ...(before ? [centred('上月', 1.4)] : []),
  ]
  const rows = rateKeys.map((key) => {
    const rate = rates[key]
    const last = before ? [cellOf(key, before.rates[key])] : []
    if (rate === null) return [nameOf(key), ...Array.from({ length: 7 }, () => hiddenWord), ...last]
    const { numerator, denominator, excluded, untimed, notYetDue } = rate
    const range = sampled.includes(key) ? wilson(rate) : null
    const parts = key === 'paused' ? [hours(numerator), hours(denominator)] : [number(numerator), number(denominator)]
    const outside = key === 'paused' ? [noCase, noCase, noCase] : [excluded, untimed, notYetDue].map(number)
    return [
      ...[nameOf(key), share(rate), ...parts, ...outside],
      range
        ? `${share({ numerator: range.low, denominator: 1 })}–${share({ numerator: range.high, denominator: 1 })}`
        : noCase,
      ...last,
    ]
  })
  return table('表1 全市承诺兑现情况', columns, rows)
}

/** Of seconds the share alone is read; their parts are no cases. */
const cellOf = (key: RateKey, part: Parameters<typeof cell>[0]): string =>
  key === 'paused' && part !== null ? share(part) : cell(part)

export function timesTable({ times }: BulletinContent): PaperPart[] {
  const columns = [named('时限', 2), centred('完成件次'), centred('一半不超过'), centred('九成不超过')]
  const rows = caseClocks.map((clock) => {
    const took = times[clock]
    if (took === null) return [clockNames[clock], hiddenWord, hiddenWord, hiddenWord]
    return [clockNames[clock], number(took.count), length(took.medianSeconds), length(took.p90Seconds)]
  })
  return table('表2 办理用时（含超时完成的，不含未完成的）', columns, rows)
}

const clockNames = { contact: '联系', plan: '提出方案', finish: '答复办结' } as const

/** Units in official order, the whole above them. */
export function unitTable({ rates, units, ranking }: BulletinContent): PaperPart[] {
  const columns = [
    named('单位', 2.2),
    ...unitRates.map((key) => centred(nameOf(key), 1.1)),
    ...(ranking ? [centred('综合分')] : []),
  ]
  const score = (value: number | null) => (ranking ? [value === null ? noCase : number(value)] : [])
  const rows = [
    ['全市', ...unitRates.map((key) => cell(rates[key])), ...score(null)],
    ...units.map((unit) => [
      unit.name || '尚未交办',
      ...unitRates.map((key) => cell(unit.rates[key])),
      ...score(unit.score),
    ]),
  ]
  return table('表3 各单位情况', columns, rows)
}

export function topicTable({ topics }: BulletinContent): PaperPart[] {
  const columns = [named('事项', 2.2), ...topicRates.map((key: TopicRate) => centred(nameOf(key)))]
  const rows = topics.map(({ name, rates }) => [name, ...topicRates.map((key) => cell(rates[key]))])
  return table('表4 各类事项情况', columns, rows)
}

export function leftOutTable({ leftOut }: BulletinContent): PaperPart[] {
  const columns = [
    named('时限', 1.6),
    ...['随诉求终止', '别处未计时', '申诉成立', '剔除合计', '未到期或停走'].map((header) => centred(header)),
  ]
  const rows = caseClocks.map((clock) => {
    const out = leftOut[clock]
    if (out === null) return [clockNames[clock], ...Array.from({ length: 5 }, () => hiddenWord)]
    const { fellAway, untimed, upheld, notYetDue } = out
    return [clockNames[clock], ...[fellAway, untimed, upheld, fellAway + untimed + upheld, notYetDue].map(number)]
  })
  return table('表5 没有计入比率的件次', columns, rows)
}
