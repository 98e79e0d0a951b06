/** What is wrong with a rule text, with the place: gaps and overlaps of bands and of dates, facts that nobody knows. */
import { z } from 'zod'
import { type Amount, amountOf, compareAmounts } from './amounts.ts'
import type { FactCatalogue } from './facts.ts'
import { mostCriteria, mostIndicators } from './packing.ts'
import { factsOf, isRising, plan } from './plan.ts'
import { type BandText, CriterionText, type IndicatorText, RuleText, type ScoringText } from './text.ts'

export const problemKinds = ['shape', 'gap', 'overlap', 'order', 'points', 'option', 'double', 'group', 'fact'] as const

export interface Problem {
  /** groups.growth.debt, variants.440000, versions.2026-04-01 */
  place: string
  problem: (typeof problemKinds)[number]
  /** The numbers or days between which it lies, or what is wrong. */
  what: string
}

/** Empty where the text may be put in force. `isKept` says which facts rows keep: a year too far back is asked of nobody. */
export function checkRuleText(
  body: unknown,
  catalogue: FactCatalogue,
  isKept: ((reference: string) => boolean) | null = null,
): Problem[] {
  const read = RuleText.safeParse(body)
  if (!read.success)
    return read.error.issues.flatMap((issue): Problem[] => {
      const place = issue.path.join('.')
      const inside = place === 'pass' ? misshapen(body) : []
      return inside.length > 0 ? inside : [{ place, problem: 'shape', what: issue.message }]
    })
  const text = read.data
  const problems = [
    ...text.groups.flatMap((group) => [
      ...group.indicators.flatMap((indicator) => indicatorProblems(`groups.${group.id}`, indicator, catalogue)),
      ...sumProblems(group),
    ]),
    ...text.variants.flatMap((variant) =>
      Object.values(variant.indicators ?? {}).flatMap((indicator) =>
        indicatorProblems(`variants.${variant.division}`, indicator, catalogue),
      ),
    ),
    ...doubles(
      'groups',
      text.groups.flatMap((group) => [group.id, ...group.indicators.map(({ id }) => `${group.id}.${id}`)]),
    ),
    ...doubles('pass', idsOf(text.pass)),
    ...groupProblems(
      text.pass,
      text.groups.map(({ id }) => id),
    ),
    ...variantProblems(text),
    ...[text.pass, ...text.basis].flatMap(reversedReviews),
  ]
  const criteria = idsOf(text.pass).length + text.basis.length
  if (criteria > mostCriteria) problems.push({ place: 'pass', problem: 'shape', what: `${criteria} > ${mostCriteria}` })
  const indicators = text.groups.reduce((sum, group) => sum + group.indicators.length, 0)
  if (indicators > mostIndicators)
    problems.push({ place: 'groups', problem: 'shape', what: `${indicators} > ${mostIndicators}` })
  if (problems.length > 0) return problems
  return partsOf(text).flatMap(({ place, part }) => {
    try {
      const asked = factsOf(plan(part, catalogue, '2026-01-01'))
      const unkept = isKept === null ? [] : asked.filter((fact) => !isKept(fact))
      return unkept.map((what): Problem => ({ place, problem: 'fact', what }))
    } catch (error) {
      return [{ place, problem: 'fact', what: error instanceof Error ? error.message : String(error) }]
    }
  })
}

/** The text with one criterion at a time, then with its score, so that what is unknown is told with its place. */
function partsOf(text: RuleText): { place: string; part: RuleText }[] {
  const alone = { ...text, basis: [], groups: [], variants: [] }
  const isList = 'allOf' in text.pass && !text.pass.unless
  const criteria = 'allOf' in text.pass && isList ? text.pass.allOf : [text.pass]
  return [
    ...criteria.map((pass, at) => ({ place: isList ? `pass.allOf.${at}` : 'pass', part: { ...alone, pass } })),
    ...text.basis.map((pass, at) => ({ place: `basis.${at}`, part: { ...alone, pass } })),
    ...text.groups.map((group) => {
      const nothing: CriterionText = { manual: true }
      return { place: `groups.${group.id}`, part: { ...alone, pass: nothing, groups: [group] } }
    }),
    ...text.variants.map(({ division }) => ({ place: `variants.${division}`, part: text })),
  ]
}

