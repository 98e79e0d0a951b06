import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** Whether more or less is better. */
export const directions = ['more', 'less'] as const
export type Direction = (typeof directions)[number]
/** How often a figure comes. */
export const periodTypes = ['month', 'quarter', 'half-year', 'year'] as const
export type PeriodType = (typeof periodTypes)[number]
/** 累计 from the beginning of the period; 时点 how many there are on a day; 比率 a rate or a growth, which nothing is added to. */
export const countings = ['cumulative', 'stock', 'rate'] as const
export type Counting = (typeof countings)[number]

export const IndicatorInput = z.object({
  name: z.string().trim().min(2).max(80),
  otherNames: z.array(z.string().trim().min(2).max(80)).max(12),
  /** In the base unit: CNY, %, 家, 人, 亩 … */
  unit: z.string().trim().min(1).max(20).nullable(),
  direction: z.enum(directions),
  periodType: z.enum(periodTypes),
  counting: z.enum(countings),
  isAdditive: z.boolean(),
  publisher: z.string().trim().min(2).max(80),
  ownerUnitId: z.uuid().nullable(),
})
export type IndicatorInput = z.output<typeof IndicatorInput>

export const IndicatorView = IndicatorInput.extend({
  id: z.string(),
  ownerUnit: z.string().nullable(),
  /** How many targets and actuals within the actor's scope use it. */
  targets: z.number(),
  actuals: z.number(),
  version: z.number(),
})
export type IndicatorView = z.output<typeof IndicatorView>

export const indicatorsApi = {
  list: endpoint({
    method: 'get',
    path: '/indicators',
    summary: 'The catalogue: what the city measures, how it counts, who publishes it',
    answer: z.object({ rows: z.array(IndicatorView), mayChange: z.boolean() }),
  }),
  add: endpoint({
    method: 'post',
    path: '/indicators',
    summary: 'Add an indicator; figures of papers that bear its name are joined to it',
    body: IndicatorInput,
    answer: z.object({ id: z.string(), joined: z.number() }),
  }),
  change: endpoint({
    method: 'put',
    path: '/indicators/:id',
    summary: 'Change an indicator; figures that bear a new name of it are joined to it',
    params: z.object({ id: z.uuid() }),
    body: IndicatorInput.extend({ version: z.number().int().min(1) }),
    answer: z.object({ joined: z.number() }),
  }),
}
