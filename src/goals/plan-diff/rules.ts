/** What became of last year's words in this year's: pure decisions over two lists of what two papers promise. */
import { compareDecimals } from '#platform/decimals.ts'
import { type Bound, meets } from '../targets/rules.ts'

/** 保留 / 提高 / 降低 / 新增 / 本年未再出现. `raised` and `lowered` say which way a number went, not whether that is good. */
export const changes = ['kept', 'raised', 'lowered', 'new', 'not-again'] as const
export type Change = (typeof changes)[number]

/** A number that a paper wants reached, with the clause it stands in. */
export interface PlannedNumber {
  id: string
  clause: string
  indicator: string
  op: Bound | '=' | '~'
  value: string
  unit: string | null
}

export interface Pair<T> {
  change: Change
  before: T | null
  after: T | null
}

/** Two clauses speak of the same where they share at least this much of their characters' pairs. */
const sameFrom = 0.5

/**
 * Pairs numbers of last year with numbers of this year: the same unit, and clauses that say the same once their amounts are
 * out. The likest first, each once; what is left is new, or does not stand in this year's paper again.
 */
export function pairNumbers<T extends PlannedNumber>(before: readonly T[], after: readonly T[]): Pair<T>[] {
  const [old, fresh] = [before.map(shapeOf), after.map(shapeOf)]
  const likest = old
    .flatMap((a, from) =>
      fresh.flatMap((b, to) => {
        const likeness = before[from]?.unit === after[to]?.unit ? likenessOf(a, b) : 0
        return likeness >= sameFrom ? [{ from, to, likeness }] : []
      }),
    )
    .sort((a, b) => b.likeness - a.likeness || a.from - b.from || a.to - b.to)
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  for (const { from, to } of likest) {
    if (pairs.has(from) || taken.has(to)) continue
    pairs.set(from, to)
    taken.add(to)
  }
  const partner = new Map([...pairs].map(([from, to]) => [to, from]))
  return [
    ...after.map((one, to) => {
      const was = before[partner.get(to) ?? -1] ?? null
      return { change: was ? changeOf(was, one) : ('new' as const), before: was, after: one }
    }),
    ...before.flatMap((one, from) =>
      pairs.has(from) ? [] : [{ change: 'not-again' as const, before: one, after: null }],
    ),
  ]
}

/** 5.5%以上 to 5%左右 is lowered: the number decides, and of equal numbers the bound. */
function changeOf(before: PlannedNumber, after: PlannedNumber): Change {
  const order = compareDecimals(after.value, before.value)
  if (order !== 0) return order > 0 ? 'raised' : 'lowered'
  const [was, is] = [strictness(before), strictness(after)]
  return is === was ? 'kept' : is > was ? 'raised' : 'lowered'
}

/** How much a bound asks of the same number: more than it, at least it, about it, at most it, less than it. */
function strictness({ op, value }: PlannedNumber): number {
  if (op === '~') return 0
  if (op === '=') return 1
  return meets(value, op, value) ? (op === '>=' ? 1 : -1) : op === '>' ? 2 : -2
}

interface Shape {
  indicator: string
  pairs: ReadonlySet<string>
}

const amounts = /[\d.,，]+(?:[万亿千百]?[^\p{P}\s\d]{0,2})?(?:以上|左右|以内)?/gu
const fillers = /全年|力争|确保|年内|达到|突破|保持在|稳定在|以上|左右|超过|不低于|新增约/g

function shapeOf({ clause, indicator }: PlannedNumber): Shape {
  const bare = clause.normalize('NFKC').replace(amounts, ' ').replace(fillers, ' ')
  return { indicator: indicator.replace(/\s/g, ''), pairs: pairsOf(`${indicator} ${bare}`) }
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>()
  for (const piece of text.split(/[^\p{Script=Han}\p{L}]+/u))
    for (let at = 0; at + 1 < piece.length; at++) pairs.add(piece.slice(at, at + 2))
  return pairs
}

/** Share of pairs both have (Dice), 0 to 1. */
function likenessOf(a: Shape, b: Shape): number {
  if (a.pairs.size + b.pairs.size === 0) return a.indicator === b.indicator ? 1 : 0
  let both = 0
  for (const pair of a.pairs) if (b.pairs.has(pair)) both++
  return (2 * both) / (a.pairs.size + b.pairs.size)
}

/** The clause around words of a paragraph: from the mark before them to the mark after. */
export function clauseAround(paragraph: string, start: number, end: number): string {
  const before =
    paragraph
      .slice(0, start)
      .split(/[，。；、：！？\n]/)
      .at(-1) ?? ''
  const after = paragraph.slice(end).split(/[，。；、：！？\n]/)[0] ?? ''
  return `${before}${paragraph.slice(start, end)}${after}`.trim()
}

export interface Matched {
  coverage: number
  /** Place of the other text in its list. */
  at: number
}

/**
 * Pairs demands of last year with demands of this year: each is the other's best, by how much of either the other covers.
 * `forward[i]` are the matches of last year's `i` among this year's, best first; `backward` the same the other way.
 */
export function pairMeasures<T>(
  before: readonly T[],
  after: readonly T[],
  forward: readonly (readonly Matched[])[],
  backward: readonly (readonly Matched[])[],
): Pair<T>[] {
  const partner = new Map<number, number>()
  const known = new Set<number>()
  for (const [from, matches] of forward.entries()) {
    const [best] = matches
    if (!best || partner.has(best.at)) continue
    const back = backward[best.at]?.find((one) => one.at === from)
    if (!back || Math.min(best.coverage, back.coverage) < coveredFrom) continue
    partner.set(best.at, from)
    known.add(from)
  }
  return [
    ...after.map((one, to) => {
      const was = before[partner.get(to) ?? -1] ?? null
      return { change: was === null ? ('new' as const) : ('kept' as const), before: was, after: one }
    }),
    ...before.flatMap((one, from) =>
      known.has(from) ? [] : [{ change: 'not-again' as const, before: one, after: null }],
    ),
  ]
}

/** Each of two demands must cover this share of the other's weight. */
const coveredFrom = 0.35
