/** How far a firm is from a criterion that it does not meet, in the unit of the fact it would change. */
import { ceiling, floor } from './amounts.ts'
import { areAboveZero, isKnown } from './compare.ts'
import { type FactCatalogue, type Facts, readReference } from './facts.ts'
import type { Comparison, Node } from './plan.ts'
import { add, exactValue, linearIn, type Polynomial, times } from './polynomials.ts'
import type { CriterionResult, Distance, Score } from './results.ts'

export function distanceTo(
  node: Node,
  parts: readonly CriterionResult[],
  facts: Facts,
  score: Score,
  catalogue: FactCatalogue,
): Distance[] {
  switch (node.kind) {
    case 'all':
      return parts.filter(({ verdict }) => verdict === 'not-met').flatMap(({ distance }) => distance)
    case 'any':
    case 'some':
      return parts.flatMap(({ distance }) => distance)
    case 'compare': {
      const way = node.ways.find((one) => isKnown(one.facts, facts))
      const gap = way && areAboveZero(way.positive, facts) ? gapOf(way, facts) : null
      if (!way || gap === null) return []
      const code = readReference(way.lead, catalogue)?.code ?? way.lead
      const kind = catalogue[code]
      const now = BigInt(facts[way.lead] ?? 0)
      const unit = kind?.kind === 'amount' ? kind.unit : ''
      return [{ fact: way.lead, by: Number(gap), to: Number(now + gap), unit, wanted: [] }]
    }
    case 'score':
      return scoreGaps(node, score)
    case 'choice':
      return [
        wanted(
          node.fact,
          node.places.map((place) => node.options[place] ?? ''),
        ),
      ]
    case 'flag':
      return [wanted(node.fact, [node.is ? 'yes' : 'no'])]
    case 'holds':
      return [wanted('title', node.titles)]
    case 'happened':
      return [wanted('event', node.events)]
    default:
      return []
  }
}

const wanted = (fact: string, options: readonly string[]): Distance => ({
  fact,
  by: 0,
  to: 0,
  unit: '',
  wanted: options,
})

/** Points that are lacking for certain: counted from the most that is possible. */
function scoreGaps({ total, groups }: Extract<Node, { kind: 'score' }>, score: Score): Distance[] {
  const gap = (fact: string, least: number, most: number): Distance[] =>
    most >= least ? [] : [{ fact, by: least - most, to: least, unit: 'points', wanted: [] }]
  return [
    ...gap('total', total, score.total.atMost),
    ...groups.flatMap(({ id, at, least }) => gap(id, least, score.groups[at]?.atMost ?? 0)),
  ]
}

/** The smallest whole change of the leading fact that meets the comparison; null where it decides nothing. */
function gapOf(way: Comparison, facts: Facts): bigint | null {
  const upwards = way.bound === 'atLeast' || way.bound === 'moreThan'
  const difference = add(way.left, times(way.right, -1n))
  const parts = linearIn(difference, way.lead)
  if (!parts) return null
  const value = (polynomial: Polynomial) => exactValue(polynomial, (reference) => BigInt(facts[reference] ?? 0))
  const [factor, rest] = [value(parts.factor), value(parts.rest)]
  if (factor === 0n) return null
  const strict = way.bound === 'moreThan' || way.bound === 'lessThan'
  const grows = upwards === factor > 0n
  const edge = grows ? ceiling(-rest, factor) : floor(-rest, factor)
  const isOnEdge = factor * edge + rest === 0n
  const target = strict && isOnEdge ? edge + (grows ? 1n : -1n) : edge
  return target - BigInt(facts[way.lead] ?? 0)
}
