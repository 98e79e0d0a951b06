import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { RequestRow } from '../contract.ts'

export const HandOverView = z.object({
  id: z.string(),
  givenByName: z.string(),
  givenAt: z.string(),
  open: z.number(),
  overdue: z.number(),
  soon: z.number(),
  note: z.string(),
  items: z.array(z.object({ requestId: z.string(), number: z.string(), note: z.string() })),
  takenByName: z.string().nullable(),
  takenAt: z.string().nullable(),
  /** Whether the actor may take it: another person gave it, and nobody took it. */
  mayTake: z.boolean(),
})
export type HandOverView = z.output<typeof HandOverView>

export const Shift = z.object({
  /** What stands open now, as the next hand-over will say. */
  open: z.number(),
  overdue: z.number(),
  soon: z.number(),
  /** What is over or breaks within twelve hours, the first first. */
  breaking: z.array(RequestRow),
  /** The last hand-overs of this place, the newest first. */
  handOvers: z.array(HandOverView),
})
export type Shift = z.output<typeof Shift>

export const GiveShift = z.object({
  /** Made by the page, so that a double click hands over once. */
  handOverId: z.uuid(),
  note: z.string().trim().max(2000).default(''),
  items: z
    .array(z.object({ requestId: z.uuid(), note: z.string().trim().min(1).max(500) }))
    .max(30)
    .default([]),
})
export type GiveShift = z.output<typeof GiveShift>

const Id = z.object({ id: z.uuid() })

export const handOverApi = {
  shift: endpoint({
    method: 'get',
    path: '/requests/shift',
    summary: 'What stands open for the next shift, and the last hand-overs',
    answer: Shift,
  }),
  give: endpoint({
    method: 'post',
    path: '/requests/shift',
    summary: 'Hand the shift over: counts are taken now, with a note and words to single requests',
    body: GiveShift,
    answer: z.object({ id: z.string() }),
  }),
  take: endpoint({
    method: 'post',
    path: '/requests/shift/:id/take',
    summary: 'Take the shift over; not by who handed it over',
    params: Id,
    answer: z.object({ id: z.string() }),
  }),
}
