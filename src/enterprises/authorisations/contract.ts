import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Day, Id } from '../firm/contract.ts'
import { uses } from '../sources/rules.ts'

export const GiveWord = z.object({
  subject: z.enum(['tax', 'veteran']),
  purpose: z.enum(uses),
  validFrom: Day,
  validTo: Day,
  /** The signed paper; what a firm gives here by itself needs none. */
  evidence: z.string().trim().min(1).max(200),
})
export type GiveWord = z.output<typeof GiveWord>

export const authorisationsApi = {
  give: endpoint({
    method: 'post',
    path: '/enterprises/:id/authorisations',
    summary:
      "A firm's word, given by itself or on paper: that its tax figures serve a purpose, or its veteran status is shown",
    params: Id,
    body: GiveWord,
    answer: z.object({ id: z.string() }),
  }),
  revoke: endpoint({
    method: 'post',
    path: '/enterprises/:id/authorisations/:word/revocation',
    summary: 'The firm takes its word back from a day on',
    params: z.object({ id: z.uuid(), word: z.uuid() }),
    body: z.object({ revokedOn: Day }),
    answer: z.object({ id: z.string() }),
  }),
}
