/** A rule text for one day, with every comparison worked out: what the function, the SQL and the rows are made from. */
import { type Amount, amountOf, compareAmounts, grown } from './amounts.ts'
import { dayNumber, type FactCatalogue, type FactKind, yearsBefore } from './facts.ts'
import { type Fraction, measure, scaleOf } from './measures.ts'
import { type Polynomial, times } from './polynomials.ts'
import {
  type Bound,
  boundsOf,
  type CriterionText,
  type IndicatorText,
  type RuleText,
  type ScoringText,
} from './text.ts'

/** left, compared with right, where all of `positive` are above zero; the same as over / under, compared with `at`. */
export interface Comparison {
  over: Polynomial
  under: Polynomial
  at: Amount
  left: Polynomial
  bound: Bound
  right: Polynomial
  positive: readonly Polynomial[]
  lead: string
  facts: readonly string[]
}

export interface About {
  id: string
  zh: string
  en: string
  article: string | null
  sure: string | null
}

export type Node = { about: About; unless: Node | null } & (
  | { kind: 'all' | 'any'; of: readonly Node[] }
  | { kind: 'some'; count: number; of: readonly Node[] }
  | { kind: 'not'; of: Node }
  /** The first whose facts are known counts. */
  | { kind: 'compare'; ways: readonly Comparison[] }
  | { kind: 'choice'; fact: string; options: readonly string[]; places: readonly number[] }
  | { kind: 'flag'; fact: string; is: boolean }
  | { kind: 'holds'; titles: readonly string[] }
  | { kind: 'happened'; events: readonly string[]; since: number }
  | { kind: 'score'; total: number; groups: readonly { at: number; id: string; least: number }[] }
  | { kind: 'manual' }
)

/** Tried in order, the best first; the points of the first that is met, or `rest`. */
export interface Ladder {
  steps: readonly { test: Comparison; points: number }[]
  rest: number
  facts: readonly string[]
  positive: readonly Polynomial[]
}

export type Scoring = { least: number; most: number } & (
  | { kind: 'bands'; ways: readonly Ladder[] }
  | { kind: 'choice'; fact: string; points: readonly number[] }
  | { kind: 'steps'; fact: string; every: number; points: number; max: number }
  | { kind: 'local'; fact: string; max: number; scale: number }
  | { kind: 'best'; of: readonly Scoring[] }
)

export interface PlannedIndicator {
  about: About
  max: number
  group: number
  scoring: Scoring
}

export interface Plan {
  text: RuleText
  on: string
  day: number
  catalogue: FactCatalogue
  basis: readonly Node[]
  /** The criteria of the outermost allOf, else the one criterion. */
  criteria: readonly Node[]
  groups: readonly { about: About; max: number }[]
  indicators: readonly PlannedIndicator[]
}

/** What a division asks where it asks something of its own on the day. */
export function inDivision(text: RuleText, division: string | null, on: string): RuleText {
  const variant = text.variants.find((one) => division !== null && covers(one, division, on))
  if (!variant) return text
  const { totals = {}, indicators = {} } = variant
  return {
    ...text,
    pass: withTotals(text.pass, totals),
    groups: text.groups.map((group) => ({
      ...group,
      indicators: group.indicators.map((indicator) => indicators[indicator.id] ?? indicator),
    })),
  }
}

/** A variant of a province holds in its cities. */
const covers = (variant: RuleText['variants'][number], division: string, on: string): boolean =>
  division.startsWith(variant.division.replace(/(?:00)+$/, '')) &&
  variant.from <= on &&
  (variant.to === undefined || on <= variant.to)

function withTotals(criterion: CriterionText, totals: Readonly<Record<string, number>>): CriterionText {
  if ('allOf' in criterion) return { ...criterion, allOf: criterion.allOf.map((one) => withTotals(one, totals)) }
  if ('anyOf' in criterion) return { ...criterion, anyOf: criterion.anyOf.map((one) => withTotals(one, totals)) }
  const total = totals[criterion.id ?? '']
  if (!('score' in criterion) || total === undefined) return criterion
  return { ...criterion, score: { ...criterion.score, total } }
}

