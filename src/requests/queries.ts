import { and, asc, desc, eq, gte, isNull, like, lt, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { unitNamesView } from '#organisations/index.ts'
import type { Actor, Context } from '#platform/actor.ts'
import type { Calendar } from '#platform/calendar/index.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { gather } from '#platform/db/gather.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { type Clock, openClocksQuery } from '#platform/deadlines/index.ts'
import { found } from '#platform/errors.ts'
import { asAnswer } from '#platform/http/answers.ts'
import { requestSubject } from './clocks/commands.ts'
import { nextClock } from './clocks/queries.ts'
import { type HeldRequest, held } from './commands.ts'
import { type ListRequests, RequestPage, RequestRow, type Topic } from './contract.ts'
import { extensionAsks } from './extension/tables.ts'
import { visibleTo } from './policy.ts'
import { havingWords } from './search/queries.ts'
import { requests, supporters, topics } from './tables.ts'

export const pageSize = 20

/** A request that the actor sees, with the units that help. */
export type ShownRequest = HeldRequest

/** @throws AppError not-found `requests.notFound` */
export async function findRequest(tx: Tx, ctx: Context, id: string): Promise<ShownRequest> {
  const { request, helping } = await gather(tx, {
    request: requestQuery(tx, ctx, id),
    helping: supportersQuery(tx, ctx, id),
  })
  return held(found(request[0], 'requests.notFound'), helping)
}

export const requestQuery = (tx: Tx, ctx: Context, id: string) =>
  tx
    .select()
    .from(requests)
    .where(and(visibleTo(ctx.actor), eq(requests.id, id)))

export const supportersQuery = (tx: Tx, ctx: Pick<Context, 'city'>, id: string) =>
  tx
    .select()
    .from(supporters)
    .where(and(eq(supporters.city, ctx.city), eq(supporters.requestId, id)))
    .orderBy(asc(supporters.addedAt), asc(supporters.id))

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
  escalationLevel: requests.escalationLevel,
  version: requests.version,
}
export type ListedRequest = { [Column in keyof typeof listed]: (typeof requests.$inferSelect)[Column] }

/** Requests in the actor's scope: what breaks next first, or where ended ones are asked for, the newest first. */
export const listRequests = (ctx: Context, filter: ListRequests) =>
  read(ctx, async (tx) => {
    const where = and(visibleTo(ctx.actor), ...conditions(ctx, filter), await havingWords(tx, filter.q))
    const found = await gather(tx, {
      rows: namedPage(tx, where, orderOf(filter)).offset((filter.page - 1) * pageSize),
      counted: countedUpTo(tx, where, mostCounted + 1),
    })
    const total = found.counted[0]?.count ?? 0
    const beside = await besideRows(tx, ctx, found.rows)
    return asAnswer(RequestPage, {
      rows: found.rows.map(({ topicName, topicNameEn, unitName, unitNameEn, ...row }) => {
        const topic = { id: row.topicId, name: topicName, nameEn: topicNameEn }
        const unit = { id: row.leadUnitId ?? '', name: unitName ?? '', nameEn: unitNameEn ?? '' }
        return rowOf(row, beside(row, byId([topic]), byId([unit])))
      }),
      total: Math.min(total, mostCounted),
      isMore: total > mostCounted,
      pageSize,
    })
  })

/** Nobody turns so many pages: to count on would take longer than to read them. */
const mostCounted = 1000

const countedUpTo = (tx: Tx, where: SQL | undefined, most: number) =>
  tx.select({ count: sql<number>`count(*)`.as('count') }).from(
    tx
      .select({ one: sql`1`.as('one') })
      .from(requests)
      .where(where)
      .limit(most)
      .as('some'),
  )

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

