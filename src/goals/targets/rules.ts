/** Pure decisions about a target: how its words are read, whether it is met, and what is still needed. */
import { compareDecimals, compareShares, divideUp, shareOf, subtract, sum } from '#platform/decimals.ts'
import type { Counting, Direction, PeriodType } from '../indicators/contract.ts'
import { dueOfPeriod } from '../rules.ts'

export type Bound = '>=' | '>' | '<=' | '<'
type Operator = Bound | '=' | '~'

/** How a target's operator is read, and why. `null`: nobody has said yet what 左右 means here. */
export interface Reading {
  op: Bound | null
  why: 'stated' | 'direction' | 'decided' | 'undecided'
}

/**
 * 突破 (>) asks for more than the number and 以上 (>=) for at least it, as stated. A plain number is at least that much where
 * more is better, at most where less is. 左右 (~) says no bound: the office decides. What the office decided goes first.
 */
export function readingOf(op: Operator, readAs: Bound | null, direction: Direction): Reading {
  if (readAs) return { op: readAs, why: 'decided' }
  if (op === '~') return { op: null, why: 'undecided' }
  if (op === '=') return { op: direction === 'more' ? '>=' : '<=', why: 'direction' }
  return { op, why: 'stated' }
}

export function meets(value: string, op: Bound, target: string): boolean {
  const order = compareDecimals(value, target)
  return { '>=': order >= 0, '>': order > 0, '<=': order <= 0, '<': order < 0 }[op]
}

/** First and last day of a period as papers write it: `2026`, `2026-06`, `2026-01..2026-06`, `2021..2025`, `2026-03-31`. */
export function spanOf(period: string): { from: string; to: string } | null {
  const first = period.split('..')[0] ?? ''
  const to = dueOfPeriod(period)
  if (!to || !/^\d{4}(-\d{2}){0,2}$/.test(first)) return null
  return { from: `${first}${'-01'.repeat(2 - (first.length - 4) / 3)}`, to }
}

/** Whole months from the first day to the last, both within. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear, fromMonth] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  return (Number(to.slice(0, 4)) - fromYear) * 12 + Number(to.slice(5, 7)) - fromMonth + 1
}

export interface Actual {
  id: string
  period: string
  endsOn: string
  value: string
  standing: 'preliminary' | 'final' | null
  statedBy: StatedBy
  enteredAt: string
}
export type StatedBy = 'document' | 'press' | 'statistics' | 'competent' | 'own'

/** Who is believed first where several state the same figure: statistics, a competent body, a paper; then the unit itself, then the press. */
const weights: Record<StatedBy, number> = { statistics: 4, competent: 3, document: 2, own: 1, press: 0 }

/** Whether a figure proves something: a unit's own word and a press report do not. */
export const isProof = (statedBy: StatedBy): boolean => weights[statedBy] >= weights.document

/** The figure that counts for each period: 核定 before 初步, then by who states it, then the newest. The others are its history. */
export function currentOf<A extends Actual>(actuals: readonly A[]): A[] {
  const rank = (one: A) => (one.standing === 'final' ? 10 : 0) + weights[one.statedBy]
  const best = new Map<string, A>()
  for (const one of actuals) {
    const known = best.get(one.period)
    if (!known || rank(one) > rank(known) || (rank(one) === rank(known) && one.enteredAt > known.enteredAt))
      best.set(one.period, one)
  }
  return [...best.values()].sort((a, b) => a.endsOn.localeCompare(b.endsOn))
}

export interface TargetFacts {
  op: Operator
  value: string
  readAs: Bound | null
  period: string | null
  dueOn: string | null
  year: number
  baseline: string | null
}

export interface IndicatorFacts {
  direction: Direction
  counting: Counting
  periodType: PeriodType
  /** Whether values are whole things (家, 个), so that a pace is rounded up to whole ones. */
  isWhole: boolean
}

/**
 * `met`, `missed`: the figure of the whole period is there. `reached`: met before the end, and may still change.
 * `on-pace`, `behind`: against the share of the period that has passed; for a rate against the target itself.
 * `open`: there is a figure, and nothing to hold it against. `no-figure`; `undecided`: the office has not said how 左右 is read.
 */
export const standings = ['met', 'missed', 'reached', 'on-pace', 'behind', 'open', 'no-figure', 'undecided'] as const
export type Standing = (typeof standings)[number]