/** @throws Error where the text names a fact that the catalogue does not have; `checkRuleText` says so with the place */
export function plan(whole: RuleText, catalogue: FactCatalogue, on: string, division: string | null = null): Plan {
  const text = inDivision(whole, division, on)
  const asked = { catalogue, on, groups: text.groups.map(({ id }) => id) }
  const node = (criterion: CriterionText) => planned(criterion, asked)
  return {
    ...{ text, on, day: dayNumber(on), catalogue },
    basis: text.basis.map(node),
    criteria: 'allOf' in text.pass && !text.pass.unless ? text.pass.allOf.map(node) : [node(text.pass)],
    groups: text.groups.map((group) => ({ about: aboutOf(group), max: group.max })),
    indicators: text.groups.flatMap((group, at) =>
      group.indicators.map((indicator) => ({
        ...{ about: aboutOf(indicator), max: indicator.max, group: at },
        scoring: scoringOf(indicator.score, catalogue, indicator.max),
      })),
    ),
  }
}

interface Asked {
  catalogue: FactCatalogue
  on: string
  groups: readonly string[]
}

function planned(text: CriterionText, asked: Asked): Node {
  const about = { about: aboutOf(text), unless: text.unless ? planned(text.unless, asked) : null }
  const all = (list: readonly CriterionText[]) => list.map((one) => planned(one, asked))
  if ('allOf' in text) return { ...about, kind: 'all', of: all(text.allOf) }
  if ('anyOf' in text) return { ...about, kind: 'any', of: all(text.anyOf) }
  if ('atLeastOf' in text) return { ...about, kind: 'some', count: text.atLeastOf.count, of: all(text.atLeastOf.of) }
  if ('not' in text) return { ...about, kind: 'not', of: planned(text.not, asked) }
  if ('manual' in text) return { ...about, kind: 'manual' }
  if ('holds' in text) return { ...about, kind: 'holds', titles: text.holds.map((code) => known(code, 'title', asked)) }
  if ('happened' in text) {
    const events = text.happened.map((code) => known(code, 'event', asked))
    return { ...about, kind: 'happened', events, since: dayNumber(yearsBefore(asked.on, text.withinYears)) }
  }
  if ('score' in text) {
    const groups = Object.entries(text.score.groups ?? {}).map(([id, least]) => {
      return { id, least, at: asked.groups.indexOf(id) }
    })
    return { ...about, kind: 'score', total: text.score.total, groups }
  }
  if ('is' in text) return { ...about, kind: 'flag', fact: known(text.fact, 'flag', asked), is: text.is }
  if ('isAtLeast' in text || 'isOneOf' in text) {
    const options = optionsOf(text.fact, asked.catalogue)
    const from = 'isAtLeast' in text ? placeOf(options, text.isAtLeast) : 0
    const places = 'isAtLeast' in text ? options.map((_, at) => at).filter((at) => at >= from) : []
    const named = 'isOneOf' in text ? text.isOneOf.map((option) => placeOf(options, option)) : places
    return { ...about, kind: 'choice', fact: text.fact, options, places: named }
  }
  const [limit] = boundsOf(text)
  if (!limit) throw new Error('a comparison needs a bound')
  const inYear = (back: number) =>
    measure(text.of, asked.catalogue, back).map((way) => comparison(way, limit.bound, amountOf(limit.at)))
  const years = text.each ?? 1
  if (years === 1) return { ...about, kind: 'compare', ways: inYear(0) }
  const each = Array.from({ length: years }, (_, back): Node => {
    return { about: about.about, unless: null, kind: 'compare', ways: inYear(back) }
  })
  return { ...about, kind: 'all', of: each }
}

/** over / under, compared with an amount, as products. */
function comparison(
  { over, under, positive, lead, facts, compoundYears }: Fraction,
  bound: Bound,
  at: Amount,
): Comparison {
  const amount = compoundYears > 0 ? grown(at, compoundYears) : at
  const products = { left: times(over, amount.under), bound, right: times(under, amount.over) }
  return { ...products, over, under, at: amount, positive, lead, facts }
}

function scoringOf(text: ScoringText, catalogue: FactCatalogue, max: number): Scoring {
  if ('bestOf' in text) {
    const of = text.bestOf.map((one) => scoringOf(one, catalogue, max))
    const best = (pick: (one: Scoring) => number) => Math.max(...of.map(pick))
    return { kind: 'best', of, least: best(({ least }) => least), most: best(({ most }) => most) }
  }
  if ('choice' in text) {
    const points = optionsOf(text.choice.fact, catalogue).map((option) => text.choice.points[option] ?? 0)
    return { kind: 'choice', fact: text.choice.fact, points, ...range(points) }
  }
  if ('local' in text)
    return { kind: 'local', fact: text.local, max, scale: scaleOf(text.local, catalogue), least: 0, most: max }
  if ('steps' in text) {
    const { of: fact, every, points, max } = text.steps
    return { kind: 'steps', fact, every: every * scaleOf(fact, catalogue), points, max, least: 0, most: max }
  }
  const bands = [...text.bands.at].sort((a, b) => b.points - a.points)
  const rises = isRising(text.bands.at)
  const bound = rises ? 'atLeast' : 'atMost'
  const ways = measure(text.bands.of, catalogue).map((way): Ladder => {
    const steps = bands.slice(0, -1).map((band) => {
      const edge = rises ? band.from : band.to
      if (edge === undefined) throw new Error('a band is open on the side where it must end')
      return { test: comparison(way, bound, amountOf(edge)), points: band.points }
    })
    return { steps, rest: bands.at(-1)?.points ?? 0, facts: way.facts, positive: way.positive }
  })
  return { kind: 'bands', ways, ...range(bands.map(({ points }) => points)) }
}

