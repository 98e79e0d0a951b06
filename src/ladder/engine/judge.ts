/**
 * One firm under one set of rules, with the reasons. Exact: ratios are compared as products, in ordinary numbers where they
 * hold them and in big ones where not. What nobody knows makes nothing fail: it leaves a criterion open, and a score a range.
 */
import { areAboveZero, compares, isKnown } from './compare.ts'
import { distanceTo } from './distance.ts'
import type { Facts } from './facts.ts'
import type { Comparison, Node, Plan, Scoring } from './plan.ts'
import type { CriterionResult, Evaluation, GroupResult, Range, Score, Verdict } from './results.ts'

export function judge(plan: Plan, facts: Facts): Evaluation {
  const indicators = plan.indicators.map(({ about, max, group, scoring }) => ({
    group,
    result: {
      ...about,
      max,
      points: pointsOf(scoring, facts) ?? rangeOf(scoring, facts),
      missing: lackingFor(scoring, facts),
    },
  }))
  const groups = plan.groups.map(({ about, max }, at): GroupResult => {
    const own = indicators.filter(({ group }) => group === at).map(({ result }) => result)
    return { ...about, max, points: sum(own.map(({ points }) => points)), indicators: own }
  })
  const score: Score = {
    groups: groups.map(({ points }) => points),
    total: sum(groups.map(({ points }) => points)),
    missing: [...new Set(indicators.flatMap(({ result }) => result.missing))],
  }
  const asked = { plan, facts, score }
  const basis = plan.basis.map((node) => judged(node, asked))
  const criteria = plan.criteria.map((node) => judged(node, asked))
  return {
    verdict: allOf([...basis, ...criteria].map(({ verdict }) => verdict)),
    passes: allOf(criteria.map(({ verdict }) => verdict)),
    ...{ basis, criteria, groups, total: plan.groups.length > 0 ? score.total : null },
  }
}

interface Asked {
  plan: Plan
  facts: Facts
  score: Score
}

function judged(node: Node, asked: Asked): CriterionResult {
  if (node.unless) {
    const { verdict } = judged(node.unless, asked)
    if (verdict === 'met')
      return { ...node.about, verdict: 'not-applicable', missing: [], distance: [], needsAll: false, parts: [] }
    const inner = judged({ ...node, unless: null }, asked)
    const either = atLeastOf(1, [verdict, inner.verdict])
    return either === inner.verdict ? inner : { ...inner, verdict: either, distance: [] }
  }
  const parts = 'of' in node ? [node.of].flat().map((one) => judged(one, asked)) : []
  const verdict = verdictOf(node, parts, asked)
  const isOpen = verdict === 'missing' || verdict === 'review'
  return {
    ...{ ...node.about, verdict, parts },
    missing: isOpen ? [...new Set([...lackingOf(node, asked), ...parts.flatMap((part) => part.missing)])] : [],
    needsAll: node.kind === 'all' || node.kind === 'score',
    distance: verdict === 'not-met' ? distanceTo(node, parts, asked.facts, asked.score, asked.plan.catalogue) : [],
  }
}

function verdictOf(node: Node, parts: readonly CriterionResult[], { plan, facts, score }: Asked): Verdict {
  const inside = parts.map(({ verdict }) => verdict)
  switch (node.kind) {
    case 'manual':
      return 'review'
    case 'all':
      return allOf(inside)
    case 'any':
      return atLeastOf(1, inside)
    case 'some':
      return atLeastOf(node.count, inside)
    case 'not':
      return opposite[inside[0] ?? 'missing']
    case 'compare':
      return ofTruth(wayMet(node.ways, facts))
    case 'score':
      return scoreVerdict(node, score)
    case 'choice': {
      const place = facts[node.fact]
      return ofTruth(place === null || place === undefined ? null : node.places.includes(Number(place)))
    }
    case 'flag': {
      const is = facts[node.fact]
      return ofTruth(is === null || is === undefined ? null : (Number(is) === 1) === node.is)
    }
    case 'holds':
      return anyTruth(node.titles.map((title) => isValid(title, facts, plan.day)))
    case 'happened':
      return anyTruth(
        node.events.map((event) => {
          const day = facts[event]
          return day === null || day === undefined ? null : Number(day) >= node.since && Number(day) <= plan.day
        }),
      )
  }
}

const ofTruth = (truth: boolean | null): Verdict => (truth === null ? 'missing' : truth ? 'met' : 'not-met')
const anyTruth = (all: readonly (boolean | null)[]): Verdict => atLeastOf(1, all.map(ofTruth))

const opposite: Readonly<Record<Verdict, Verdict>> = {
  met: 'not-met',
  'not-met': 'met',
  missing: 'missing',
  review: 'review',
  'not-applicable': 'not-applicable',
}

/** What fails decides; then what is unknown; then what a person has to look at. */
export function allOf(all: readonly Verdict[]): Verdict {
  for (const one of ['not-met', 'missing', 'review'] as const) if (all.includes(one)) return one
  return 'met'
}

