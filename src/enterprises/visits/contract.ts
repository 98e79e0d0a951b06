import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Day, Id, Ref } from '../firm/contract.ts'
import { outcomeKinds, outcomeStates, visitStates } from './rules.ts'

const Text = (most: number) => z.string().trim().min(1).max(most)
const Version = z.number().int().positive()
const Phone = z
  .string()
  .trim()
  .regex(/^[0-9+() -]{5,30}$/)
  .max(30)

export const PlanVisit = z.object({
  day: Day,
  startMinute: z.number().int().min(0).max(1439).optional(),
  purpose: Text(200),
})
export type PlanVisit = z.output<typeof PlanVisit>

/** Visits to many firms, each on its day; who plans them goes. */
export const PlanVisits = z.object({
  visits: z
    .array(z.object({ enterpriseId: z.uuid(), day: Day }))
    .min(1)
    .max(200),
  purpose: Text(200),
})
export type PlanVisits = z.output<typeof PlanVisits>

/** What came out: a problem becomes a request at once; a promise has a unit and a day. */
const NewOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('problem'), title: Text(100), body: Text(2000) }),
  z.object({ kind: z.literal('promise'), title: Text(100), body: Text(2000).optional(), unitId: z.uuid(), dueOn: Day }),
  z.object({ kind: z.literal('follow-up'), title: Text(100), body: Text(2000).optional(), dueOn: Day.optional() }),
])
const Closing = z.object({ id: z.uuid(), state: z.enum(['done', 'dropped']), note: Text(500) })

/** Notes of a visit, in three minutes: what was heard, what comes out of it, what of the last time is settled. */
export const NoteVisit = z.object({
  version: Version,
  heldOn: Day,
  notes: Text(4000),
  outcomes: z.array(NewOutcome).max(10).default([]),
  closings: z.array(Closing).max(20).default([]),
  answers: z
    .array(z.object({ id: z.uuid(), answer: Text(2000) }))
    .max(20)
    .default([]),
  /** Of the firm, where the registry has none yet: a request needs somebody to call. */
  contactName: Text(40).optional(),
  contactPhone: Phone.optional(),
})
export type NoteVisit = z.output<typeof NoteVisit>

export const OutcomeView = z.object({
  id: z.string(),
  visitId: z.string(),
  kind: z.enum(outcomeKinds),
  title: z.string(),
  body: z.string().nullable(),
  unit: Ref.nullable(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  state: z.enum(outcomeStates),
  requestId: z.string().nullable(),
  /** Of the request a problem became; null where its request is from before numbers were kept. */
  requestNumber: z.string().nullable(),
  closedNote: z.string().nullable(),
  closedByName: z.string().nullable(),
})
export type OutcomeView = z.output<typeof OutcomeView>

export const VisitView = z.object({
  id: z.string(),
  version: z.number(),
  state: z.enum(visitStates),
  day: z.string(),
  startMinute: z.number().nullable(),
  purpose: z.string(),
  officerName: z.string(),
  isMine: z.boolean(),
  notes: z.string().nullable(),
  cancelledWhy: z.string().nullable(),
  questions: z.array(
    z.object({
      id: z.string(),
      unit: Ref.nullable(),
      question: z.string(),
      answer: z.string().nullable(),
      askedByName: z.string(),
    }),
  ),
})
export type VisitView = z.output<typeof VisitView>

export const visitsApi = {
  list: endpoint({
    method: 'get',
    path: '/enterprises/:id/visits',
    summary: 'Visits to a firm with what came out of them, the last one first',
    params: Id,
    answer: z.object({ visits: z.array(VisitView), outcomes: z.array(OutcomeView) }),
  }),
  planMany: endpoint({
    method: 'post',
    path: '/enterprises/visits',
    summary: 'Plan visits to many firms',
    body: PlanVisits,
    answer: z.object({ planned: z.number() }),
  }),
  plan: endpoint({
    method: 'post',
    path: '/enterprises/:id/visits',
    summary: 'Plan a visit to a firm',
    params: Id,
    body: PlanVisit,
    answer: z.object({ id: z.string() }),
  }),
  note: endpoint({
    method: 'post',
    path: '/enterprises/visits/:id/notes',
    summary: 'Write down a visit: notes, problems that become requests, promises, what is settled',
    params: Id,
    body: NoteVisit,
    answer: z.object({ id: z.string(), version: z.number(), requests: z.number() }),
  }),
  cancel: endpoint({
    method: 'post',
    path: '/enterprises/visits/:id/cancellation',
    summary: 'Call a planned visit off',
    params: Id,
    body: z.object({ version: Version, why: Text(200) }),
    answer: z.object({ id: z.string(), version: z.number() }),
  }),
  ask: endpoint({
    method: 'post',
    path: '/enterprises/visits/:id/questions',
    summary: 'Give a question along, so that one visit serves several units',
    params: Id,
    /** `unitId`: whose question it is, for who sits in no unit; everybody else asks for the own one. */
    body: z.object({ question: Text(500), unitId: z.uuid().optional() }),
    answer: z.object({ id: z.string() }),
  }),
  closeOutcome: endpoint({
    method: 'post',
    path: '/enterprises/outcomes/:id/close',
    summary: 'Say that a promise or follow-up is done, or dropped and why',
    params: Id,
    body: z.object({ state: z.enum(['done', 'dropped']), note: Text(500) }),
    answer: z.object({ id: z.string() }),
  }),
}
