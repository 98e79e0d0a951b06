import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { RequestRow } from '../contract.ts'

const Count = z.number()
const UnitRef = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })

/** For a screen on the wall: no firm, no contact, no words of a request stand on it. */
export const Board = z.object({
  asOf: z.string(),
  open: Count,
  overdue: Count,
  /** Break within the hour, and within a day. */
  withinHour: Count,
  soon: Count,
  /** Nobody was given them yet. */
  withDesk: Count,
  registeredToday: Count,
  endedToday: Count,
  /** What is over or breaks next. */
  breaking: z.array(
    RequestRow.pick({ id: true, number: true, kind: true, topic: true, state: true, leadUnit: true, next: true }),
  ),
  /** Units with something open, in official order. */
  units: z.array(z.object({ unit: UnitRef, open: Count, overdue: Count })),
})
export type Board = z.output<typeof Board>

/** The load of the actor's scope by weeks, and what the next days bring. */
export const Load = z.object({
  asOf: z.string(),
  open: Count,
  overdue: Count,
  /** Answers that wait for approval. */
  toApprove: Count,
  /** The last weeks, Monday first, the oldest first. */
  weeks: z.array(z.object({ fromOn: z.string(), registered: Count, ended: Count })),
  /** What breaks on each of the next seven days; what is over counts for today. */
  days: z.array(z.object({ on: z.string(), due: Count })),
  /** Open requests by who handles them; empty for whoever leads no unit. */
  people: z.array(z.object({ name: z.string().nullable(), open: Count, overdue: Count })),
})
export type Load = z.output<typeof Load>

export const overviewApi = {
  board: endpoint({
    method: 'get',
    path: '/requests/board',
    summary: 'What is open, over and next, for a screen on the wall',
    answer: Board,
  }),
  load: endpoint({
    method: 'get',
    path: '/requests/load',
    summary: 'Requests by week, due by day, open by handler',
    query: z.object({ weeks: z.coerce.number().int().min(1).max(26).default(8) }),
    answer: Load,
  }),
}
