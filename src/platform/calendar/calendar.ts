import { Temporal } from 'temporal-polyfill'
import { AppError } from '../errors.ts'
import { CalendarEnd } from './calendar-end.ts'

/** A day that does not follow the plain week: a day off, or a weekend day worked instead (调休上班). */
export interface ArrangedDay {
  /** YYYY-MM-DD */
  on: string
  kind: 'off' | 'work'
  /** The holiday it belongs to, as the notice names it: 春节. */
  name: string
}

/** One year's arrangement, as its notice orders it. A day may lie in the year before (2007-12-29). */
export interface CalendarYear {
  year: number
  /** Where the notices (通知) stand; the first opens the year, later ones correct it. */
  notices: readonly string[]
  days: readonly ArrangedDay[]
}

/** What one day is, and why. */
export interface DayKind {
  isWorking: boolean
  kind: 'workday' | 'weekend' | 'off' | 'make-up'
  /** The holiday that makes it so; only for `off` and `make-up`. */
  name?: string
  /** The notices that order it; only for `off` and `make-up`. */
  notices?: readonly string[]
}

/** The days a calendar can answer for. */
export interface Coverage {
  /** First day held, 1 January. */
  from: Temporal.PlainDate
  /** Last day held, 31 December of the last year with a notice. */
  to: Temporal.PlainDate
  /**
   * Last day that the notice of the year after cannot be expected to move. Notices reach back to the end of December:
   * those of 2008, 2012 and 2019 did, never before the 29th.
   */
  firmTo: Temporal.PlainDate
}

/** A working-day calendar. Read it with the functions beside it, never by its fields. */
export interface Calendar extends Coverage {
  arranged: ReadonlyMap<string, { day: ArrangedDay; notices: readonly string[] }>
  /** Per day since `from`: how many working days lie in `from` … that day. */
  worked: Uint16Array
  /** Days since `from` of each working day, in order. */
  working: Uint16Array
  /** Per day since `from`: its place in `dayKinds`. */
  kinds: Uint8Array
}

/** What decides when a unit is on duty that day; a make-up day is a working day. */
export const dayKinds = ['working', 'weekend', 'holiday'] as const

const firstDay = (year: number) => Temporal.PlainDate.from({ year, month: 1, day: 1 })

/**
 * Builds a calendar from the arrangements of years in a row, from a file or from the database.
 *
 * @throws AppError invalid `calendar.noYears` | `calendar.yearMissing` | `calendar.dayTwice` | `calendar.dayElsewhere`:
 *   a gap would be answered by the plain week, which is worse than no answer.
 */
export function calendarFrom(rows: readonly CalendarYear[]): Calendar {
  const years = [...rows].sort((a, b) => a.year - b.year)
  const first = years[0]
  const last = years.at(-1)
  if (!first || !last) throw new AppError('invalid', 'calendar.noYears')
  years.forEach((row, at) => {
    const expected = first.year + at
    if (row.year !== expected) throw new AppError('invalid', 'calendar.yearMissing', { year: expected })
  })

  const arranged = arrange(years)
  const from = firstDay(first.year)
  const to = firstDay(last.year + 1).subtract({ days: 1 })
  const firmTo = Temporal.PlainDate.from({ year: last.year, month: 12, day: 28 })
  return { from, to, firmTo, arranged, ...count(from, to, arranged) }
}

function arrange(years: readonly CalendarYear[]): Calendar['arranged'] {
  const arranged = new Map<string, { day: ArrangedDay; notices: readonly string[] }>()
  for (const { year, notices, days } of years) {
    for (const day of days) {
      const on = Temporal.PlainDate.from(day.on)
      // A notice orders its own year, the last days of the year before and the first of the year after; anything else is a slip.
      const near =
        on.year === year || (on.year === year - 1 && on.month === 12) || (on.year === year + 1 && on.month === 1)
      if (!near) throw new AppError('invalid', 'calendar.dayElsewhere', { year, day: day.on })
      if (arranged.has(on.toString())) throw new AppError('invalid', 'calendar.dayTwice', { day: day.on })
      arranged.set(on.toString(), { day, notices })
    }
  }
  return arranged
}

