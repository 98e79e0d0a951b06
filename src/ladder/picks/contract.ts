import { z } from 'zod'
import { Done } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { RuleName, RuleTitle } from '../standing/contract.ts'

export const pickStates = ['open', 'reached', 'dropped'] as const

export const stepKinds = ['handed', 'followed', 'reached', 'dropped'] as const

const Note = z.string().trim().max(500).nullable()
const Id = z.object({ id: z.uuid() })
const Version = z.number().int().positive()

export const PickView = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  firmName: z.string(),
  rule: RuleName,
  officerId: z.string(),
  officerName: z.string(),
  /** Holds no post of the ladder any more: somebody else must take it over. */
  officerIsGone: z.boolean(),
  dueOn: z.string(),
  note: z.string().nullable(),
  state: z.enum(pickStates),
  closedOn: z.string().nullable(),
  /** When somebody looks at it again. */
  followUpOn: z.string().nullable(),
  /** What happened, the last first. */
  steps: z.array(
    z.object({
      kind: z.enum(stepKinds),
      note: z.string().nullable(),
      officerName: z.string(),
      followUpOn: z.string().nullable(),
      byName: z.string(),
      madeAt: z.string(),
    }),
  ),
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
    answer: z.object({ titles: z.array(RuleTitle), rows: z.array(PickView) }),
  }),
  add: endpoint({
    method: 'post',
    path: '/ladder/picks',
    summary: 'Put a firm on the work plan',
    body: z.object({
      enterpriseId: z.uuid(),
      rule: RuleName,
      dueOn: z.iso.date(),
      note: Note,
    }),
    answer: z.object({ id: z.string() }),
  }),
  close: endpoint({
    method: 'post',
    path: '/ladder/picks/:id/close',
    summary: 'Say that a firm has reached its title, or is helped no more',
    params: Id,
    body: z.object({ version: Version, state: z.enum(['reached', 'dropped']), note: Note }),
    answer: Done,
  }),
  officers: endpoint({
    method: 'get',
    path: '/ladder/picks/:id/officers',
    summary: 'Who may take an entry of the work plan over',
    params: Id,
    answer: z.array(z.object({ id: z.string(), name: z.string(), post: z.string() })),
  }),
  hand: endpoint({
    method: 'post',
    path: '/ladder/picks/:id/hand-over',
    summary: 'Hand an entry of the work plan to another officer, with its date and when to look again',
    params: Id,
    body: z.object({
      version: Version,
      officerId: z.string().min(1).max(100),
      dueOn: z.iso.date(),
      followUpOn: z.iso.date().nullable(),
      note: Note,
    }),
    answer: Done,
  }),
  follow: endpoint({
    method: 'post',
    path: '/ladder/picks/:id/follow-ups',
    summary: 'Write down what was seen, and when somebody looks again',
    params: Id,
    body: z.object({ version: Version, followUpOn: z.iso.date().nullable(), note: z.string().trim().min(1).max(500) }),
    answer: Done,
  }),
}
