import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { RequestRow } from '../contract.ts'
import { channels, requestKinds } from '../rules.ts'
import { periodOf, rateKeys, ratePartNames, scoredRates } from './rules.ts'

export const groupings = ['unit', 'division', 'topic', 'month'] as const
export type Grouping = (typeof groupings)[number]

/** `2026`, `2026-Q1`, `2026-03`, or first and last day: `2026-03-01..2026-03-15`. */
const Period = z
  .string()
  .max(22)
  .refine((text) => periodOf(text) !== null, 'requests.rates.noPeriod')

const filters = {
  period: Period,
  kind: z.enum(requestKinds).optional(),
  channel: z.enum(channels).optional(),
  topic: z.uuid().optional(),
  unit: z.uuid().optional(),
  division: z
    .string()
    .regex(/^\d{6}(\d{3})?$/)
    .max(9)
    .optional(),
  /** The frozen numbers of a closed period instead of today's. */
  frozen: z.enum(['yes', 'no']).default('no'),
}
export const RatesFilter = z.object(filters)
export type RatesFilter = z.output<typeof RatesFilter>
export const AskRates = z.object({ ...filters, by: z.enum(groupings).default('unit') })
export type AskRates = z.output<typeof AskRates>

export const caseParts = [...ratePartNames, 'overdue'] as const
export const AskCases = z.object({
  ...filters,
  rate: z.enum(rateKeys),
  part: z.enum(caseParts),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type AskCases = z.output<typeof AskCases>

const RateShape = z.object({
  numerator: z.number(),
  denominator: z.number(),
  /** Left out, those not timed among them. */
  excluded: z.number(),
  /** Not timed elsewhere (未计时). */
  untimed: z.number(),
  notYetDue: z.number(),
  asOf: z.string(),
})
const TimesShape = z.object({
  medianSeconds: z.number().nullable(),
  p90Seconds: z.number().nullable(),
  count: z.number(),
})
const Clocks = <Shape extends z.ZodType>(shape: Shape) => z.object({ contact: shape, plan: shape, finish: shape })

/** The rates of one unit, district, topic or month; or of all. */
export const RateGroup = z.object({
  /** Null for the whole, and for what no unit has yet. */
  id: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  registered: z.number(),
  /** Null where too few firms have said something for a unit to see it. */
  rates: z.record(z.enum(rateKeys), RateShape.nullable()),
  times: Clocks(TimesShape),
  /** Still open and past due. */
  overdue: Clocks(z.number()),
  /** Contacts which the firm has neither confirmed nor denied, and those it denied. */
  claimed: z.number(),
  denied: z.number(),
  /** Null while scores are off, and for too few cases. */
  score: z.number().nullable(),
})
export type RateGroup = z.output<typeof RateGroup>

export const RatesView = z.object({
  asOf: z.string(),
  from: z.string(),
  to: z.string(),
  by: z.enum(groupings),
  /** Who closed the month whose frozen numbers these are; null for numbers of today. */
  frozen: z.object({ id: z.string(), closedByName: z.string(), closedAt: z.string() }).nullable(),
  total: RateGroup,
  /** In official order. */
  groups: z.array(RateGroup),
  /** Oldest first. */
  months: z.array(z.object({ month: z.string(), registered: z.number(), rates: Clocks(RateShape) })),
  /** Null while scores are off. */
  ranking: z.object({ atLeast: z.number(), weights: z.partialRecord(z.enum(scoredRates), z.number()) }).nullable(),
  /** So many firms must have said something before a unit sees it. */
  ratingsAtLeast: z.number(),
  /** Whether rates of what firms said open to their cases for the actor. */
  opensRatings: z.boolean(),
})
export type RatesView = z.output<typeof RatesView>

export const RateCases = z.object({
  rows: z.array(
    RequestRow.extend({
      /** Round that counts, and its clock where the rate is one of a clock. */
      countedRound: z.number(),
      clock: z.object({ state: z.string(), dueAt: z.string().nullable(), metAt: z.string().nullable() }).nullable(),
    }),
  ),
  total: z.number(),
  /** Counted, but not shown to the actor: complaints about their own unit. */
  hidden: z.number(),
  pageSize: z.number(),
})
export type RateCases = z.output<typeof RateCases>

export const ratesApi = {
  rates: endpoint({
    method: 'get',
    path: '/requests/rates',
    summary: 'The rates of requests registered in a period, by unit, district, topic or month',
    query: AskRates,
    answer: RatesView,
  }),
  cases: endpoint({
    method: 'get',
    path: '/requests/rates/cases',
    summary: 'The cases behind a number of the rates',
    query: AskCases,
    answer: RateCases,
  }),
  csv: endpoint({
    method: 'get',
    path: '/requests/rates/cases.csv',
    summary: 'Every case behind the rates of a period as CSV, for recomputing them',
    query: RatesFilter,
    answer: 'text/csv',
  }),
}
