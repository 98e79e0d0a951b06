import { and, asc, count, desc, eq, inArray, isNotNull, min, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import { cityZone, dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { visibleTo } from '../policy.ts'
import { unitRefs } from '../queries.ts'
import { causes, requests, topics } from '../tables.ts'
import { CauseRow, CauseView } from './contract.ts'
import { causesVisibleTo, keepsCause } from './policy.ts'
import { effectOf } from './rules.ts'

const pageSize = 20
const mostRequests = 100

/** Day of registration in the city. */
const registeredOn = sql`(${requests.registeredAt} at time zone ${sql.raw(`'${cityZone}'`)})::date`
const isSince = sql`${causes.doneOn} is not null and ${registeredOn} >= ${causes.doneOn}`

const columns = {
  ...{ id: causes.id, title: causes.title, topicId: causes.topicId, ownerUnitId: causes.ownerUnitId },
  ...{ ownerName: causes.ownerName, dueOn: causes.dueOn, state: causes.state, doneOn: causes.doneOn },
  ...{ measures: causes.measures, createdByName: causes.createdByName, createdAt: causes.createdAt },
  version: causes.version,
  count: count(requests.id),
  countSince: sql<number>`count(*) filter (where ${isSince})`.mapWith(Number),
  firstAt: min(requests.registeredAt),
}

const counted = (tx: Tx, where: SQL | undefined) =>
  tx
    .select(columns)
    .from(causes)
    .leftJoin(
      requests,
      and(eq(requests.city, causes.city), eq(requests.causeId, causes.id), isNotNull(requests.causeId)),
    )
    .where(where)
    .groupBy(causes.city, causes.id)

/** Causes in the actor's scope: open ones first, by the day they are due. */
export const listCauses = (ctx: Context, { state, page }: { state?: string | undefined; page: number }) =>
  read(ctx, async (tx) => {
    const where = and(causesVisibleTo(ctx.actor), state === undefined ? undefined : eq(causes.state, state))
    const [total] = await tx.select({ count: count() }).from(causes).where(where)
    const rows = await counted(tx, where)
      .orderBy(desc(causes.state), asc(causes.dueOn), asc(causes.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    return { rows: await present(tx, ctx, rows), total: total?.count ?? 0, pageSize }
  })

/** A cause with its requests by month, and whether the measures worked. @throws AppError not-found `requests.noCause` */
export const getCause = (ctx: Context, id: string): Promise<CauseView> =>
  read(ctx, async (tx) => {
    const [row] = await counted(tx, and(causesVisibleTo(ctx.actor), eq(causes.id, id)))
    const cause = found(row, 'requests.noCause')
    const [shown] = await present(tx, ctx, [cause])
    const tied = and(visibleTo(ctx.actor), eq(requests.causeId, id))
    const { number, title, firmName, state, registeredAt } = requests
    return CauseView.parse({
      ...cause,
      ...shown,
      months: await monthsOf(tx, ctx, id),
      effect: effectSince(ctx, cause),
      requests: await tx
        .select({ id: requests.id, number, title, firmName, state, registeredAt })
        .from(requests)
        .where(tied)
        .orderBy(desc(registeredAt), desc(requests.id))
        .limit(mostRequests),
      mayKeep: keepsCause(ctx.actor, cause),
    })
  })

type Counted = Awaited<ReturnType<typeof counted>>[number]

function effectSince(ctx: Context, { doneOn, firstAt, count: all, countSince }: Counted) {
  if (doneOn === null) return null
  const done = Temporal.PlainDate.from(doneOn)
  const first = firstAt === null ? done : dayOf(Temporal.Instant.from(firstAt))
  return effectOf({
    daysBefore: first.until(done).total('days'),
    daysSince: done.until(dayOf(ctx.now())).total('days'),
    before: all - countSince,
    since: countSince,
  })
}

async function monthsOf(tx: Tx, ctx: Context, id: string): Promise<{ month: string; count: number }[]> {
  const month = sql<string>`to_char(${registeredOn}, 'YYYY-MM')`
  const rows = await tx
    .select({ month, count: count() })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), eq(requests.causeId, id)))
    .groupBy(month)
    .orderBy(month)
  const [first] = rows
  if (!first) return []
  const counts = new Map(rows.map((row) => [row.month, row.count]))
  const last = dayOf(ctx.now()).toPlainYearMonth()
  const months: { month: string; count: number }[] = []
  for (
    let at = Temporal.PlainYearMonth.from(first.month);
    Temporal.PlainYearMonth.compare(at, last) <= 0;
    at = at.add({ months: 1 })
  ) {
    months.push({ month: at.toString(), count: counts.get(at.toString()) ?? 0 })
  }
  return months
}

async function present(tx: Tx, ctx: Context, rows: readonly Counted[]): Promise<CauseRow[]> {
  if (rows.length === 0) return []
  const units = await unitRefs(
    tx,
    ctx,
    rows.map(({ ownerUnitId }) => ownerUnitId),
  )
  const { id, name, nameEn } = topics
  const ids = [...new Set(rows.map(({ topicId }) => topicId))]
  const about = await tx
    .select({ id, name, nameEn })
    .from(topics)
    .where(and(eq(topics.city, ctx.city), inArray(id, ids)))
  return rows.map((row) =>
    CauseRow.parse({
      ...row,
      topic: about.find((one) => one.id === row.topicId),
      ownerUnit: units.get(row.ownerUnitId),
    }),
  )
}
