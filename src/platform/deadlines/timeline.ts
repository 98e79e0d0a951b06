/** Each unit of time as a line of its own, on which limits, pauses and extensions are added. */
import { type Calendar, numberDays } from '../calendar/index.ts'
import { dayEndedBy, dayNumber, dayOfMoment, startOfDay } from './city-time.ts'
import type { ClockTerms, Limit, Span } from './contract.ts'
import { closeOf, dutyLine } from './windows.ts'

/** The unit in which the time of a clock is told: whole minutes, or days. */
export const measureUnits = ['minutes', 'working-minutes', 'calendar-days', 'working-days'] as const
export type MeasureUnit = (typeof measureUnits)[number]

export interface Timeline {
  unit: MeasureUnit
  /** Steps of the line in one of its unit: milliseconds a minute, or one day. */
  scale: number
  /** Place of a moment on the line. @throws CalendarEnd */
  at: (moment: number) => number
  /** Place at which a pause begins or ends: after the close of business it is the next day where the last day ends so. @throws CalendarEnd */
  stopAt: (moment: number) => number
  /** Place from which a limit is counted when it starts at `moment`. @throws CalendarEnd */
  from: (moment: number) => number
  /** Place of the day that ends at a due moment, or of the moment. @throws CalendarEnd */
  atDue: (due: number) => number
  /** The moment at which the line is full up to `place`. `asked` is the moment the count began. @throws CalendarEnd */
  end: (place: number, asked: number) => number
}

const minute = 60_000

/** @throws CalendarEnd */
export function timeline(calendar: Calendar, terms: Pick<ClockTerms, 'limit' | 'counting' | 'windows'>): Timeline {
  const { limit, counting, windows } = terms
  if (limit.unit === 'minutes' || limit.unit === 'hours') {
    const same = (moment: number) => moment
    return { unit: 'minutes', scale: minute, at: same, stopAt: same, from: same, atDue: same, end: same }
  }
  if (limit.unit === 'working-hours') {
    if (!windows) throw new RangeError('working hours need duty windows')
    const { at, moment } = dutyLine(calendar, windows)
    return { unit: 'working-minutes', scale: minute, at, stopAt: at, from: at, atDue: at, end: moment }
  }

  const days = numberDays(calendar)
  const endOf = (day: number) =>
    counting.lastDayEnds === 'close' && windows ? closeOf(days, windows, day) : startOfDay(day + 1)
  const inWorkingDays = limit.unit === 'working-days'
  const place = inWorkingDays ? days.workedUpTo : (day: number) => day
  const isClosed = (day: number, moment: number) =>
    moment >= endOf(day) && (!inWorkingDays || days.kind(day) === 'working')
  /** The starting day counts where the terms say so and it is not over. */
  const counts = (day: number, moment: number) =>
    counting.startDayCounts &&
    limit.unit !== 'day' &&
    moment < endOf(day) &&
    (!inWorkingDays || days.kind(day) === 'working')
  return {
    unit: inWorkingDays ? 'working-days' : 'calendar-days',
    scale: 1,
    at: (moment) => place(dayOfMoment(moment)),
    stopAt: (moment) => place(dayOfMoment(moment)) + (isClosed(dayOfMoment(moment), moment) ? 1 : 0),
    from: (moment) => place(dayOfMoment(moment)) - (counts(dayOfMoment(moment), moment) ? 1 : 0),
    atDue: (due) => place(dayEndedBy(due)),
    end: (at, asked) => {
      if (inWorkingDays) return endOf(days.workingDay(at, dayOfMoment(asked)))
      return endOf(counting.lastDayMovesOn ? days.workingDayFrom(at) : at)
    },
  }
}

/** How far a limit reaches on its line, from `start`; a fixed day as the days until then. */
export function lengthOf(limit: Limit, extended: number, start: number): number {
  if (limit.unit === 'day') return dayNumber(limit.on) - dayOfMoment(start) + extended
  return (limit.value + extended) * stepsIn(limit.unit)
}

export const stepsIn = (unit: Span['unit']): number =>
  unit === 'minutes' ? minute : unit === 'hours' || unit === 'working-hours' ? 60 * minute : 1