export interface Assessment<A extends Actual = Actual> {
  standing: Standing
  reading: Reading
  latest: A | null
  /** What is missing to the target's number; null once it is reached. */
  gap: string | null
  /** In thousandths, for showing: how much is done and how much of the period had passed at the latest figure. */
  done: number | null
  passed: number | null
  /** Needed in each of the periods that are left. Null where there is nothing to add up: a rate, or nothing left. */
  need: { each: string; periods: number } | null
}

const monthsOf: Record<PeriodType, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

/** Where a target stands by the figures that count, as of the newest of them. The clock is not asked. */
export function assess<A extends Actual>(
  target: TargetFacts,
  indicator: IndicatorFacts,
  actuals: readonly A[],
): Assessment<A> {
  const reading = readingOf(target.op, target.readAs, indicator.direction)
  const span = spanOf(target.period ?? String(target.year)) ?? {
    from: `${target.year}-01-01`,
    to: `${target.year}-12-31`,
  }
  const due = target.dueOn ?? span.to
  const latest = currentOf(actuals.filter((one) => fits(one, indicator.counting, span.from, due))).at(-1) ?? null
  const nothing = { reading, latest, gap: null, done: null, passed: null, need: null }
  if (!latest) return { standing: 'no-figure', ...nothing }
  if (!reading.op) return { standing: 'undecided', ...nothing }

  const isMet = meets(latest.value, reading.op, target.value)
  const isWhole = latest.endsOn >= due
  const [total, past] = [monthsBetween(span.from, due), monthsBetween(span.from, latest.endsOn)]
  const start = indicator.counting === 'cumulative' ? '0' : target.baseline
  const way = start === null || indicator.counting === 'rate' ? null : subtract(target.value, start)
  const gone = way === null || start === null ? null : subtract(latest.value, start)
  const measured = way !== null && gone !== null && compareDecimals(way, '0') > 0 ? { way, gone } : null
  const seen = {
    reading,
    latest,
    gap: isMet ? null : subtract(target.value, latest.value),
    done: measured ? shareOf(measured.gone, measured.way) : null,
    passed: Math.floor((past * 1000) / total),
    need: isMet || isWhole ? null : needed(target.value, latest.value, indicator, total - past),
  }
  if (isWhole) return { ...seen, standing: isMet ? 'met' : 'missed' }
  if (indicator.counting === 'rate') return { ...seen, standing: isMet ? 'on-pace' : 'behind' }
  if (isMet && indicator.direction === 'more') return { ...seen, standing: 'reached' }
  if (!measured) return { ...seen, standing: isMet ? 'on-pace' : 'open' }
  const order = compareShares(measured.gone, measured.way, past, total)
  const isOnPace = indicator.direction === 'more' ? order >= 0 : order <= 0
  return { ...seen, standing: isOnPace ? 'on-pace' : 'behind' }
}

/** A figure that counts from the beginning (累计) or is a rate must begin where the target's period does; a stock is of a day. */
function fits({ period, endsOn }: Actual, counting: Counting, from: string, due: string): boolean {
  if (endsOn > due || endsOn < from) return false
  return counting === 'stock' || spanOf(period)?.from === from
}

function needed(
  target: string,
  latest: string,
  { counting, direction, periodType, isWhole }: IndicatorFacts,
  monthsLeft: number,
): Assessment['need'] {
  const periods = Math.ceil(monthsLeft / monthsOf[periodType])
  if (counting === 'rate' || direction === 'less' || periods < 1) return null
  return { each: divideUp(subtract(target, latest), periods, isWhole ? 0 : 2), periods }
}

/** Shares of districts and units against the whole. */
export interface SharesCheck {
  verdict: 'none' | 'not-additive' | 'adds-up' | 'short' | 'over'
  sum: string | null
  difference: string | null
}

/**
 * Only what can be added up is added up. Where more is better, shares may promise more than the whole; less is `short`. Where
 * less is better, more is `over`.
 */
export function checkShares(
  total: string,
  shares: readonly string[],
  { direction, isAdditive }: { direction: Direction; isAdditive: boolean },
): SharesCheck {
  if (shares.length === 0) return { verdict: 'none', sum: null, difference: null }
  if (!isAdditive) return { verdict: 'not-additive', sum: null, difference: null }
  const all = sum(shares)
  const difference = subtract(all, total)
  const order = compareDecimals(difference, '0')
  const isShort = direction === 'more' && order < 0
  const isOver = direction === 'less' && order > 0
  return { verdict: isShort ? 'short' : isOver ? 'over' : 'adds-up', sum: all, difference }
}
