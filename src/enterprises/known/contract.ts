import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Id } from '../firm/contract.ts'
import { indicatorCodes, sourceClasses } from '../indicators/rules.ts'

/** A figure that may be offered where a form asks for it. */
export const KnownFigure = z.object({
  code: z.enum(indicatorCodes),
  year: z.number(),
  value: z.number(),
  sourceClass: z.enum(sourceClasses),
  isEstimated: z.boolean(),
  enteredAt: z.string(),
})
export type KnownFigure = z.output<typeof KnownFigure>

/** Fields of the entry beside the figures that another part of the registry knows. */
export const knownEntryFields = ['name', 'shortName', 'address', 'leadingProduct', 'industryCode', 'foundedOn'] as const

export const Known = z.object({
  figures: z.array(KnownFigure),
  fields: z.array(
    z.object({
      field: z.enum(knownEntryFields),
      value: z.string(),
      /** The part of the registry it stands in. */
      from: z.enum(['entry', 'profile', 'products', 'names']),
      /** The year it was entered, where that is known. */
      year: z.number().nullable(),
    }),
  ),
})
export type Known = z.output<typeof Known>

export const knownApi = {
  get: endpoint({
    method: 'get',
    path: '/enterprises/:id/known',
    summary: 'What forms may offer of a firm instead of asking for it, each with year and source',
    params: Id,
    answer: Known,
  }),
}
