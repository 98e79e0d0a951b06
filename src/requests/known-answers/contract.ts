import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { answerViews } from './rules.ts'

const Id = z.object({ id: z.uuid() })
const Text = (most: number) => z.string().trim().min(1).max(most)
const Version = z.number().int().positive()
const Ref = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })
const Page = z.coerce.number().int().min(1).max(10_000).default(1)
const listOf = <Row extends z.ZodType>(Row: Row) =>
  z.object({ rows: z.array(Row), total: z.number(), pageSize: z.number(), mayPropose: z.boolean() })

/** What an answer says, and who keeps it true until when. */
const Words = {
  question: z.string(),
  answer: z.string(),
  /** Document or rule it rests on. */
  source: z.string(),
  validToOn: z.string(),
  /** Firms see it while they type; else it is for officials alone. */
  isPublic: z.boolean(),
  topic: Ref,
  ownerUnit: Ref.nullable(),
  ownerName: z.string().nullable(),
}

export const AnswerRow = z.object({
  id: z.string(),
  ...Words,
  standing: z.enum(answerViews),
  approvedByName: z.string(),
  approvedAt: z.string(),
  /** Who ended it before its day, and why. */
  endedByName: z.string().nullable(),
  endedNote: z.string().nullable(),
  /** A renewal waits for approval. */
  isBeingRenewed: z.boolean(),
  mayRenew: z.boolean(),
  mayEnd: z.boolean(),
  version: z.number(),
})
export type AnswerRow = z.output<typeof AnswerRow>

export const ListAnswers = z.object({
  /** `expiring`: within 30 days; where not said, all that are in force. */
  view: z.enum(answerViews).optional(),
  topic: z.uuid().optional(),
  page: Page,
})
export type ListAnswers = z.output<typeof ListAnswers>

export const proposalStates = ['proposed', 'approved', 'declined'] as const

export const ProposalRow = z.object({
  id: z.string(),
  ...Words,
  /** The answer that it renews. */
  renewsId: z.string().nullable(),
  /** The closed case it was taken from, where the reader sees it. */
  from: z.object({ id: z.string(), number: z.string() }).nullable(),
  state: z.enum(proposalStates),
  proposedByName: z.string(),
  proposedAt: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionNote: z.string().nullable(),
  /** The reader proposed it: another person decides. */
  isOwn: z.boolean(),
  mayDecide: z.boolean(),
  version: z.number(),
})
export type ProposalRow = z.output<typeof ProposalRow>

export const ListProposals = z.object({ topic: z.uuid().optional(), page: Page })
export type ListProposals = z.output<typeof ListProposals>

export const Propose = z.object({
  topicId: z.uuid(),
  question: Text(200),
  answer: Text(3000),
  source: Text(200),
  validToOn: z.iso.date().max(10),
  isPublic: z.boolean(),
  ownerUnitId: z.uuid(),
  ownerName: Text(40),
  renewsId: z.uuid().optional(),
  fromRequestId: z.uuid().optional(),
})
export type Propose = z.output<typeof Propose>

export const Approve = z.object({ version: Version })
export const Decline = z.object({ version: Version, note: Text(500) })
export const EndAnswer = z.object({ version: Version, note: Text(500) })
export type Approve = z.output<typeof Approve>
export type Decline = z.output<typeof Decline>
export type EndAnswer = z.output<typeof EndAnswer>

const Kept = z.object({ id: z.string(), version: z.number() })

export const knownAnswersApi = {
  list: endpoint({
    method: 'get',
    path: '/requests/known-answers',
    summary: 'Approved answers, what expires next first',
    query: ListAnswers,
    answer: listOf(AnswerRow),
  }),
  proposals: endpoint({
    method: 'get',
    path: '/requests/known-answers/proposals',
    summary: 'Answers that wait for a second person, the oldest first, and own ones that were declined lately',
    query: ListProposals,
    answer: listOf(ProposalRow),
  }),
  propose: endpoint({
    method: 'post',
    path: '/requests/known-answers/proposals',
    summary: 'Propose an answer, new, renewed or from a closed case; a second person approves it',
    body: Propose,
    answer: Kept,
  }),
  approve: endpoint({
    method: 'post',
    path: '/requests/known-answers/proposals/:id/approve',
    summary: 'Approve an answer that somebody else proposed',
    params: Id,
    body: Approve,
    answer: Kept,
  }),
  decline: endpoint({
    method: 'post',
    path: '/requests/known-answers/proposals/:id/decline',
    summary: 'Decline a proposed answer, with the reason',
    params: Id,
    body: Decline,
    answer: Kept,
  }),
  end: endpoint({
    method: 'post',
    path: '/requests/known-answers/:id/end',
    summary: 'End an answer before its last day, with the reason',
    params: Id,
    body: EndAnswer,
    answer: Kept,
  }),
}