/** Which of the criteria beside one another cannot be read. */
function misshapen(body: unknown): Problem[] {
  const pass = z.object({ pass: z.object({ allOf: z.array(z.unknown()).max(200) }) }).safeParse(body).data?.pass
  return (pass?.allOf ?? []).flatMap((one, at): Problem[] => {
    const read = CriterionText.safeParse(one)
    return read.success ? [] : [{ place: `pass.allOf.${at}`, problem: 'shape', what: '' }]
  })
}

function indicatorProblems(within: string, indicator: IndicatorText, catalogue: FactCatalogue): Problem[] {
  const place = `${within}.${indicator.id}`
  const most = mostOf(indicator.score)
  const problems = scoringProblems(place, indicator.score, catalogue)
  if (most === null || most === indicator.max) return problems
  return [...problems, { place, problem: 'points', what: `${most} ≠ ${indicator.max}` }]
}

function mostOf(scoring: ScoringText): number | null {
  if ('local' in scoring) return null
  if ('bands' in scoring) return Math.max(...scoring.bands.at.map(({ points }) => points))
  if ('choice' in scoring) return Math.max(...Object.values(scoring.choice.points))
  return 'steps' in scoring ? scoring.steps.max : Math.max(...scoring.bestOf.map((one) => mostOf(one) ?? 0))
}

const sumProblems = (group: RuleText['groups'][number]): Problem[] => {
  const sum = group.indicators.reduce((total, { max }) => total + max, 0)
  return sum === group.max ? [] : [{ place: `groups.${group.id}`, problem: 'points', what: `${sum} ≠ ${group.max}` }]
}

function scoringProblems(place: string, scoring: ScoringText, catalogue: FactCatalogue): Problem[] {
  if ('bestOf' in scoring) return scoring.bestOf.flatMap((one) => scoringProblems(place, one, catalogue))
  if ('bands' in scoring) return bandProblems(place, scoring.bands.at)
  if (!('choice' in scoring)) return []
  const kind = catalogue[scoring.choice.fact]
  if (kind?.kind !== 'choice') return [{ place, problem: 'fact', what: scoring.choice.fact }]
  const told = Object.keys(scoring.choice.points)
  const unlike = [
    ...kind.options.filter((option) => !told.includes(option)),
    ...told.filter((option) => !kind.options.includes(option)),
  ]
  return unlike.map((option) => ({ place, problem: 'option', what: option }))
}

/** The bands in order must cover every number once, open at both ends, and get better or worse all the way. */
function bandProblems(place: string, bands: readonly BandText[]): Problem[] {
  const low = (band: BandText): Amount | null => (band.from === undefined ? null : amountOf(band.from))
  const high = (band: BandText): Amount | null => (band.to === undefined ? null : amountOf(band.to))
  const order = [...bands].sort((a, b) => {
    const [x, y] = [low(a), low(b)]
    return x && y ? compareAmounts(x, y) : Number(x !== null) - Number(y !== null)
  })
  const problems: Problem[] = []
  const say = (problem: Problem['problem'], what: string) => problems.push({ place, problem, what })
  const [first, last] = [order[0], order.at(-1)]
  if (first?.from !== undefined) say('gap', `… ${first.from}`)
  if (last?.to !== undefined) say('gap', `${last.to} …`)
  for (const [at, band] of order.entries()) {
    const [from, to] = [low(band), high(band)]
    if (from && to && compareAmounts(from, to) >= 0) say('order', `${band.from} … ${band.to}`)
    const next = order[at + 1]
    if (!next) continue
    const start = low(next)
    const difference = to && start ? compareAmounts(to, start) : 1
    if (difference < 0) say('gap', `${band.to} … ${next.from}`)
    if (difference > 0) say('overlap', `${next.from ?? '…'} … ${band.to ?? '…'}`)
    if (isRising(bands) ? next.points < band.points : next.points > band.points)
      say('order', `${band.points}, ${next.points}`)
  }
  return problems
}

