/**
 * The rates of requests: what each counts, exactly. Pure; runs in the browser too. The database counts by the conditions of
 * `parts.ts`; a test holds both to each other.
 */
import { z } from 'zod'

/** Names of the rules, as `rules/rates.yaml` and `rules/ranking.yaml` ship them. */
export const ratesRule = 'requests/rates'
export const rankingRule = 'requests/ranking'

export const RatesRule = z.strictObject({
  ratingsAtLeast: z.int().min(1).max(100),
  contestDays: z.int().min(1).max(60),
  smallestCell: z.int().min(2).max(100),
})

export const scoredRates = ['contact', 'plan', 'finish', 'solved', 'satisfied'] as const
export const RankingRule = z.strictObject({
  isOn: z.boolean(),
  atLeast: z.int().min(1).max(10_000),
  weights: z.record(z.enum(scoredRates), z.int().min(0).max(100)),
})
export type RankingRule = z.output<typeof RankingRule>

/**
 * - `contact`, `plan`, `finish`: on time per clock. Met ÷ (met + missed + open and overdue). Every round counts, since every
 *   round promised. What is not due yet, stands still or waits for the calendar is in neither; what fell away, was not timed
 *   elsewhere (未计时) or was taken out after a contest is excluded.
 * - `confirmed`: contacts that the firm confirmed ÷ contacts written down. The rest is claimed or denied.
 * - `closed`: ended ÷ registered. Refused, merged and withdrawn cases are excluded. It says nothing of time: `finish` does.
 * - `solved`, `satisfied`: yes, and level 4 or 5, ÷ those that answered, of the last round that has an answer, once per case.
 *   Silence is in neither.
 * - `rated`: cases that answered ÷ cases that have an answer: how much the two above rest on.
 * - `redone`: cases done again ÷ cases that were answered.
 * - `reopened`: ended cases whose firm came again with the same cause within `reopenedWithinDays` of the rule
 *   `requests/feedback` ÷ ended cases of which that is known: those days have passed, or it came.
 * - `byLaw`: cases explained according to law (依法解释) ÷ ended cases; counted apart, never as solved.
 * - `paused`: seconds for which the clock to the end stood still ÷ seconds of its life so far. Counts seconds, not cases.
 */
export const rateKeys = [
  'contact',
  'plan',
  'finish',
  'confirmed',
  'closed',
  'solved',
  'satisfied',
  'rated',
  'redone',
  'reopened',
  'byLaw',
  'paused',
] as const
export type RateKey = (typeof rateKeys)[number]

/** What firms said: units see it only in aggregate. */
export const ratingRates: readonly RateKey[] = ['solved', 'satisfied', 'rated']

/** Where a row stands in a rate: in numerator and denominator, in the denominator alone, or outside, and why. */
export const ratePartNames = ['in', 'out', 'excluded', 'untimed', 'notYetDue'] as const
export type RatePart = (typeof ratePartNames)[number]

export interface Rate {
  numerator: number
  denominator: number
  /** Left out of the denominator, those not timed among them. */
  excluded: number
  untimed: number
  notYetDue: number
  asOf: string
}

export type PartCounts = Partial<Record<RatePart, number>>

export const rateOf = (counts: PartCounts, asOf: string): Rate => ({
  numerator: counts.in ?? 0,
  denominator: (counts.in ?? 0) + (counts.out ?? 0),
  excluded: (counts.excluded ?? 0) + (counts.untimed ?? 0),
  untimed: counts.untimed ?? 0,
  notYetDue: counts.notYetDue ?? 0,
  asOf,
})

/** A row of timings, as far as rates ask. */
export interface RatedRow {
  contactState: string
  contactDueAt: string | null
  planState: string
  planDueAt: string | null
  finishState: string
  finishDueAt: string | null
  contactedAt: string | null
  contactWord: string | null
  closedAt: string | null
  outcome: string | null
  reopenedAt: string | null
  round: number
  isLast: boolean
  isJudged: boolean
  level: number | null
  isSolved: boolean | null
}

/** Where one clock stands at a moment. */
export function clockPart(state: string, dueAt: string | null, asOf: string): RatePart {
  if (state === 'met') return 'in'
  if (state === 'missed') return 'out'
  if (state === 'untimed') return 'untimed'
  if (state === 'cancelled' || state === 'excluded') return 'excluded'
  return state === 'running' && dueAt !== null && Date.parse(dueAt) < Date.parse(asOf) ? 'out' : 'notYetDue'
}

const ends: readonly (string | null)[] = ['solved', 'explained', 'explained-by-law']
const fellAway: readonly (string | null)[] = ['refused', 'merged', 'withdrawn']

