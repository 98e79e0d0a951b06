import { and, asc, count, desc, eq, gte, inArray, isNull, like, lt, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { unitNamesView } from '#organisations/index.ts'
import type { Actor, Context } from '#platform/actor.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { clocksOfSubjects } from '#platform/deadlines/index.ts'
import { found } from '#platform/errors.ts'
import { requestSubject } from './clocks/commands.ts'
import { nextClock } from './clocks/queries.ts'
import { type HeldRequest, held } from './commands.ts'
import { type ListRequests, RequestRow, type Topic } from './contract.ts'
import { extensionAsks } from './extension/tables.ts'
import { visibleTo } from './policy.ts'
import { havingWords } from './search/queries.ts'
import { requests, supporters, topics } from './tables.ts'

export const pageSize = 20

/** A request that the actor sees, with the units that help. */
export type ShownRequest = HeldRequest

/** @throws AppError not-found `requests.notFound` */
export async function findRequest(tx: Tx, ctx: Context, id: string): Promise<ShownRequest> {
  const [row] = await tx
    .select()
    .from(requests)
    .where(and(visibleTo(ctx.actor), eq(requests.id, id)))
  const request = found(row, 'requests.notFound')
  const helping = await tx
    .select()
    .from(supporters)
    .where(and(eq(supporters.city, ctx.city), eq(supporters.requestId, id)))
    .orderBy(asc(supporters.addedAt), asc(supporters.id))
  return held(request, helping)
}

/** What a list shows of a request; no contact stands in it. */
const listed = {
  id: requests.id,
  number: requests.number,
  kind: requests.kind,
  channel: requests.channel,
  topicId: requests.topicId,
  divisionCode: requests.divisionCode,
  title: requests.title,
  firmName: requests.firmName,
  state: requests.state,
  outcome: requests.outcome,
  round: requests.round,
  leadUnitId: requests.leadUnitId,
  handlerName: requests.handlerName,
  registeredAt: requests.registeredAt,
  jobsAtRisk: requests.jobsAtRisk,
  outputAtRiskYuan: requests.outputAtRiskYuan,
  version: requests.version,
}
export type ListedRequest = { [Column in keyof typeof listed]: (typeof requests.$inferSelect)[Column] }

/** Requests in the actor's scope: what breaks next first, or where ended ones are asked for, the newest first. */
export const listRequests = (ctx: Context, filter: ListRequests) =>
  read(ctx, async (tx) => {
    const where = and(visibleTo(ctx.actor), ...conditions(ctx, filter), await havingWords(tx, filter.q))
    const [total] = await tx.select({ count: count() }).from(requests).where(where)
    const rows = await page(tx, where, orderOf(filter)).offset((filter.page - 1) * pageSize)
    return { rows: await present(tx, ctx, rows), total: total?.count ?? 0, pageSize }
  })

type Order = 'newest' | 'clock' | 'weight'

const orderOf = (filter: ListRequests): Order => filter.order ?? (viewOf(filter) === 'all' ? 'newest' : 'clock')

const orders: Readonly<Record<Order, SQL[]>> = {
  newest: [desc(requests.registeredAt), desc(requests.id)],
  clock: [asc(requests.nextDueAt), asc(requests.id)],
  // Harm as the firm states it: jobs first, then output; what states none comes last, by its clock.
  weight: [
    sql`${requests.jobsAtRisk} desc nulls last`,
    sql`${requests.outputAtRiskYuan} desc nulls last`,
    asc(requests.nextDueAt),
    asc(requests.id),
  ],
}

/** The query of a page; the test of its plan asks for it too. */
export const page = (tx: Tx, where: SQL | undefined, order: Order) =>
  tx
    .select(listed)
    .from(requests)
    .where(where)
    .orderBy(...orders[order])
    .limit(pageSize)

const viewOf = ({ view, state }: ListRequests) => view ?? (state === undefined ? 'open' : 'all')

export const isOpen = isNull(requests.closedAt)

export function conditions(ctx: Context, filter: ListRequests): (SQL | undefined)[] {
  const now = ctx.now()
  const views: Record<ReturnType<typeof viewOf>, SQL | undefined> = {
    open: isOpen,
    overdue: and(isOpen, lt(requests.nextDueAt, now.toString())),
    soon: and(
      isOpen,
      gte(requests.nextDueAt, now.toString()),
      lt(requests.nextDueAt, now.add({ hours: 24 }).toString()),
    ),
    mine: and(isOpen, isMine(ctx.actor)),
    asked: and(isOpen, asksForTime),
    approve: eq(requests.state, 'answer-proposed'),
    all: undefined,
  }
  const equals = (column: PgColumn, value: string | undefined) => (value === undefined ? undefined : eq(column, value))
  const { state, kind, topic, unit, division } = filter
  return [
    views[viewOf(filter)],
    equals(requests.state, state),
    equals(requests.kind, kind),
    equals(requests.topicId, topic),
    equals(requests.leadUnitId, unit),
    // A district holds its towns, whose codes begin with its own.
    division === undefined ? undefined : like(requests.divisionCode, `${division}%`),
  ]
}

/** The lead unit asked for more time in this round, and the desk has not decided. */
const asksForTime = sql`exists (select 1 from ${extensionAsks} where ${extensionAsks.city} = ${requests.city} and ${extensionAsks.requestId} = ${requests.id} and ${extensionAsks.round} = ${requests.round} and ${extensionAsks.state} = 'open')`

/** What I signed for or entered. */
const isMine = ({ accountId }: Actor): SQL | undefined =>
  or(eq(requests.handlerId, accountId), eq(requests.enteredBy, accountId))

/** Rows of a list with the names and the clock that a screen shows. */
export async function present(tx: Tx, ctx: Context, rows: readonly ListedRequest[]): Promise<RequestRow[]> {
  if (rows.length === 0) return []
  const asOf = ctx.now().toString()
  const calendar = await calendarOf(tx, ctx)
  const ids = rows.map(({ id }) => id)
  const clocks = Map.groupBy(await clocksOfSubjects(tx, ctx, requestSubject, ids), ({ subjectId }) => subjectId)
  const topicRefs = new Map((await allTopics(tx, ctx)).map(({ id, name, nameEn }) => [id, { id, name, nameEn }]))
  const units = await unitRefs(
    tx,
    ctx,
    rows.flatMap(({ leadUnitId }) => leadUnitId ?? []),
  )
  return rows.map(({ topicId, leadUnitId, ...row }) =>
    RequestRow.parse({
      ...row,
      topic: topicRefs.get(topicId),
      leadUnit: units.get(leadUnitId ?? '') ?? null,
      next: nextClock(calendar, clocks.get(row.id) ?? [], asOf),
    }),
  )
}

/** Names of units, for firms too: who deals with a request is no secret. */
export async function unitRefs(tx: Tx, ctx: Context, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; name: string; nameEn: string }>()
  const { id, shortName: name, nameEn } = unitNamesView
  const rows = await tx
    .select({ id, name, nameEn })
    .from(unitNamesView)
    .where(and(eq(unitNamesView.city, ctx.city), inArray(id, [...new Set(ids)])))
  return new Map(rows.map((row) => [row.id, row]))
}

const allTopics = (tx: Tx, ctx: Context) =>
  tx.select().from(topics).where(eq(topics.city, ctx.city)).orderBy(asc(topics.position), asc(topics.id))

/** Topics that are offered today. */
export const listTopics = (ctx: Context): Promise<Topic[]> =>
  read(ctx, async (tx) => {
    const today = dayOf(ctx.now()).toString()
    const { id, slug, name, nameEn, words, template } = topics
    return tx
      .select({ id, slug, name, nameEn, words, template })
      .from(topics)
      .where(and(eq(topics.city, ctx.city), or(isNull(topics.activeToOn), gte(topics.activeToOn, today))))
      .orderBy(asc(topics.position), asc(topics.id))
  })
