import { and, asc, count, desc, eq, gte, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Temporal } from 'temporal-polyfill'
import { unitNamesView } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { cityZone, dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { visibleTo } from '../policy.ts'
import { isOpen, page, present } from '../queries.ts'
import { requests } from '../tables.ts'
import type { Board, Load } from './contract.ts'
import { byWeek, weeksUntil } from './rules.ts'

const shownOnBoard = 10

const startOf = (day: Temporal.PlainDate): string => day.toZonedDateTime(cityZone).toInstant().toString()
const counted = (condition: SQL) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)

/** What stands open in the actor's scope at this moment, in one pass over the open ones. */
export async function openCounts(tx: Tx, ctx: Context) {
  const now = ctx.now()
  const [at, hour, day] = [now, now.add({ hours: 1 }), now.add({ hours: 24 })].map(String)
  const due = requests.nextDueAt
  const [row] = await tx
    .select({
      open: count(),
      overdue: counted(sql`${due} < ${at}`),
      withinHour: counted(sql`${due} >= ${at} and ${due} < ${hour}`),
      soon: counted(sql`${due} >= ${at} and ${due} < ${day}`),
      withDesk: counted(sql`${requests.leadUnitId} is null`),
      toApprove: counted(sql`${requests.state} = 'answer-proposed'`),
    })
    .from(requests)
    .where(and(visibleTo(ctx.actor), isOpen))
  return row ?? { open: 0, overdue: 0, withinHour: 0, soon: 0, withDesk: 0, toApprove: 0 }
}

/** For a screen on the wall, in the actor's scope. */
export const getBoard = (ctx: Context): Promise<Board> =>
  read(ctx, async (tx) => {
    const today = startOf(dayOf(ctx.now()))
    const since = async (column: PgColumn) => {
      const [row] = await tx
        .select({ count: count() })
        .from(requests)
        .where(and(visibleTo(ctx.actor), gte(column, today)))
      return row?.count ?? 0
    }
    const { toApprove: _, ...counts } = await openCounts(tx, ctx)
    const next = await page(tx, and(visibleTo(ctx.actor), isOpen, isNotNull(requests.nextDueAt)), 'clock')
    const rows = await present(tx, ctx, next.slice(0, shownOnBoard))
    return {
      asOf: ctx.now().toString(),
      ...counts,
      registeredToday: await since(requests.registeredAt),
      endedToday: await since(requests.closedAt),
      breaking: rows.map(({ id, number, kind, topic, state, leadUnit, next: clock }) => {
        return { id, number, kind, topic, state, leadUnit, next: clock }
      }),
      units: await openByUnit(tx, ctx),
    }
  })

async function openByUnit(tx: Tx, ctx: Context): Promise<Board['units']> {
  const at = ctx.now().toString()
  const { id, shortName: name, nameEn, officialOrder } = unitNamesView
  const rows = await tx
    .select({ id, name, nameEn, open: count(), overdue: counted(sql`${requests.nextDueAt} < ${at}`) })
    .from(requests)
    .innerJoin(unitNamesView, and(eq(unitNamesView.city, requests.city), eq(id, requests.leadUnitId)))
    .where(and(visibleTo(ctx.actor), isOpen))
    .groupBy(id, name, nameEn, officialOrder)
    .orderBy(asc(officialOrder), asc(id))
  return rows.map(({ open, overdue, ...unit }) => ({ unit, open, overdue }))
}

/** Requests of the actor's scope by week, what the next days bring, and who has how much in hand. */
export const getLoad = (ctx: Context, weeks: number): Promise<Load> =>
  read(ctx, async (tx) => {
    const today = dayOf(ctx.now())
    const mondays = weeksUntil(today, weeks)
    const from = startOf(mondays[0] ?? today)
    const names = mondays.map(String)
    const registered = byWeek(names, await byDay(tx, ctx, requests.registeredAt, from))
    const ended = byWeek(names, await byDay(tx, ctx, requests.closedAt, from))
    const { open, overdue, toApprove } = await openCounts(tx, ctx)
    return {
      asOf: ctx.now().toString(),
      ...{ open, overdue, toApprove },
      weeks: names.map((fromOn, at) => ({ fromOn, registered: registered[at] ?? 0, ended: ended[at] ?? 0 })),
      days: await dueByDay(tx, ctx, today),
      people: ctx.actor.role === 'unit-head' ? await openByHandler(tx, ctx) : [],
    }
  })

/** The day in the city on which a moment lies. */
const dayIn = (column: PgColumn) => sql<string>`((${column} at time zone ${sql.raw(`'${cityZone}'`)})::date)::text`

async function byDay(tx: Tx, ctx: Context, column: PgColumn, from: string) {
  const on = dayIn(column)
  return tx
    .select({ on, count: count() })
    .from(requests)
    .where(and(visibleTo(ctx.actor), gte(column, from)))
    .groupBy(on)
}

async function dueByDay(tx: Tx, ctx: Context, today: Temporal.PlainDate): Promise<Load['days']> {
  const days = Array.from({ length: 7 }, (_, at) => today.add({ days: at }).toString())
  const on = dayIn(requests.nextDueAt)
  const rows = await tx
    .select({ on, count: count() })
    .from(requests)
    .where(and(visibleTo(ctx.actor), isOpen, lt(requests.nextDueAt, startOf(today.add({ days: 7 })))))
    .groupBy(on)
  const due = (day: string) =>
    rows.filter((row) => row.on === day || (day === days[0] && row.on < day)).reduce((sum, row) => sum + row.count, 0)
  return days.map((day) => ({ on: day, due: due(day) }))
}

async function openByHandler(tx: Tx, ctx: Context): Promise<Load['people']> {
  const at = ctx.now().toString()
  return tx
    .select({ name: requests.handlerName, open: count(), overdue: counted(sql`${requests.nextDueAt} < ${at}`) })
    .from(requests)
    .where(and(visibleTo(ctx.actor), isOpen))
    .groupBy(requests.handlerId, requests.handlerName)
    .orderBy(desc(count()), asc(requests.handlerName))
    .limit(100)
}
