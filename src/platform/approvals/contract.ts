import { z } from 'zod'
import { endpoint } from '../http/endpoint.ts'
import { approvalStates } from './rules.ts'

const Id = z.object({ id: z.uuid() })
const Version = z.number().int().positive()

/**
 * One sentence to show: `t(key, { ...facts, ...every word translated })`. `words` are facts that are message keys
 * themselves (`{ role: 'ui.role.unit-head' }`): translate each first, then fill it in like a fact.
 */
export const Said = z.object({
  key: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  words: z.record(z.string(), z.string()),
})
export type Said = z.output<typeof Said>

/** What waits for a second person, or was decided. */
export const Approval = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  /** What was proposed, in one sentence. */
  said: Said,
  /** What the one who decides must know, line by line. */
  lines: z.array(Said),
  reason: z.string(),
  /** `expired`: waited too long; nobody may decide it any more. */
  state: z.enum(approvalStates),
  proposedByName: z.string(),
  proposedAt: z.string(),
  expiresAt: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionNote: z.string().nullable(),
  version: Version,
  /** Whether the signed-in actor proposed it. */
  isMine: z.boolean(),
  may: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
})
export type Approval = z.output<typeof Approval>

/** A note is needed to refuse: whoever proposed must learn why. */
export const DecideApproval = z.object({
  version: Version,
  approve: z.boolean(),
  note: z.string().trim().max(500).default(''),
})
export type DecideApproval = z.output<typeof DecideApproval>

export const ListApprovals = z.object({
  /** `for-me`: waiting, and the actor may decide it; `mine`: proposed by the actor; `closed`: no longer waiting. */
  show: z.enum(['for-me', 'mine', 'waiting', 'closed', 'all']).default('for-me'),
  kind: z.string().max(60).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

const Written = z.object({ id: z.string(), state: z.enum(approvalStates), version: Version })

export const approvalsApi = {
  list: endpoint({
    method: 'get',
    path: '/approvals',
    summary: 'What waits for a second person or was decided, newest first',
    query: ListApprovals,
    answer: z.object({ rows: z.array(Approval), total: z.number(), pageSize: z.number() }),
  }),
  count: endpoint({
    method: 'get',
    path: '/approvals/count',
    summary: 'How many wait for the actor',
    answer: z.object({ waiting: z.number() }),
  }),
  get: endpoint({
    method: 'get',
    path: '/approvals/:id',
    summary: 'One proposal with what it would do',
    params: Id,
    answer: Approval,
  }),
  decide: endpoint({
    method: 'post',
    path: '/approvals/:id/decide',
    summary: 'Agree, and have it done at once, or refuse with a note',
    params: Id,
    body: DecideApproval,
    answer: Written,
  }),
  withdraw: endpoint({
    method: 'post',
    path: '/approvals/:id/withdraw',
    summary: "Take one's own proposal back",
    params: Id,
    body: z.object({ version: Version }),
    answer: Written,
  }),
}