/** As of when rates count, and within how many days of its end a case counts as come again by the rule of that day. */
export interface Counting {
  asOf: string
  reopenedWithinDays: number
}

/** In which part of each rate a row stands at a moment; null where it is no matter of the rate. `paused` counts seconds. */
export function partsOf(row: RatedRow, counting: Counting): Record<Exclude<RateKey, 'paused'>, RatePart | null> {
  const { asOf } = counting
  const isEnded = row.isLast && ends.includes(row.outcome)
  const yes = (matters: boolean, isIn: boolean): RatePart | null => (matters ? (isIn ? 'in' : 'out') : null)
  const unrated = !row.isJudged ? null : row.level === null ? 'excluded' : null
  return {
    contact: clockPart(row.contactState, row.contactDueAt, asOf),
    plan: clockPart(row.planState, row.planDueAt, asOf),
    finish: clockPart(row.finishState, row.finishDueAt, asOf),
    confirmed: yes(row.isLast && row.contactedAt !== null, row.contactWord === 'confirmed'),
    closed: row.isLast && fellAway.includes(row.outcome) ? 'excluded' : yes(row.isLast, isEnded),
    solved: unrated ?? yes(row.isJudged, row.isSolved === true),
    satisfied: unrated ?? yes(row.isJudged, (row.level ?? 0) >= 4),
    rated: yes(row.isJudged, row.level !== null),
    redone: yes(row.isJudged, row.round > 1 || !row.isLast),
    reopened: !isEnded
      ? null
      : row.reopenedAt !== null
        ? 'in'
        : isLongAgo(row.closedAt, counting)
          ? 'out'
          : 'notYetDue',
    byLaw: yes(isEnded, row.outcome === 'explained-by-law'),
  }
}

const isLongAgo = (closedAt: string | null, { asOf, reopenedWithinDays }: Counting): boolean =>
  closedAt !== null && Date.parse(closedAt) + reopenedWithinDays * 86_400_000 <= Date.parse(asOf)

/** Between which shares the true one lies in 19 of 20 cases (Wilson, 95 %); null without cases. */
export function wilson({ numerator, denominator: n }: Pick<Rate, 'numerator' | 'denominator'>) {
  if (n === 0) return null
  const [z, p] = [1.959964, numerator / n]
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** The value below or at which this share of the sorted values lies (nearest rank); null without values. */
export const percentile = (sorted: ArrayLike<number>, share: number): number | null =>
  sorted.length === 0 ? null : (sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null)

/** How long it took, of what was done: in time or late. What is still open has no time yet. */
export interface Times {
  medianSeconds: number | null
  p90Seconds: number | null
  count: number
}

export const timesOf = (sorted: ArrayLike<number>): Times => ({
  medianSeconds: percentile(sorted, 0.5),
  p90Seconds: percentile(sorted, 0.9),
  count: sorted.length,
})

/**
 * The composite score, 0 to 100, where a city turned it on: the weighted mean of the rates. Null for a group with fewer
 * cases than the rule asks (样本不足), or with a weighted rate that counts nothing.
 */
export function scoreOf(rule: RankingRule, registered: number, rates: Readonly<Record<RateKey, Rate>>): number | null {
  if (!rule.isOn || registered < rule.atLeast) return null
  let [sum, weights] = [0, 0]
  for (const key of scoredRates) {
    const weight = rule.weights[key] ?? 0
    if (weight === 0) continue
    const { numerator, denominator } = rates[key]
    if (denominator === 0) return null
    sum += (weight * numerator) / denominator
    weights += weight
  }
  return weights === 0 ? null : (100 * sum) / weights
}

/** `2026`, `2026-Q1`, `2026-03` or `2026-03-01..2026-03-15`: first and last day. Null where it is none. */
export function periodOf(text: string): { from: string; to: string } | null {
  const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text)
  if (days)
    return days[1] && days[2] && isDay(days[1]) && isDay(days[2]) && days[1] <= days[2]
      ? { from: days[1], to: days[2] }
      : null
  const parts = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!parts) return null
  const [year, quarter, month] = [Number(parts[1]), Number(parts[2] ?? 0), Number(parts[3] ?? 0)]
  const first = quarter > 0 ? quarter * 3 - 2 : month || 1
  const last = quarter > 0 ? quarter * 3 : month || 12
  const end = new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10)
  return { from: `${parts[1]}-${String(first).padStart(2, '0')}-01`, to: end }
}

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success

/** 202603 as 2026-03, and back. */
export const monthText = (month: number): string => `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
export const monthNumber = (text: string): number => Number(text.replace('-', ''))
