import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Id, Year } from '../firm/contract.ts'
import { FigureView } from '../firm/whole/contract.ts'
import { typedUnits } from './reading/rules.ts'
import { indicatorCodes, sourceClasses } from './rules.ts'

const Code = z.enum(indicatorCodes)
const Text = (most: number) => z.string().trim().min(1).max(most)

/** Figures as they were typed. `confirmed` names the doubts somebody has looked at. */
export const RecordFigures = z.object({
  figures: z
    .array(
      z.object({
        code: Code,
        year: Year,
        typed: z.string().trim().min(1).max(40),
        unit: z.enum(typedUnits).nullable(),
        isEstimated: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(60),
  /** Statistics of a single firm are named here to be refused in words. */
  sourceClass: z.enum([...sourceClasses, 'statistics']),
  evidence: Text(200).optional(),
  reason: Text(200).optional(),
  confirmed: z.array(z.string().max(80)).max(120).default([]),
})
export type RecordFigures = z.output<typeof RecordFigures>

/** Saved, or what must be answered first: readings to choose from, and doubts to confirm. Values in the unit of their code. */
export const Recorded = z.object({
  saved: z.boolean(),
  asks: z.array(
    z.object({
      code: Code,
      year: z.number(),
      typed: z.string(),
      readings: z.array(z.object({ unit: z.enum(typedUnits), value: z.number() })),
    }),
  ),
  doubts: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['unit-mistaken', 'part-exceeds-whole', 'before-founding', 'other-source-differs', 'year-not-over']),
      code: Code,
      year: z.number(),
      value: z.number(),
      other: z.number(),
      otherCode: Code,
      otherYear: z.number(),
      otherSource: z.enum(sourceClasses).nullable(),
    }),
  ),
})
export type Recorded = z.output<typeof Recorded>

export const FigureHistory = z.array(
  FigureView.extend({ replacedByName: z.string(), replacedAt: z.string(), reason: z.string().nullable() }),
)
export type FigureHistory = z.output<typeof FigureHistory>

export const figuresApi = {
  record: endpoint({
    method: 'post',
    path: '/enterprises/:id/figures',
    summary: 'Record yearly figures of a firm; what can be read in two ways is asked back',
    params: Id,
    body: RecordFigures,
    answer: Recorded,
  }),
  history: endpoint({
    method: 'get',
    path: '/enterprises/:id/figures/:code/:year',
    summary: 'What stood for a figure before, the last one first',
    params: z.object({ id: z.uuid(), code: Code, year: z.coerce.number().int().min(1949).max(2200) }),
    answer: FigureHistory,
  }),
  remove: endpoint({
    method: 'post',
    path: '/enterprises/:id/figures/removals',
    summary: 'Take a figure away with the reason; its history stays',
    params: Id,
    body: z.object({ code: Code, year: Year, reason: Text(200) }),
    answer: z.object({ done: z.boolean() }),
  }),
}
