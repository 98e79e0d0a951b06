/** What a monthly bulletin (通报) holds, its number, and which numbers its readers may see. Pure; runs in the browser too. */
import { z } from 'zod'
import { type CaseClock, caseClocks } from '../../clocks/rules.ts'
import type { RateGroup, RatesView } from '../contract.ts'
import { type Counts, hideSmall, openBlocks, openRates, type ShownCounts } from '../opening/rules.ts'
import { type Rate, type RateKey, rateKeys, ratingRates, scoredRates } from '../rules.ts'

/** Numbers become final when the bulletin is approved; until then it is a draft. */
export const bulletinStates = ['draft', 'approved'] as const
/** `internal`: for the units; `public`: anybody may read it. */
export const audiences = ['internal', 'public'] as const
export type Audience = (typeof audiences)[number]

/** 诉求通报〔2026〕9号: hexagonal brackets, no leading zero. */
export const numberText = (year: number, serial: number): string => `诉求通报〔${year}〕${serial}号`

/** 2026-09 → 2026-08. */
export function monthBefore(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

/** By unit as on the open page; by topic nothing of what firms said: units read the bulletin. */
export const unitRates = openRates
export type UnitRate = (typeof unitRates)[number]
export const topicRates = ['contact', 'plan', 'finish', 'closed'] as const
export type TopicRate = (typeof topicRates)[number]

const Part = z.object({ numerator: z.number(), denominator: z.number() })
/** Null where the number is hidden. */
const Cell = Part.nullable()
const Whole = Part.extend({ excluded: z.number(), untimed: z.number(), notYetDue: z.number() }).nullable()
const Times = z.object({ medianSeconds: z.number(), p90Seconds: z.number(), count: z.number() }).nullable()
const clocksOf = <Shape extends z.ZodType>(shape: Shape) => z.object({ contact: shape, plan: shape, finish: shape })

/** Clocks that were left out of a rate, by reason. */
const LeftOut = z.object({
  /** The case was refused, merged or withdrawn, or the round ended otherwise before the clock was met. */
  fellAway: z.number(),
  untimed: z.number(),
  /** A contest was upheld. */
  upheld: z.number(),
  notYetDue: z.number(),
})

/** Everything the paper says, numbers and names, as it is kept: the paper is made of this alone. */
export const BulletinContent = z.object({
  month: z.string(),
  audience: z.enum(audiences),
  city: z.string(),
  issuer: z.string(),
  words: z.string(),
  closedByName: z.string(),
  /** The moment as of which all numbers are. */
  asOf: z.string(),
  /** Numbers of fewer cases are hidden: all in a public bulletin, those of what firms said in an internal one. */
  hiddenBelow: z.number(),
  /** Within so many days of its end a case counts as come again, by the rule of that moment. */
  reopenedWithinDays: z.number(),
  registered: z.number().nullable(),
  rates: z.record(z.enum(rateKeys), Whole),
  times: clocksOf(Times),
  /** The month before, where it is closed. */
  before: z.object({ month: z.string(), rates: z.record(z.enum(rateKeys), Cell) }).nullable(),
  /** In official order; without a name what no unit had yet. */
  units: z.array(
    z.object({ name: z.string(), rates: z.record(z.enum(unitRates), Cell), score: z.number().nullable() }),
  ),
  topics: z.array(z.object({ name: z.string(), rates: z.record(z.enum(topicRates), Cell) })),
  /** Null while scores are off. */
  ranking: z.object({ atLeast: z.number(), weights: z.partialRecord(z.enum(scoredRates), z.number()) }).nullable(),
  leftOut: clocksOf(LeftOut.nullable()),
  /** Cases that do not count as ended or not ended, by how they fell away; null where the rate is hidden. */
  fellAway: z.object({ refused: z.number(), merged: z.number(), withdrawn: z.number() }).nullable(),
  contests: z.object({ upheld: z.number(), dismissed: z.number() }),
  corrections: z.array(z.object({ words: z.string(), saidByName: z.string(), saidAt: z.string() })),
})
export type BulletinContent = z.output<typeof BulletinContent>

type View = Pick<RatesView, 'total' | 'groups'>
interface Limits {
  ratingsAtLeast: number
  smallestCell: number
}
type Weights = Readonly<Partial<Record<(typeof scoredRates)[number], number>>>

const none = { numerator: 0, denominator: 0 }
const countsOf = <Key extends RateKey>({ rates }: Pick<RateGroup, 'rates'>, keys: readonly Key[]): Counts<Key> =>
  Object.fromEntries(
    keys.map((key) => {
      const { numerator, denominator } = rates[key] ?? none
      return [key, { numerator, denominator }]
    }),
  ) as Counts<Key>

const topicBlocks = topicRates.map((key) => [key] as const)
const ratingBlock = [ratingRates as readonly ('solved' | 'satisfied' | 'rated')[]] as const

export const hiddenBelow = (audience: Audience, { ratingsAtLeast, smallestCell }: Limits): number =>
  audience === 'public' ? smallestCell : ratingsAtLeast

interface Shown {
  total: ShownCounts<UnitRate>
  units: ShownCounts<UnitRate>[]
  topics: ShownCounts<TopicRate>[]
}

/**
 * What the tables by unit and by topic may show. A public bulletin hides small numbers by the rule of the open page; an
 * internal one is read by every unit, so that what firms said is hidden by the same rule. Either way a unit that reads it
 * knows its own numbers. Where one table must hide the whole of a rate, the other would tell it: then both hide all of it.
 */
export function shownTo(audience: Audience, view: View, topics: readonly RateGroup[], limits: Limits): Shown {
  const smallest = hiddenBelow(audience, limits)
  const [total, units] = [countsOf(view.total, unitRates), view.groups.map((group) => countsOf(group, unitRates))]
  const byTopic = topics.map((group) => countsOf(group, topicRates))
  const blocks = audience === 'public' ? openBlocks : ratingBlock
  // What fewer firms said of a unit, the unit itself does not see either.
  const knowsOwn = (cases: number) => audience === 'public' || cases >= smallest
  const ofUnits = hideSmall<UnitRate>(total, units, blocks, smallest, knowsOwn)
  const ofTopics = hideSmall<TopicRate>(total, byTopic, audience === 'public' ? topicBlocks : [], smallest)
  for (const key of topicRates) {
    if (ofUnits.total[key] !== null && ofTopics.total[key] !== null) continue
    for (const counts of [ofUnits.total, ...ofUnits.groups, ...ofTopics.groups]) counts[key] = null
  }
  return { total: ofUnits.total, units: ofUnits.groups, topics: ofTopics.groups }
}

/** Rates of the whole alone, and those with which each shares counts: hidden with them. */
const sharesCountsWith: Readonly<Partial<Record<RateKey, UnitRate>>> = {
  redone: 'rated',
  reopened: 'closed',
  byLaw: 'closed',
  paused: 'finish',
}

/** The rates of the whole city that may be shown, each whole or not at all: what is left out would tell what is hidden. */
export function wholeRates(
  audience: Audience,
  rates: RateGroup['rates'],
  total: ShownCounts<UnitRate>,
  smallest: number,
): BulletinContent['rates'] {
  const isShown = (key: RateKey, { denominator }: Rate): boolean => {
    if (key in total) return total[key as UnitRate] !== null
    if (audience === 'internal') return true
    const beside = sharesCountsWith[key]
    return (beside === undefined || total[beside] !== null) && (key === 'paused' || denominator >= smallest)
  }
  const cell = (key: RateKey) => {
    const rate = rates[key]
    if (!rate || !isShown(key, rate)) return null
    const { numerator, denominator, excluded, untimed, notYetDue } = rate
    return { numerator, denominator, excluded, untimed, notYetDue }
  }
  return Object.fromEntries(rateKeys.map((key) => [key, cell(key)])) as BulletinContent['rates']
}

/** A score tells of the rates it is made of. */
export const shownScore = (score: number | null, weights: Weights, rates: ShownCounts<UnitRate>): number | null =>
  scoredRates.every((key) => (weights[key] ?? 0) === 0 || rates[key] !== null) ? score : null

/** How long things took, where the clock's rate is shown and enough is counted. */
export function shownTimes(times: RateGroup['times'], isShown: (clock: CaseClock) => boolean, smallest: number) {
  const of = (clock: CaseClock) => {
    const { medianSeconds, p90Seconds, count } = times[clock]
    if (medianSeconds === null || p90Seconds === null || count < smallest || !isShown(clock)) return null
    return { medianSeconds, p90Seconds, count }
  }
  return Object.fromEntries(caseClocks.map((clock) => [clock, of(clock)])) as BulletinContent['times']
}
