import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { RequestRow } from '../contract.ts'
import { effects } from './rules.ts'

const Id = z.object({ id: z.uuid() })
const Text = (most: number) => z.string().trim().min(1).max(most)
const Version = z.number().int().positive()
const Day = z.iso.date().max(10)
const Ref = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })

export const causeStates = ['open', 'done'] as const

/** `title` names no firm: units and leaders read it. */
export const MakeCause = z.object({
  title: Text(100),
  topicId: z.uuid(),
  ownerUnitId: z.uuid(),
  ownerName: Text(40),
  dueOn: Day,
  measures: Text(2000).optional(),
})
export type MakeCause = z.output<typeof MakeCause>

/** `doneOn`: day on which the measures were done; left out while they are not. */
export const KeepCause = z.object({
  version: Version,
  ownerName: Text(40),
  dueOn: Day,
  measures: Text(2000).optional(),
  doneOn: Day.optional(),
})
export type KeepCause = z.output<typeof KeepCause>

export const Tie = z.object({ requestIds: z.array(z.uuid()).min(1).max(100) })
export type Tie = z.output<typeof Tie>

export const CauseRow = z.object({
  id: z.string(),
  title: z.string(),
  topic: Ref,
  ownerUnit: Ref,
  ownerName: z.string(),
  dueOn: z.string(),
  state: z.enum(causeStates),
  doneOn: z.string().nullable(),
  /** All its requests, and those registered since the measures were done. */
  count: z.number(),
  countSince: z.number(),
  version: z.number(),
})
export type CauseRow = z.output<typeof CauseRow>

export const CauseView = CauseRow.extend({
  measures: z.string().nullable(),
  createdByName: z.string(),
  createdAt: z.string(),
  /** Requests by month of registration, the first first; months without one between them too. */
  months: z.array(z.object({ month: z.string(), count: z.number() })),
  /** What the counts say of the measures; null while they are not done. */
  effect: z.enum(effects).nullable(),
  /** Those that the reader may see, the newest first, at most 100. */
  requests: z.array(
    RequestRow.pick({ id: true, number: true, title: true, firmName: true, state: true, registeredAt: true }),
  ),
  mayKeep: z.boolean(),
})
export type CauseView = z.output<typeof CauseView>

const Kept = z.object({ id: z.string(), version: z.number() })
const Tied = z.object({ tied: z.number() })

export const ListCauses = z.object({
  state: z.enum(causeStates).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

export const causesApi = {
  list: endpoint({
    method: 'get',
    path: '/requests/causes',
    summary: 'Root causes behind many requests, those still open first',
    query: ListCauses,
    answer: z.object({ rows: z.array(CauseRow), total: z.number(), pageSize: z.number() }),
  }),
  get: endpoint({
    method: 'get',
    path: '/requests/causes/:id',
    summary: 'A root cause with its requests by month, and whether the measures worked',
    params: Id,
    answer: CauseView,
  }),
  make: endpoint({
    method: 'post',
    path: '/requests/causes',
    summary: 'Name a root cause with owner and day',
    body: MakeCause,
    answer: Kept,
  }),
  keep: endpoint({
    method: 'post',
    path: '/requests/causes/:id',
    summary: 'Change owner, day and measures of a root cause, or say that they are done',
    params: Id,
    body: KeepCause,
    answer: Kept,
  }),
  tie: endpoint({
    method: 'post',
    path: '/requests/causes/:id/ties',
    summary: 'Tie requests to a root cause',
    params: Id,
    body: Tie,
    answer: Tied,
  }),
  untie: endpoint({
    method: 'post',
    path: '/requests/causes/:id/unties',
    summary: 'Take requests off a root cause',
    params: Id,
    body: Tie,
    answer: Tied,
  }),
}
