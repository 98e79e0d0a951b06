import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { coverages } from './rules.ts'

const Day = z.iso.date().max(10)
const Time = z
  .string()
  .max(5)
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
const Account = z.string().min(1).max(64)

export const DutyTurn = z
  .object({
    accountId: Account,
    standInId: Account.nullable(),
    /** 1 Monday … 7 Sunday; none for a single date. */
    weekdays: z.array(z.number().int().min(1).max(7)).max(7),
    onDay: Day.nullable(),
    fromTime: Time,
    toTime: Time,
    validFromOn: Day,
    validToOn: Day.nullable(),
  })
  .refine(({ onDay, weekdays }) => (onDay === null) === weekdays.length > 0, 'either weekdays or a date')
  .refine(({ validFromOn, validToOn }) => validToOn === null || validToOn >= validFromOn, 'ends before it begins')
export type DutyTurn = z.output<typeof DutyTurn>

export const SetRoster = z.object({
  /** 0 while the unit has none. */
  version: z.number().int().min(0).max(1_000_000_000),
  coverage: z.enum(coverages),
  turns: z.array(DutyTurn).max(300),
})
export type SetRoster = z.output<typeof SetRoster>

const Person = z.object({ id: z.string(), name: z.string() })

export const Roster = z.object({
  unit: z.object({ id: z.string(), name: z.string(), nameEn: z.string() }),
  version: z.number(),
  coverage: z.enum(coverages),
  turns: z.array(DutyTurn),
  /** Everybody the roster names, and who may be put into it. */
  people: z.array(Person.extend({ mayServe: z.boolean() })),
  /** On duty at this moment: first, stand-ins, head of the unit. */
  now: z.array(Person),
  /** Moments within the next two weeks at which nobody is on duty though somebody should be. */
  gaps: z.array(z.object({ from: z.string(), to: z.string() })),
  canEdit: z.boolean(),
})
export type Roster = z.output<typeof Roster>

const Id = z.object({ id: z.uuid() })

export const dutyApi = {
  get: endpoint({
    method: 'get',
    path: '/organisations/units/:id/duty',
    summary: 'The duty roster of a unit with its gaps',
    params: Id,
    answer: Roster,
  }),
  set: endpoint({
    method: 'put',
    path: '/organisations/units/:id/duty',
    summary: 'Set the duty roster of a unit',
    params: Id,
    body: SetRoster,
    answer: z.object({ version: z.number() }),
  }),
}
