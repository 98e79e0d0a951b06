/** The calendar by day numbers, for sums over many days: days since 1970-01-01 in the city. */
import { Temporal } from 'temporal-polyfill'
import { type Calendar, dayKinds } from './calendar.ts'
import { CalendarEnd } from './calendar-end.ts'

export interface NumberedCalendar {
  first: number
  last: number
  /** @throws CalendarEnd */
  kind: (day: number) => (typeof dayKinds)[number]
  /** Working days from the calendar's first day up to and including `day`. @throws CalendarEnd */
  workedUpTo: (day: number) => number
  /** The day with which that many working days are full. `asked` is the day the count began. @throws CalendarEnd */
  workingDay: (count: number, asked: number) => number
  /** `day`, or the first working day after it. @throws CalendarEnd */
  workingDayFrom: (day: number) => number
}

const made = new WeakMap<Calendar, NumberedCalendar>()

/** @see calendar.ts for the same questions by date */
export function numberDays(calendar: Calendar): NumberedCalendar {
  const known = made.get(calendar)
  if (known) return known
  const numbered = number(calendar)
  made.set(calendar, numbered)
  return numbered
}

const epoch = Temporal.PlainDate.from('1970-01-01')

function number(calendar: Calendar): NumberedCalendar {
  const { worked, working, kinds, from } = calendar
  const first = epoch.until(from).days
  const last = first + worked.length - 1
  const place = (day: number): number => {
    if (day < first || day > last) throw new CalendarEnd(calendar, epoch.add({ days: day }))
    return day - first
  }
  const workedUpTo = (day: number) => worked[place(day)] ?? 0
  const workingDay = (count: number, asked: number) => {
    const found = working[count - 1]
    if (found === undefined) throw new CalendarEnd(calendar, epoch.add({ days: asked }), count - workedUpTo(asked))
    return first + found
  }
  const kind = (day: number) => dayKinds[kinds[place(day)] ?? 0] ?? 'working'
  const workingDayFrom = (day: number) => (kind(day) === 'working' ? day : workingDay(workedUpTo(day) + 1, day))
  return { first, last, kind, workedUpTo, workingDay, workingDayFrom }
}
