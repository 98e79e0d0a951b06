import { z } from 'zod'
import { endpoint } from '../http/endpoint.ts'
import type { Role } from '../roles.ts'

/** Who reads a new year's notice into the calendar. */
export const calendarKeepers: readonly Role[] = ['system-administrator']

/** One holiday of a year as the notice orders it. Days are YYYY-MM-DD. */
export const HolidayView = z.object({ name: z.string(), off: z.array(z.string()), work: z.array(z.string()) })
export type HolidayView = z.output<typeof HolidayView>

export const CalendarState = z.object({
  /** First and last day the calendar answers for. */
  from: z.string(),
  to: z.string(),
  daysLeft: z.number(),
  /** Clocks of the city that wait for a later calendar. */
  waiting: z.number(),
  /** The end is a quarter away or nearer, or clocks wait already. */
  isNear: z.boolean(),
  /** This year and those after it. */
  years: z.array(
    z.object({
      year: z.number(),
      notices: z.array(z.string()),
      workingDays: z.number(),
      holidays: z.array(HolidayView),
    }),
  ),
})
export type CalendarState = z.output<typeof CalendarState>

export const ReadNotice = z.object({
  /** The notice as printed; days and make-up days are read from its articles. */
  text: z.string().trim().min(10).max(20_000),
  number: z.string().trim().max(100).optional(),
  source: z.string().trim().max(300).optional(),
  /** Why it is taken although it does not fit the law's count of days. */
  exception: z.string().trim().max(300).optional(),
  /** `no` only tells what it would do. */
  apply: z.enum(['yes', 'no']),
})
export type ReadNotice = z.output<typeof ReadNotice>

const Kind = z.enum(['off', 'work'])
/** What reading a notice did, or would do. */
export const NoticeOutcome = z.object({
  /** `refused`: contradictions; `same`: nothing new. */
  outcome: z.enum(['refused', 'same', 'checked', 'imported']),
  revision: z.int(),
  problems: z.array(
    z.object({
      key: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
      isExplained: z.boolean(),
    }),
  ),
  /** Days that were arranged otherwise before, for a year that was known. */
  changedDays: z.array(z.object({ on: z.string(), before: Kind.nullable(), after: Kind.nullable() })),
  /** Clocks of all cities that were, or would be, computed or moved; and those kept since their past stays. */
  changed: z.int(),
  kept: z.int(),
})
export type NoticeOutcome = z.output<typeof NoticeOutcome>

export const calendarApi = {
  state: endpoint({
    method: 'get',
    path: '/calendar',
    summary: 'How far the calendar of working days reaches, and what its years order',
    answer: CalendarState,
  }),
  importNotice: endpoint({
    method: 'post',
    path: '/calendar/notice',
    summary: 'Read the yearly notice of days off, first to look, then to keep',
    body: ReadNotice,
    answer: NoticeOutcome.extend({
      notice: z.object({ year: z.number(), number: z.string(), source: z.string(), holidays: z.array(HolidayView) }),
    }),
  }),
}
