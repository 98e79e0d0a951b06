import { asc } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import type { Tx } from '../db/transact.ts'
import { calendarYears } from '../tables.ts'
import { type Calendar, type CalendarYear, calendarFrom } from './calendar.ts'
import { loadCalendar, shippedYears } from './load.ts'

interface Held {
  calendar: Calendar
  /** Years and revisions it was made from: the same calendar stays the same object, with all that was computed from it. */
  key: string
  readAt: number
}

let held: Held | null = null
const longest = 60_000

/**
 * The working-day calendar in force: what ships with the product, and over it the years imported from notices. It is read
 * again after a minute, so that every process of a running city follows an import of any other.
 */
export async function calendarOf(tx: Tx, ctx: Pick<Context, 'now'>): Promise<Calendar> {
  const moment = ctx.now().epochMilliseconds
  if (held && Math.abs(moment - held.readAt) < longest) return held.calendar
  const { years, key } = await readImportedYears(tx)
  const calendar = held?.key === key ? held.calendar : calendarWith(years)
  held = { calendar, key, readAt: moment }
  return calendar
}

/** Called after an import in this process. */
export const forgetCalendar = (): void => {
  held = null
}

/** The shipped calendar with these years over it. @throws AppError as `calendarFrom` */
export function calendarWith(imported: readonly CalendarYear[]): Calendar {
  if (imported.length === 0) return loadCalendar()
  const years = new Map(shippedYears().map((year) => [year.year, year]))
  for (const year of imported) years.set(year.year, year)
  return calendarFrom([...years.values()])
}

/** The latest revision of each imported year. */
export async function readImportedYears(tx: Tx): Promise<{ years: CalendarYear[]; key: string }> {
  const rows = await tx.select().from(calendarYears).orderBy(asc(calendarYears.year), asc(calendarYears.revision))
  const latest = [...new Map(rows.map((row) => [row.year, row])).values()]
  return {
    years: latest.map(({ year, source, days }) => ({ year, notices: [source], days })),
    key: latest.map(({ year, revision }) => `${year}:${revision}`).join(' '),
  }
}
