import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Day, Ref } from '../../firm/contract.ts'

const Firm = z.object({ id: z.string(), name: z.string() })

export const Stop = z.object({
  visitId: z.string(),
  version: z.number(),
  firm: Firm.extend({ address: z.string().nullable(), divisionName: z.string() }),
  day: z.string(),
  startMinute: z.number().nullable(),
  purpose: z.string(),
  officerName: z.string(),
  isMine: z.boolean(),
  /** Promises, follow-ups and problems from before that are open. */
  open: z.number(),
  hasContact: z.boolean(),
})
export type Stop = z.output<typeof Stop>

/** What the desk of a task force looks at in the morning. */
export const DeskView = z.object({
  day: z.string(),
  list: z.string(),
  /** Firms on the list today in the reader's divisions; of these with a team, and called on within its own span. */
  coverage: z.object({ firms: z.number(), withTeam: z.number(), calledOn: z.number(), asOf: z.string() }),
  today: z.array(Stop),
  next: z.array(Stop),
  /** Firms of the list not called on within the span of their team, or without one, those left alone longest first. */
  waiting: z.array(Firm.extend({ lastDay: z.string().nullable(), everyDays: z.number().nullable() })),
  promises: z.array(
    z.object({
      id: z.string(),
      firm: Firm,
      kind: z.enum(['promise', 'follow-up']),
      title: z.string(),
      unit: Ref.nullable(),
      dueOn: z.string(),
      isOverdue: z.boolean(),
    }),
  ),
})
export type DeskView = z.output<typeof DeskView>

export const deskApi = {
  get: endpoint({
    method: 'get',
    path: '/enterprises/desk',
    summary: "The task force's desk: coverage of a list, today's route, who waits, promises due",
    query: z.object({
      list: z
        .string()
        .regex(/^[a-z0-9-]+$/)
        .max(40)
        .default('industry-200'),
      day: Day.optional(),
      whose: z.enum(['mine', 'all']).default('mine'),
    }),
    answer: DeskView,
  }),
}
