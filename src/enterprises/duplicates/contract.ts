import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Id, Kept } from '../firm/contract.ts'
import { statuses } from '../rules.ts'
import { twinKinds } from './rules.ts'

const page = z.coerce.number().int().min(1).max(10_000).default(1)

/** An entry of a pair, as one tells it from the other. */
export const PairedFirm = z.object({
  id: z.string(),
  name: z.string(),
  creditCode: z.string().nullable(),
  oldNumber: z.string().nullable(),
  address: z.string().nullable(),
  divisionName: z.string(),
  status: z.enum(statuses),
})
export type PairedFirm = z.output<typeof PairedFirm>

export const Pair = z.object({
  id: z.string(),
  version: z.number(),
  state: z.enum(['open', 'different']),
  first: PairedFirm,
  second: PairedFirm,
  reasons: z.array(z.object({ kind: z.enum(twinKinds), first: z.string(), second: z.string() })),
  /** Each has a code of its own: that speaks against one firm. */
  hasOwnCodes: z.boolean(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  note: z.string().nullable(),
})
export type Pair = z.output<typeof Pair>

export const ListPairs = z.object({
  /** Pairs of this firm alone. */
  firm: z.uuid().optional(),
  state: z.enum(['open', 'different']).default('open'),
  page,
})
export type ListPairs = z.output<typeof ListPairs>

export const DecidePair = z.object({
  version: z.number().int().positive(),
  state: z.enum(['open', 'different']),
  note: z.string().trim().min(1).max(200).optional(),
})
export type DecidePair = z.output<typeof DecidePair>

export const duplicatesApi = {
  list: endpoint({
    method: 'get',
    path: '/enterprises/duplicates',
    summary: 'Entries that may be one firm, each pair with its reasons',
    query: ListPairs,
    answer: z.object({
      rows: z.array(Pair),
      total: z.number(),
      pageSize: z.number(),
      /** Firms whose entries were not compared yet. */
      waiting: z.number(),
    }),
  }),
  decide: endpoint({
    method: 'post',
    path: '/enterprises/duplicates/:id',
    summary: 'Say that a pair is two different firms, or take it back',
    params: Id,
    body: DecidePair,
    answer: Kept,
  }),
}