function count(from: Temporal.PlainDate, to: Temporal.PlainDate, arranged: Calendar['arranged']) {
  const days = from.until(to).days + 1
  const worked = new Uint16Array(days)
  const working: number[] = []
  const kinds = new Uint8Array(days)
  let day = from
  for (let at = 0; at < days; at++) {
    if (worksOn(arranged, day)) working.push(at)
    else kinds[at] = arranged.has(day.toString()) ? 2 : 1
    worked[at] = working.length
    day = day.add({ days: 1 })
  }
  return { worked, working: Uint16Array.from(working), kinds }
}

function worksOn(arranged: Calendar['arranged'], day: Temporal.PlainDate): boolean {
  const kind = arranged.get(day.toString())?.day.kind
  return kind === undefined ? day.dayOfWeek <= 5 : kind === 'work'
}

/** Days since the calendar's first. @throws CalendarEnd outside what it holds. */
function place(calendar: Calendar, day: Temporal.PlainDate): number {
  const at = calendar.from.until(day).days
  if (at < 0 || at >= calendar.worked.length) throw new CalendarEnd(calendar, day)
  return at
}

/** What the calendar can answer for; ask it before promising a date near the end. */
export const coverage = ({ from, to, firmTo }: Calendar): Coverage => ({ from, to, firmTo })

/** Whether people work on that day. @throws CalendarEnd */
export function isWorkingDay(calendar: Calendar, day: Temporal.PlainDate): boolean {
  place(calendar, day)
  return worksOn(calendar.arranged, day)
}

/** What that day is, with the holiday and the notice that make it so. @throws CalendarEnd */
export function dayKind(calendar: Calendar, day: Temporal.PlainDate): DayKind {
  const isWorking = isWorkingDay(calendar, day)
  const isWeekend = day.dayOfWeek > 5
  const entry = calendar.arranged.get(day.toString())
  // A notice may also name a plain weekday on which work resumes (2020-02-03): nothing is made up there.
  if (!entry || (isWorking && !isWeekend)) return { isWorking, kind: isWorking ? 'workday' : 'weekend' }
  return { isWorking, kind: isWorking ? 'make-up' : 'off', name: entry.day.name, notices: entry.notices }
}

/**
 * The n-th working day after `day`, which itself does not count (Civil Code, article 201). With a negative `n`, the n-th before it.
 * With 0 the day itself, or the next working day if it is off (article 203).
 *
 * @throws CalendarEnd when the start or the answer lies outside what the calendar holds
 */
export function addWorkingDays(calendar: Calendar, day: Temporal.PlainDate, n: number): Temporal.PlainDate {
  if (!Number.isSafeInteger(n)) throw new RangeError(`working days are whole, got ${n}`)
  const at = place(calendar, day)
  const upTo = calendar.worked[at] ?? 0
  const isWorking = worksOn(calendar.arranged, day)
  const target = n > 0 ? upTo + n - 1 : isWorking ? upTo + n - 1 : upTo + n
  const found = calendar.working[target]
  if (found === undefined) throw new CalendarEnd(calendar, day, n)
  return calendar.from.add({ days: found })
}

/**
 * Working days after `from`, up to and including `to`; negative when `to` comes first.
 * So `workingDaysBetween(c, day, addWorkingDays(c, day, n))` is n, for n of 1 and more.
 *
 * @throws CalendarEnd
 */
export function workingDaysBetween(calendar: Calendar, from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return (calendar.worked[place(calendar, to)] ?? 0) - (calendar.worked[place(calendar, from)] ?? 0)
}

/** The first working day after `day`. @throws CalendarEnd */
export const nextWorkingDay = (calendar: Calendar, day: Temporal.PlainDate): Temporal.PlainDate =>
  addWorkingDays(calendar, day, 1)

/** `day` itself if people work on it, else the next day they do: where a term ends (Civil Code, article 203). @throws CalendarEnd */
export const workingDayFrom = (calendar: Calendar, day: Temporal.PlainDate): Temporal.PlainDate =>
  addWorkingDays(calendar, day, 0)