/** The same with the names that a row shows. Left joins, so that no plan begins at the few topics and leaves the order. */
const namedPage = (tx: Tx, where: SQL | undefined, order: Order) =>
  tx
    .select({
      ...listed,
      topicName: sql<string>`${topics.name}`.as('topicName'),
      topicNameEn: sql<string>`${topics.nameEn}`.as('topicNameEn'),
      unitName: sql<string | null>`${shortName}`.as('unitName'),
      unitNameEn: sql<string | null>`${unitNameEn}`.as('unitNameEn'),
    })
    .from(requests)
    .leftJoin(topics, and(eq(topics.city, requests.city), eq(topics.id, requests.topicId)))
    .leftJoin(unitNamesView, and(eq(unitNamesView.city, requests.city), eq(unitId, requests.leadUnitId)))
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
  const unitIds = rows.flatMap(({ leadUnitId }) => leadUnitId ?? [])
  const found = await gather(tx, { topics: topicsQuery(tx, ctx), units: unitsQuery(tx, ctx, unitIds) })
  const [ofTopics, units] = [byId(found.topics), byId(found.units)]
  const beside = await besideRows(tx, ctx, rows)
  return rows.map((row) => RequestRow.parse(rowOf(row, beside(row, ofTopics, units))))
}

/** What the rows of a page show beside their columns: of ended ones no clock runs, and none is looked for. */
async function besideRows(tx: Tx, ctx: Context, rows: readonly ListedRequest[]) {
  const asOf = ctx.now().toString()
  const calendar = await calendarOf(tx, ctx)
  const running = rows.filter(({ outcome }) => outcome === null).map(({ id }) => id)
  const open = running.length === 0 ? [] : await openClocksQuery(tx, ctx, requestSubject, running)
  const clocks = Map.groupBy(open, ({ subjectId }) => subjectId)
  const isFirm = ctx.actor.role === 'enterprise-user'
  return ({ id }: ListedRequest, ofTopics: Names, units: Names): Beside => {
    return { calendar, asOf, topics: ofTopics, units, clocks: clocks.get(id) ?? [], isFirm }
  }
}

interface Named {
  id: string
  name: string
  nameEn: string
}

type Names = ReadonlyMap<string, Named>

export const byId = <Row extends Named>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]))

/** What a row shows beside its own columns. */
interface Beside {
  calendar: Calendar
  asOf: string
  topics: Names
  units: Names
  clocks: readonly Clock[]
  /** Whose attention it has is inside. */
  isFirm: boolean
}

/** A row of a list with names and the clock that breaks next, for an answer that brings it into its shape. */
export const rowOf = ({ topicId, leadUnitId, ...row }: ListedRequest, beside: Beside) => ({
  ...row,
  escalationLevel: beside.isFirm ? 0 : row.escalationLevel,
  topic: beside.topics.get(topicId),
  leadUnit: beside.units.get(leadUnitId ?? '') ?? null,
  next: nextClock(beside.calendar, beside.clocks, beside.asOf),
})

/** Names of units, for firms too: who deals with a request is no secret. */
export async function unitRefs(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Map<string, Named>> {
  return ids.length === 0 ? new Map() : byId(await unitsQuery(tx, ctx, ids))
}

const { id: unitId, shortName, nameEn: unitNameEn } = unitNamesView

const unitsQuery = (tx: Tx, ctx: Context, ids: readonly string[]) =>
  unitsWithin(tx, ctx, sql`${sql.param(ids)}::uuid[]`)

/** Names of the units of an array of ids, which may be a query's own. */
export const unitsWithin = (tx: Tx, ctx: Pick<Context, 'city'>, ids: SQL) =>
  tx
    .select({ id: unitId, name: sql<string>`${shortName}`.as('name'), nameEn: unitNameEn })
    .from(unitNamesView)
    .where(and(eq(unitNamesView.city, ctx.city), sql`${unitId} = any(${ids})`))

export const topicsQuery = (tx: Tx, ctx: Pick<Context, 'city'>) =>
  tx.select({ id: topics.id, name: topics.name, nameEn: topics.nameEn }).from(topics).where(eq(topics.city, ctx.city))

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

/** Number of a request, for whoever is told of it by its id; the caller decides who that is. */
export async function numberOfRequest(tx: Tx, ctx: Context, id: string): Promise<string | null> {
  const [row] = await tx
    .select({ number: requests.number })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), eq(requests.id, id)))
  return row?.number ?? null
}