export function atLeastOf(count: number, all: readonly Verdict[]): Verdict {
  const many = (...which: Verdict[]) => all.filter((one) => which.includes(one)).length >= count
  if (many('met', 'not-applicable')) return 'met'
  if (many('met', 'not-applicable', 'review')) return 'review'
  return many('met', 'not-applicable', 'review', 'missing') ? 'missing' : 'not-met'
}

function isValid(title: string, facts: Facts, day: number): boolean | null {
  const from = facts[`${title}.from`] ?? null
  const until = facts[`${title}.until`] ?? null
  if ((from !== null && Number(from) > day) || (until !== null && Number(until) < day)) return false
  return from === null || until === null ? null : true
}

function scoreVerdict(node: Extract<Node, { kind: 'score' }>, { groups, total }: Score): Verdict {
  const asked = [{ points: total, least: node.total }]
  for (const { at, least } of node.groups) asked.push({ points: groups[at] ?? { atLeast: 0, atMost: 0 }, least })
  if (asked.every(({ points, least }) => points.atLeast >= least)) return 'met'
  return asked.some(({ points, least }) => points.atMost < least) ? 'not-met' : 'missing'
}

/** Whether the first way whose facts are known is met; null where no way is known, or it says nothing. */
function wayMet(ways: readonly Comparison[], facts: Facts): boolean | null {
  const way = ways.find((one) => isKnown(one.facts, facts))
  if (!way || !areAboveZero(way.positive, facts)) return null
  return compares(way, facts)
}

const sum = (all: readonly Range[]): Range => ({
  atLeast: all.reduce((total, { atLeast }) => total + atLeast, 0),
  atMost: all.reduce((total, { atMost }) => total + atMost, 0),
})

/** The points, or null where a fact is missing that they need. */
function pointsOf(scoring: Scoring, facts: Facts): Range | null {
  const exactly = (points: number): Range => ({ atLeast: points, atMost: points })
  if (scoring.kind === 'best') return null
  if (scoring.kind === 'bands') {
    const way = scoring.ways.find((one) => isKnown(one.facts, facts))
    if (!way || !areAboveZero(way.positive, facts)) return null
    return exactly(way.steps.find(({ test }) => compares(test, facts))?.points ?? way.rest)
  }
  const value = facts[scoring.fact]
  if (value === null || value === undefined) return null
  if (scoring.kind === 'choice') return exactly(scoring.points[Number(value)] ?? scoring.least)
  if (scoring.kind === 'local') return exactly(Math.max(0, Math.min(scoring.max, Number(value) / scoring.scale)))
  return exactly(Math.max(0, Math.min(scoring.max, Math.floor(Number(value) / scoring.every) * scoring.points)))
}

function rangeOf(scoring: Scoring, facts: Facts): Range {
  if (scoring.kind !== 'best') return { atLeast: scoring.least, atMost: scoring.most }
  const of = scoring.of.map((one) => pointsOf(one, facts) ?? rangeOf(one, facts))
  return { atLeast: Math.max(...of.map(({ atLeast }) => atLeast)), atMost: Math.max(...of.map(({ atMost }) => atMost)) }
}

/** What an indicator lacks for its points to be certain. */
function lackingFor(scoring: Scoring, facts: Facts): string[] {
  if (scoring.kind === 'best') {
    const { atLeast, atMost } = rangeOf(scoring, facts)
    return atLeast === atMost ? [] : scoring.of.flatMap((one) => lackingFor(one, facts))
  }
  if (pointsOf(scoring, facts)) return []
  if (scoring.kind !== 'bands') return [scoring.fact]
  return unknownOf(scoring.ways, facts)
}

/** The facts of the way that lacks fewest, or what must be above zero and is not. */
function unknownOf(
  ways: readonly { facts: readonly string[]; positive: Comparison['positive'] }[],
  facts: Facts,
): string[] {
  const way = ways.find((one) => isKnown(one.facts, facts))
  if (way) {
    const notAbove = way.positive.filter((one) => !areAboveZero([one], facts))
    return [...new Set(notAbove.flatMap((one) => one.flatMap((term) => term.facts)))]
  }
  const lacking = ways.map((one) => one.facts.filter((fact) => facts[fact] === null || facts[fact] === undefined))
  return lacking.sort((a, b) => a.length - b.length)[0] ?? []
}

function lackingOf(node: Node, { facts, score, plan: { day } }: Asked): string[] {
  switch (node.kind) {
    case 'compare':
      return unknownOf(node.ways, facts)
    case 'choice':
    case 'flag':
      return [node.fact]
    case 'holds':
      return node.titles.filter((title) => isValid(title, facts, day) === null)
    case 'happened':
      return node.events.filter((event) => facts[event] === null || facts[event] === undefined)
    case 'score':
      return [...score.missing]
    default:
      return []
  }
}