/** Whether more is better: the points grow with the number. */
export function isRising(bands: readonly { from?: string | number | undefined; points: number }[]): boolean {
  const order = [...bands].sort((a, b) => {
    if (a.from === undefined || b.from === undefined) return a.from === b.from ? 0 : a.from === undefined ? -1 : 1
    return compareAmounts(amountOf(a.from), amountOf(b.from))
  })
  return (order.at(-1)?.points ?? 0) >= (order[0]?.points ?? 0)
}

const range = (points: readonly number[]) => ({ least: Math.min(...points), most: Math.max(...points) })

const aboutOf = (text: CriterionText | IndicatorText | RuleText['groups'][number]): About => ({
  id: text.id ?? '',
  zh: text.zh ?? '',
  en: text.en ?? '',
  article: text.article ?? null,
  sure: text.sure ?? null,
})

function known(code: string, kind: FactKind['kind'], { catalogue }: Asked): string {
  if (catalogue[code]?.kind !== kind) throw new Error(`no ${kind} is called ${code}`)
  return code
}

function optionsOf(fact: string, catalogue: FactCatalogue): readonly string[] {
  const kind = catalogue[fact]
  if (kind?.kind !== 'choice') throw new Error(`no choice is called ${fact}`)
  return kind.options
}

function placeOf(options: readonly string[], option: string): number {
  const at = options.indexOf(option)
  if (at < 0) throw new Error(`${option} is no option`)
  return at
}

export const needsPerson = (node: Node): boolean =>
  node.kind === 'manual' ||
  ('of' in node && [node.of].flat().some(needsPerson)) ||
  (node.unless !== null && needsPerson(node.unless))

/** Every fact that a plan asks for. */
export const factsOf = (plan: Plan): string[] => [
  ...new Set([
    ...[...plan.criteria, ...plan.basis].flatMap(factsOfNode),
    ...plan.indicators.flatMap(({ scoring }) => factsOfScoring(scoring)),
  ]),
]

function factsOfNode(node: Node): string[] {
  const unless = node.unless ? factsOfNode(node.unless) : []
  if ('of' in node) return [...unless, ...[node.of].flat().flatMap(factsOfNode)]
  if (node.kind === 'compare') return [...unless, ...node.ways.flatMap(({ facts }) => facts)]
  if (node.kind === 'choice' || node.kind === 'flag') return [...unless, node.fact]
  if (node.kind === 'holds') return [...unless, ...node.titles.flatMap((one) => [`${one}.from`, `${one}.until`])]
  return node.kind === 'happened' ? [...unless, ...node.events] : unless
}

function factsOfScoring(scoring: Scoring): string[] {
  if (scoring.kind === 'best') return scoring.of.flatMap(factsOfScoring)
  return scoring.kind === 'bands' ? scoring.ways.flatMap(({ facts }) => facts) : [scoring.fact]
}

/** Every comparison that it comes down to. */
export function comparisonsOf({ criteria, basis, indicators }: Plan): Comparison[] {
  const ofNode = (node: Node): Comparison[] => [
    ...(node.unless ? ofNode(node.unless) : []),
    ...('of' in node ? [node.of].flat().flatMap(ofNode) : node.kind === 'compare' ? node.ways : []),
  ]
  const ofScoring = (scoring: Scoring): Comparison[] => {
    if (scoring.kind === 'best') return scoring.of.flatMap(ofScoring)
    return scoring.kind === 'bands' ? scoring.ways.flatMap(({ steps }) => steps.map(({ test }) => test)) : []
  }
  return [...[...criteria, ...basis].flatMap(ofNode), ...indicators.flatMap(({ scoring }) => ofScoring(scoring))]
}
