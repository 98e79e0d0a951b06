import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Year } from '../firm/contract.ts'
import { FirmView } from '../firm/whole/contract.ts'
import { typedUnits } from '../indicators/reading/rules.ts'
import { indicatorCodes } from '../indicators/rules.ts'
import { correctionKinds, correctionStates } from './rules.ts'

const Text = (most: number) => z.string().trim().min(1).max(most)

/** Fields of the entry and profile that a firm may propose to correct in words. */
export const correctable = ['name', 'shortName', 'address', 'leadingProduct', 'industryCode', 'foundedOn'] as const

export const ProposeCorrection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entry'), field: z.enum(correctable), proposed: Text(200), reason: Text(500) }),
  z.object({
    kind: z.literal('indicator'),
    field: z.enum(indicatorCodes),
    year: Year,
    proposed: Text(40),
    unit: z.enum(typedUnits),
    reason: Text(500),
  }),
])
export type ProposeCorrection = z.output<typeof ProposeCorrection>

export const CorrectionView = z.object({
  id: z.string(),
  version: z.number(),
  firm: z.object({ id: z.string(), name: z.string() }),
  kind: z.enum(correctionKinds),
  field: z.string(),
  year: z.number().nullable(),
  /** Values of figures in the unit of their code, as digits. */
  before: z.string().nullable(),
  proposed: z.string(),
  reason: z.string(),
  state: z.enum(correctionStates),
  proposedByName: z.string(),
  proposedAt: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionNote: z.string().nullable(),
})
export type CorrectionView = z.output<typeof CorrectionView>

export const ListCorrections = z.object({
  state: z.enum(correctionStates).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type ListCorrections = z.output<typeof ListCorrections>

export const Decide = z.object({
  version: z.number().int().positive(),
  accept: z.boolean(),
  note: Text(500).optional(),
})
export type Decide = z.output<typeof Decide>

const Id = z.object({ id: z.uuid() })
const Kept = z.object({ id: z.string(), version: z.number() })

export const correctionsApi = {
  mine: endpoint({
    method: 'get',
    path: '/enterprises/mine',
    summary: "The own firm as the registry has it, for the firm's people",
    answer: FirmView,
  }),
  list: endpoint({
    method: 'get',
    path: '/enterprises/corrections',
    summary: 'Corrections that firms propose: within the scope, or of the own firm; those that wait first',
    query: ListCorrections,
    answer: z.object({ rows: z.array(CorrectionView), total: z.number(), pageSize: z.number() }),
  }),
  propose: endpoint({
    method: 'post',
    path: '/enterprises/corrections',
    summary: 'Propose to correct what the registry says of the own firm',
    body: ProposeCorrection,
    answer: Kept,
  }),
  withdraw: endpoint({
    method: 'post',
    path: '/enterprises/corrections/:id/withdrawal',
    summary: 'Take an own proposal back',
    params: Id,
    body: z.object({ version: z.number().int().positive() }),
    answer: Kept,
  }),
  decide: endpoint({
    method: 'post',
    path: '/enterprises/corrections/:id/decision',
    summary: 'Accept a proposed correction into the registry, or refuse it with the reason',
    params: Id,
    body: Decide,
    answer: Kept,
  }),
}