function doubles(place: string, ids: readonly string[]): Problem[] {
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  return [...new Set(twice)].map((what) => ({ place, problem: 'double', what }))
}

/** Ids beside one another: the outermost list alone names its criteria to the outside. */
const idsOf = (criterion: CriterionText): string[] => {
  const list = 'allOf' in criterion ? criterion.allOf : [criterion]
  return list.flatMap(({ id }) => (id === undefined ? [] : [id]))
}

function insideOf(criterion: CriterionText): readonly CriterionText[] {
  if ('allOf' in criterion) return criterion.allOf
  if ('anyOf' in criterion) return criterion.anyOf
  return 'atLeastOf' in criterion ? criterion.atLeastOf.of : []
}

function groupProblems(criterion: CriterionText, groups: readonly string[]): Problem[] {
  const own = 'score' in criterion ? Object.keys(criterion.score.groups ?? {}) : []
  return [
    ...own
      .filter((id) => !groups.includes(id))
      .map((what): Problem => ({ place: `pass.${criterion.id ?? 'score'}`, problem: 'group', what })),
    ...insideOf(criterion).flatMap((one) => groupProblems(one, groups)),
  ]
}

/** What a person must look at cannot be turned round: that it is unknown would get lost. */
function reversedReviews(criterion: CriterionText): Problem[] {
  if ('not' in criterion)
    return JSON.stringify(criterion.not).includes('"manual":true')
      ? [{ place: `pass.${criterion.id ?? 'not'}`, problem: 'shape', what: 'manual' }]
      : []
  return insideOf(criterion).flatMap(reversedReviews)
}

/** A division has one variant on a day. */
function variantProblems({ variants }: RuleText): Problem[] {
  const open = '9999-12-31'
  return variants.flatMap((one, at) => {
    const place = `variants.${one.division}`
    const wrong: Problem[] =
      one.to !== undefined && one.to < one.from ? [{ place, problem: 'order', what: `${one.from} … ${one.to}` }] : []
    const others = variants.slice(at + 1).filter(({ division }) => division === one.division)
    const over = others.filter((other) => one.from <= (other.to ?? open) && other.from <= (one.to ?? open))
    return [
      ...wrong,
      ...over.map((other): Problem => ({ place, problem: 'overlap', what: `${other.from} … ${one.to ?? open}` })),
    ]
  })
}

/** Versions of one rule: each begins the day after the one before ends, where that says when it ends. */
export function checkVersions(versions: readonly { validFromOn: string; validToOn?: string | undefined }[]): Problem[] {
  const order = [...versions].sort((a, b) => (a.validFromOn < b.validFromOn ? -1 : 1))
  return order.flatMap((one, at): Problem[] => {
    const next = order[at + 1]
    const place = `versions.${one.validFromOn}`
    if (one.validToOn !== undefined && one.validToOn < one.validFromOn)
      return [{ place, problem: 'order', what: `${one.validFromOn} … ${one.validToOn}` }]
    if (!next) return []
    if (next.validFromOn === one.validFromOn) return [{ place, problem: 'overlap', what: one.validFromOn }]
    if (one.validToOn === undefined) return []
    const dayAfter = new Date(Date.parse(`${one.validToOn}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    if (dayAfter < next.validFromOn) return [{ place, problem: 'gap', what: `${dayAfter} … ${next.validFromOn}` }]
    return dayAfter > next.validFromOn
      ? [{ place, problem: 'overlap', what: `${next.validFromOn} … ${one.validToOn}` }]
      : []
  })
}
