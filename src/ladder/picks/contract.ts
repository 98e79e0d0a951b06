import { z } from 'zod'
import { Done } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { ruleNames } from '../rules.ts'

export const pickStates = ['open', 'reached', 'dropped'] as const

export const PickView = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  firmName: z.string(),
  rule: z.enum(ruleNames),
  officerName: z.string(),
  dueOn: z.string(),
  note: z.string().nullable(),
  state: z.enum(pickStates),
  closedOn: z.string().nullable(),
  /** Ids of criteria that were unmet when it was picked, and that are now. */
  unmetThen: z.array(z.string()),
  unmetNow: z.array(z.string()),
  isOverdue: z.boolean(),
  version: z.number(),
})
export type PickView = z.output<typeof PickView>

export const picksApi = {
  list: endpoint({
    method: 'get',
    path: '/ladder/picks',
    summary: 'The work plan: firms helped to a title, by whom and by when, with what has moved since',
    answer: z.object({ rows: z.array(PickView) }),
  }),
  add: endpoint({
    method: 'post',
    path: '/ladder/picks',
    summary: 'Put a firm on the work plan',
    body: z.object({
      enterpriseId: z.uuid(),
      rule: z.enum(ruleNames),
      dueOn: z.iso.date(),
      note: z.string().trim().max(500).nullable(),
    }),
    answer: z.object({ id: z.string() }),
  }),
  close: endpoint({
    method: 'post',
    path: '/ladder/picks/:id/close',
    summary: 'Say that a firm has reached its title, or is helped no more',
    params: z.object({ id: z.uuid() }),
    body: z.object({
      version: z.number().int(),
      state: z.enum(['reached', 'dropped']),
      note: z.string().trim().max(500).nullable(),
    }),
    answer: Done,
  }),
}
