import { Temporal } from 'temporal-polyfill'
import type { Context } from '../actor.ts'
import {
  calendarApi as api,
  type CalendarState,
  calendarKeepers,
  type HolidayView,
  type ReadNotice,
} from '../calendar/contract.ts'
import { type ArrangedDay, coverage, shippedYears, workingDaysBetween } from '../calendar/index.ts'
import { readNotice } from '../calendar/notice.ts'
import { calendarOf, readImportedYears } from '../calendar/stored.ts'
import { dayOf } from '../clock.ts'
import { read } from '../db/transact.ts'
import { type Route, route } from '../http/route.ts'
import { administrators, officials } from '../roles.ts'
import { extendCalendar, requireOrigin } from './extend-calendar.ts'
import { calendarWarning } from './queries.ts'

export const calendarRoutes: readonly Route[] = [
  route(api.state, [...officials, ...administrators], 'calendar.state', ({ ctx }) => calendarState(ctx)),
  route(api.importNotice, calendarKeepers, 'calendar.import', ({ ctx, body }) => importNotice(ctx, body)),
]

/** How far the calendar reaches, for everybody who sets or meets a date. */
export const calendarState = (ctx: Context): Promise<CalendarState> =>
  read(ctx, async (tx) => {
    const calendar = await calendarOf(tx, ctx)
    const { from, to } = coverage(calendar)
    const today = dayOf(ctx.now())
    const warning = await calendarWarning(tx, ctx)
    const { years: imported } = await readImportedYears(tx)
    const held = new Map([...shippedYears(), ...imported].map((one) => [one.year, one]))
    const shown = [...held.values()].filter(({ year }) => year >= today.year).sort((a, b) => a.year - b.year)
    return {
      from: from.toString(),
      to: to.toString(),
      daysLeft: today.until(to).days,
      waiting: warning?.waiting ?? 0,
      isNear: warning !== null,
      years: shown.map(({ year, notices, days }) => {
        const first = Temporal.PlainDate.from({ year, month: 1, day: 1 })
        const last = first.add({ years: 1 }).subtract({ days: 1 })
        const workingDays = workingDaysBetween(calendar, first.subtract({ days: 1 }), last)
        return { year, notices: [...notices], workingDays, holidays: holidaysOf(days) }
      }),
    }
  })

/** Reads a pasted notice; with `apply` the calendar and the open clocks of every city follow it. @throws AppError invalid `calendar.*` */
export async function importNotice(ctx: Context, { text, number, source, exception, apply }: ReadNotice) {
  const notice = readNotice(text)
  const origin = requireOrigin(number || notice.number, source || notice.source)
  const { year, days, claims } = notice
  const reason = exception || null
  const outcome = await extendCalendar(
    { year, days, claims, ...origin, exception: reason, dryRun: apply === 'no', importedBy: ctx.actor.name },
    ctx,
  )
  return { ...outcome, notice: { year, ...origin, holidays: holidaysOf(days) } }
}

/** Days of a year by holiday, in the order of the notice. */
function holidaysOf(days: readonly ArrangedDay[]): HolidayView[] {
  const of = (name: string, kind: ArrangedDay['kind']) =>
    days.filter((day) => day.name === name && day.kind === kind).map(({ on }) => on)
  return [...new Set(days.map(({ name }) => name))].map((name) => ({
    name,
    off: of(name, 'off'),
    work: of(name, 'work'),
  }))
}
