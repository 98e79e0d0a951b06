import type { Figure } from './types.ts'

interface Seen {
  indicator: string
  period: string | null
  heading: string | null
}

/** Figures of one article by value and unit, with what is needed to recognise them again. */
export type SeenFigures = Map<string, Seen[]>

/** The same quantity once per article: same value, unit, indicator and period. Gifts of a policy differ by their condition. */
export function isRepeated(found: SeenFigures, figure: Figure, heading: string | null): boolean {
  const key = `${figure.op}${figure.value} ${figure.unit} ${figure.kind}`
  const indicator = figure.kind === 'name' && figure.unit === 'CNY' ? '' : (figure.indicator ?? '')
  const { period } = figure
  const now: Seen = { indicator, period, heading }
  const seen = found.get(key)
  if (!seen) {
    found.set(key, [now])
    return false
  }
  if (/奖励|补助|补贴|资助|奖补|支持|扶持/.test(indicator)) return false
  const rate = figure.unit === '%' || figure.unit === 'pp'
  if (seen.some((other) => (rate ? sameRate(other, now) : sameTime(other, now)) && alike(other.indicator, indicator)))
    return true
  if (seen.length < 50) seen.push(now)
  return false
}

/** Rates coincide easily: only one under a telling name, for the same period and under the same heading is the same. */
const sameRate = (a: Seen, b: Seen) => a.period === b.period && a.heading === b.heading && b.indicator.length > 4

const sameTime = (a: Seen, b: Seen) => a.period === b.period || a.period === null || b.period === null

function alike(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < 3 || short.at(-1) !== long.at(-1)) return false
  let at = 0
  for (const character of long) if (character === short[at]) at++
  return at === short.length
}
