import { z } from 'zod'

const spans = [
  z.strictObject({ unit: z.literal('minutes'), value: z.int().min(1).max(5_000_000) }),
  z.strictObject({ unit: z.literal('hours'), value: z.int().min(1).max(100_000) }),
  z.strictObject({ unit: z.literal('calendar-days'), value: z.int().min(1).max(5_000) }),
  z.strictObject({ unit: z.literal('working-days'), value: z.int().min(1).max(5_000) }),
  z.strictObject({ unit: z.literal('working-hours'), value: z.int().min(1).max(50_000) }),
] as const

/** A length of time in the unit in which it was promised; it is never turned into another. */
export const Span = z.discriminatedUnion('unit', spans)
export type Span = z.output<typeof Span>

/** A time limit; `day` is a fixed last day, as tasks and milestones have it. */
export const Limit = z.discriminatedUnion('unit', [
  ...spans,
  z.strictObject({ unit: z.literal('day'), on: z.iso.date() }),
])
export type Limit = z.output<typeof Limit>

export const limitUnits = ['minutes', 'hours', 'calendar-days', 'working-days', 'working-hours', 'day'] as const
export type LimitUnit = (typeof limitUnits)[number]

/** Time of day in the city, HH:MM; 24:00 is the end of the day. */
export const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** Spells of duty of one day, in order and apart: 08:30-12:00, 14:30-17:30. */
const Spells = z
  .array(z.strictObject({ from: TimeOfDay, to: TimeOfDay }))
  .max(12)
  .refine(
    (spells) => spells.every((one, at) => one.from < one.to && (spells[at - 1]?.to ?? '') < one.from),
    'spells must be in order and apart',
  )
export type Spells = z.output<typeof Spells>

/** When a unit is on duty (值班时段). A make-up working day (调休上班) counts as a working day. */
export const DutyWindows = z
  .strictObject({
    /** Of a working day. */
    working: Spells,
    /** Of a working day that falls on this weekday (1 Monday … 7 Sunday), where it differs. */
    byWeekday: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), Spells).optional(),
    /** Of a Saturday or Sunday off: a roster that serves weekends. None where left out. */
    weekends: Spells.optional(),
    /** Of a day off that a notice orders. None where left out. */
    holidays: Spells.optional(),
  })
  .refine((windows) => windows.working.length > 0, 'a unit is on duty on working days')
export type DutyWindows = z.output<typeof DutyWindows>

/** How days are counted. Each answer has its article in `rules/counting.yaml`. */
export const Counting = z.strictObject({
  /** Civil Code 201: false, the starting day does not count. */
  startDayCounts: z.boolean(),
  /** Civil Code 203: true, a last day that is off moves on to the next working day. */
  lastDayMovesOn: z.boolean(),
  /** Civil Code 203: the last day ends at 24:00, or when business closes. */
  lastDayEnds: z.enum(['midnight', 'close']),
})
export type Counting = z.output<typeof Counting>

/** What a rule says about one clock; kept in the clock as stated, so that a later rule changes nothing by itself. */
export const ClockTerms = z
  .strictObject({
    limit: Limit,
    counting: Counting,
    windows: DutyWindows.nullable(),
    /** How often, and how much each time, in the limit's own unit (days for a fixed day); null: never. */
    extension: z.strictObject({ times: z.int().min(1), atMost: z.int().min(1) }).nullable(),
    /** Codes of the reasons for which it may pause; none: never. */
    pauseReasons: z.array(z.string().min(1)),
    /** The document and article the limit comes from. */
    source: z.string().min(1),
  })
  .refine((terms) => terms.limit.unit !== 'working-hours' || terms.windows !== null, {
    path: ['windows'],
    message: 'working hours need duty windows',
  })
  .refine((terms) => terms.counting.lastDayEnds !== 'close' || terms.windows !== null, {
    path: ['windows'],
    message: 'the close of business needs duty windows',
  })
export type ClockTerms = z.output<typeof ClockTerms>

export const clockStates = ['running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled'] as const
export const ClockState = z.enum(clockStates)
export type ClockState = (typeof clockStates)[number]

/** Who may see that the clock exists, as the thing it belongs to: the label is the owner's. */
export const opennesses = ['public', 'on-request', 'internal'] as const
export type Openness = (typeof opennesses)[number]

/** A stretch in which the clock stood still; `to` is null while it does. Instants are ISO with `Z`. */
export interface Pause {
  from: string
  to: string | null
  /** One of the terms' codes. */
  reason: string
  note: string
  by: string
}

export interface Extension {
  at: string
  /** In the limit's own unit. */
  value: number
  reason: string
  by: string
  /** Who allowed it; never the one who asked. */
  approvedBy: string
}

/** A point in a clock's life at which somebody is told: reminders before, escalation after. */
export const Step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('share'), percent: z.int().min(1).max(100) }),
  z.strictObject({ kind: z.enum(['before', 'after']), span: Span }),
])
export type Step = z.output<typeof Step>
