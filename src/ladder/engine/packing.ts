/** Verdicts and points of one firm in few numbers, as they are stored by the million. */
import type { Plan } from './plan.ts'
import type { Evaluation, Range, Verdict } from './results.ts'

export const verdictBits = 3
/** Criteria and basis together: what an ordinary number holds exactly. */
export const mostCriteria = 17
export const pointBits = 7
export const pointsPerWord = 7
export const mostIndicators = 14
export const unknownPoints = 127

export const wordsFor = (indicators: number): number => Math.ceil(indicators / pointsPerWord)

const codes = { met: 1, 'not-met': 2, missing: 3, review: 4, 'not-applicable': 5 } as const satisfies Record<
  Verdict,
  number
>
const byCode: readonly (Verdict | undefined)[] = [undefined, 'met', 'not-met', 'missing', 'review', 'not-applicable']

/** @throws Error for a number that stands for no verdict */
export function verdictOf(code: number): Verdict {
  const verdict = byCode[code]
  if (!verdict) throw new Error(`${code} stands for no verdict`)
  return verdict
}

export interface Packed {
  result: number
  passes: number
  /** Three bits for each criterion, then for what holds for whoever applies. */
  verdicts: bigint
  /** Seven bits for each indicator. */
  points: bigint[]
  totalLow: number | null
  totalHigh: number | null
  unmet: number
  open: number
}

/** Halves of points are left out: every bound is a whole number, so that no verdict turns on them. */
export function pack({ verdict, passes, criteria, basis, groups, total }: Evaluation): Packed {
  const all = [...criteria, ...basis].map((one) => codes[one.verdict])
  const indicators = groups.flatMap((group) => group.indicators.map(({ points }) => points))
  const points = Array.from({ length: wordsFor(indicators.length) }, (_, word) =>
    indicators.slice(word * pointsPerWord, (word + 1) * pointsPerWord).reduce((sum, { atLeast, atMost }, at) => {
      return sum | (BigInt(atLeast === atMost ? Math.floor(atLeast) : unknownPoints) << BigInt(pointBits * at))
    }, 0n),
  )
  return {
    ...{ result: codes[verdict], passes: codes[passes], points },
    verdicts: all.reduce((sum, code, at) => sum | (BigInt(code) << BigInt(verdictBits * at)), 0n),
    totalLow: total && Math.floor(total.atLeast),
    totalHigh: total && Math.floor(total.atMost),
    unmet: all.filter((code) => code === codes['not-met']).length,
    open: all.filter((code) => code === codes.missing).length,
  }
}

export interface Unpacked {
  verdict: Verdict
  passes: Verdict
  criteria: { id: string; verdict: Verdict }[]
  basis: { id: string; verdict: Verdict }[]
  indicators: { id: string; points: number | null }[]
  total: Range | null
}

/** What was packed, told by the ids of the plan that it was judged by. */
export function unpack(plan: Plan, packed: Omit<Packed, 'unmet' | 'open'>): Unpacked {
  const bits = (word: bigint, width: number, at: number) =>
    Number((word >> BigInt(width * at)) & ((1n << BigInt(width)) - 1n))
  const told = [...plan.criteria, ...plan.basis].map(({ about }, at) => {
    return { id: about.id, verdict: verdictOf(bits(packed.verdicts, verdictBits, at)) }
  })
  const { totalLow, totalHigh } = packed
  return {
    verdict: verdictOf(packed.result),
    passes: verdictOf(packed.passes),
    criteria: told.slice(0, plan.criteria.length),
    basis: told.slice(plan.criteria.length),
    indicators: plan.indicators.map(({ about }, at) => {
      const points = bits(packed.points[Math.floor(at / pointsPerWord)] ?? 0n, pointBits, at % pointsPerWord)
      return { id: about.id, points: points === unknownPoints ? null : points }
    }),
    total: totalLow === null || totalHigh === null ? null : { atLeast: totalLow, atMost: totalHigh },
  }
}
