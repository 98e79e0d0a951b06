import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { parse } from 'yaml'
import { z } from 'zod'
import { type ArrangedDay, type Calendar, type CalendarYear, calendarFrom } from './calendar.ts'

const Day = z.iso.date()
/** One day, or first and last day with a slash between. */
const Span = z.string().regex(/^\d{4}-\d\d-\d\d(\/\d{4}-\d\d-\d\d)?$/)
export const Holiday = z.strictObject({ name: z.string(), off: z.array(Span), work: z.array(Day).default([]) })
const Years = z.array(
  z.strictObject({ year: z.int(), notices: z.array(z.url()).min(1), holidays: z.array(Holiday).min(1) }),
)

/** The days of one holiday, written as in `holidays.yaml`. */
export function daysOfHoliday({ name, off, work }: z.infer<typeof Holiday>): ArrangedDay[] {
  const days = off.flatMap(spanDays).map((on): ArrangedDay => ({ on, kind: 'off', name }))
  return [...days, ...work.map((on): ArrangedDay => ({ on, kind: 'work', name }))]
}

function spanDays(span: string): string[] {
  const [first = span, last = first] = span.split('/')
  const start = Temporal.PlainDate.from(first)
  const days = start.until(last).days
  return Array.from({ length: days + 1 }, (_, at) => start.add({ days: at }).toString())
}

/** The arrangements in `holidays.yaml` text, one row a year, ready for `calendarFrom` or for the database. */
export function readYears(text: string): CalendarYear[] {
  return Years.parse(parse(text)).map(({ year, notices, holidays }) => ({
    year,
    notices,
    days: holidays.flatMap(daysOfHoliday),
  }))
}

/** The years that ship with the product. */
export const shippedYears = (): CalendarYear[] =>
  readYears(readFileSync(new URL('./holidays.yaml', import.meta.url), 'utf8'))

let shipped: Calendar | undefined

/** The calendar that ships with the product, read once. */
export function loadCalendar(): Calendar {
  shipped ??= calendarFrom(shippedYears())
  return shipped
}
