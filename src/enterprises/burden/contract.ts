import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Id } from '../firm/contract.ts'

const Month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
  .max(7)

export const burdenViews = ['subject', 'asker', 'form'] as const

export const ReadBurden = z.object({
  kind: z.enum(['firm', 'unit']).default('firm'),
  by: z.enum(burdenViews).default('subject'),
  /** The present month where not said. */
  month: Month.optional(),
  /** One firm or unit, one asker (`city` for the city's own forms), one form: where a number opens. */
  subject: z.uuid().optional(),
  asker: z.string().max(36).optional(),
  form: z
    .string()
    .regex(/^[a-z0-9.-]+$/)
    .max(80)
    .optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type ReadBurden = z.output<typeof ReadBurden>

const Counts = { forms: z.number(), fields: z.number(), known: z.number() }
export const BurdenRow = z.object({
  key: z.string(),
  /** Of a firm or a unit, in both languages; null for a form, whose name is a word, and for the city's own forms. */
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  ...Counts,
})
export type BurdenRow = z.output<typeof BurdenRow>

export const burdenApi = {
  list: endpoint({
    method: 'get',
    path: '/burden',
    summary: 'How much was asked of firms and units in a month, by whom and by which form',
    query: ReadBurden,
    answer: z.object({
      rows: z.array(BurdenRow),
      total: z.number(),
      pageSize: z.number(),
      month: z.string(),
      /** All rows of the month together. */
      sum: z.object(Counts),
      /** The last twelve months, the oldest first. */
      months: z.array(z.object({ month: z.string(), ...Counts })),
      /** What the list is narrowed to, by name. */
      subject: z.object({ name: z.string(), nameEn: z.string() }).nullable(),
      asker: z.object({ name: z.string(), nameEn: z.string() }).nullable(),
    }),
  }),
  ofFirm: endpoint({
    method: 'get',
    path: '/enterprises/:id/burden',
    summary: 'What this firm was asked this month, and how much of it was known',
    params: Id,
    answer: z.object({ month: z.string(), ...Counts }),
  }),
}
