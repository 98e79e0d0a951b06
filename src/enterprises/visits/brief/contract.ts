import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Id } from '../../firm/contract.ts'
import { FirmView } from '../../firm/whole/contract.ts'
import { OutcomeView, VisitView } from '../contract.ts'

/** One page to take along: who the firm is, its figures, what is running out, what was promised, what others ask. */
export const BriefView = z.object({
  visit: VisitView,
  firm: FirmView,
  /** Titles that run out within twelve months of the visit. */
  runningOut: z.array(z.object({ list: z.string(), validTo: z.string() })),
  open: z.array(OutcomeView),
  last: VisitView.nullable(),
  madeAt: z.string(),
})
export type BriefView = z.output<typeof BriefView>

export const briefApi = {
  get: endpoint({
    method: 'get',
    path: '/enterprises/visits/:id/brief',
    summary: 'The brief of a visit on one page',
    params: Id,
    answer: BriefView,
  }),
}
