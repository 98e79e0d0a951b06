/** Timings follow requests and clocks. Each function runs in the transaction of the command that changed them. */
import { and, asc, eq, getTableColumns, gt, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { insertAll, type Rows, rowsFor } from '#platform/db/insert.ts'
import type { Tx } from '#platform/db/transact.ts'
import { type Clock, clocksOfSubjects } from '#platform/deadlines/index.ts'
import { requestSubject } from '../../clocks/commands.ts'
import { ratings } from '../../feedback/tables.ts'
import { earlierRounds, requests } from '../../tables.ts'
import { contests, timings } from '../tables.ts'
import { reopenedWithin } from './queries.ts'
import { comeAgain, earlierTimingOf, type TimedRequest, type Timing, timingOf } from './rules.ts'

/** What others tell of a round is no matter of its clocks. */
const told: readonly (keyof Timing)[] = ['level', 'isSolved', 'ratedBy', 'reopenedAt']
const states: readonly (keyof Timing)[] = ['contactState', 'planState', 'finishState']
const keys: readonly (keyof Timing)[] = ['city', 'requestId', 'round', 'registeredAt', 'month', 'kind', 'channel']

/** What a later write of the same round changes. A clock that was excluded after a contest stays so. */
const changes: Record<string, SQL> = Object.fromEntries(
  Object.entries(getTableColumns(timings)).flatMap(([name, column]) => {
    if ([...told, ...keys].some((one) => one === name)) return []
    const fresh = sql.raw(`excluded.${column.name}`)
    const isState = states.some((one) => one === name)
    return [[name, isState ? sql`case when ${column} = 'excluded' then 'excluded' else ${fresh} end` : fresh]]
  }),
)

/** The rows of requests that are entered or imported, each in its first round. */
export const firstTimings = (entered: readonly { request: TimedRequest; clocks: readonly Clock[] }[]): Rows =>
  rowsFor(
    timings,
    entered.map(({ request, clocks }) => timingOf(request, clocks)),
  )

/** A request as it stands after a step, with its clocks: the row of its round follows, and those before it. */
export async function keepTiming(tx: Tx, request: TimedRequest, clocks: readonly Clock[]): Promise<void> {
  const row = timingOf(request, clocks)
  const target = [timings.city, timings.requestId, timings.round]
  await tx.insert(timings).values(row).onConflictDoUpdate({ target, set: changes })
  if (request.round === 1) return
  const isJudged = row.isJudged ? false : sql`${timings.round} = ${request.round - 1}`
  await tx
    .update(timings)
    .set({ isLast: false, contactWord: null, closedAt: null, outcome: null, reopenedAt: null, isJudged })
    .where(and(ofRequest(request.city, request.id), lt(timings.round, request.round)))
}

const ofRequest = (city: string, requestId: string) => and(eq(timings.city, city), eq(timings.requestId, requestId))

/** What the firm said to a round, by itself or when it was called back. */
export async function rateTiming(
  ctx: Context,
  tx: Tx,
  rated: { requestId: string; round: number; level: number; isSolved: boolean; ratedBy: 'firm' | 'call-back' },
): Promise<void> {
  const { requestId, round, ...said } = rated
  await tx
    .update(timings)
    .set(said)
    .where(and(ofRequest(ctx.city, requestId), eq(timings.round, round)))
}

/** All rows of these requests anew, after a calendar or a rule moved clocks of whatever round. */
export async function refreshTimings(ctx: Context, tx: Tx, requestIds: readonly string[]): Promise<void> {
  const rows = await computedTimings(ctx, tx, requestIds)
  if (rows.length === 0) return
  const target = [timings.city, timings.requestId, timings.round]
  await tx.insert(timings).values(rows).onConflictDoUpdate({ target, set: changes })
}

/** What the rows of these requests must be by their clocks; the check that nothing drifted asks for it too. */
export async function computedTimings(ctx: Context, tx: Tx, requestIds: readonly string[]): Promise<Timing[]> {
  const ids = [...requestIds]
  if (ids.length === 0) return []
  const rows = await tx
    .select()
    .from(requests)
    .where(and(eq(requests.city, ctx.city), inArray(requests.id, ids)))
  const redone = rows.filter(({ round }) => round > 1).map(({ id }) => id)
  const rounds = redone.length === 0 ? [] : await roundsOf(ctx, tx, redone)
  const clocks = Map.groupBy(await clocksOfSubjects(tx, ctx, requestSubject, ids), ({ subjectId }) => subjectId)
  return rows.flatMap((request) => {
    const own = clocks.get(request.id) ?? []
    const before = rounds.filter(({ requestId }) => requestId === request.id)
    return [...before.map((round) => earlierTimingOf(request, own, round)), timingOf(request, own)]
  })
}

const roundsOf = (ctx: Context, tx: Tx, ids: string[]) =>
  tx
    .select()
    .from(earlierRounds)
    .where(and(eq(earlierRounds.city, ctx.city), inArray(earlierRounds.requestId, ids)))

const batch = 500

/**
 * Writes every timing of the city anew from requests, rounds, clocks, ratings, causes and contests: for data that is older
 * than timings, for a sample, and as a repair.
 */
export async function rebuildTimings(ctx: Context, tx: Tx): Promise<void> {
  await tx.delete(timings).where(eq(timings.city, ctx.city))
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const ids = await tx
      .select({ id: requests.id })
      .from(requests)
      .where(and(eq(requests.city, ctx.city), gt(requests.id, last)))
      .orderBy(asc(requests.id))
      .limit(batch)
    const end = ids.at(-1)
    if (!end) break
    const requestIds = ids.map(({ id }) => id)
    const said = await saidOf(ctx, tx, requestIds)
    const rows = await computedTimings(ctx, tx, requestIds)
    await insertAll(
      tx,
      timings,
      rows.map((row) => ({ ...row, ...said.get(`${row.requestId} ${row.round}`) })),
    )
    last = end.id
  }
  const causes = await tx
    .selectDistinct({ id: requests.causeId })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), isNotNull(requests.causeId)))
  for (const { id } of causes) if (id !== null) await followCause(ctx, tx, id)
  await excludeContested(ctx, tx)
}

/** Whether requests are there that rates do not know: data older than timings. */
export async function lackTimings(ctx: Context, tx: Tx): Promise<boolean> {
  const unknown = sql`not exists (select from ${timings} where ${timings.city} = ${requests.city} and ${timings.requestId} = ${requests.id})`
  const rows = await tx
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), unknown))
    .limit(1)
  return rows.length > 0
}

/** What the firm said to each round. */
async function saidOf(ctx: Context, tx: Tx, ids: string[]) {
  const rows = await tx
    .select()
    .from(ratings)
    .where(and(eq(ratings.city, ctx.city), inArray(ratings.requestId, ids)))
  return new Map(
    rows.map(({ requestId, round, level, isSolved, source: ratedBy }) => [
      `${requestId} ${round}`,
      { level, isSolved, ratedBy },
    ]),
  )
}

/** Clocks whose contest was upheld count no more. */
export async function excludeContested(ctx: Context, tx: Tx): Promise<void> {
  const upheld = await tx
    .select({ requestId: contests.requestId, round: contests.round, clock: contests.clock })
    .from(contests)
    .where(and(eq(contests.city, ctx.city), eq(contests.decision, 'upheld')))
  for (const { requestId, round, clock } of upheld) await excludeClock(ctx, tx, requestId, round, clock)
}

/** A contest about this clock was upheld: it counts no more, and is shown as excluded. */
export async function excludeClock(ctx: Context, tx: Tx, requestId: string, round: number, clock: string) {
  const column = ({ contact: 'contactState', plan: 'planState' } as const)[clock] ?? 'finishState'
  await tx
    .update(timings)
    .set({ [column]: 'excluded' })
    .where(and(ofRequest(ctx.city, requestId), eq(timings.round, round)))
}

/**
 * Which ended cases of a cause came again: the same firm, the same cause, registered within so many days of the end as the rule says. Called
 * whenever requests are tied to the cause or taken off it (`changed`), and when one that is tied ends or runs again.
 */
export async function followCause(
  ctx: Context,
  tx: Tx,
  causeId: string,
  changed: readonly string[] = [],
): Promise<void> {
  const tied = await tx
    .select({
      id: requests.id,
      firm: sql<string | null>`coalesce(${requests.enterpriseId}::text, ${requests.creditCode})`,
      registeredAt: requests.registeredAt,
      closedAt: requests.closedAt,
    })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), eq(requests.causeId, causeId)))
  const ids = [...changed, ...tied.map(({ id }) => id)]
  if (ids.length === 0) return
  await tx
    .update(timings)
    .set({ reopenedAt: null })
    .where(and(eq(timings.city, ctx.city), isNotNull(timings.reopenedAt), inArray(timings.requestId, ids)))
  for (const { id, reopenedAt } of comeAgain(tied, await reopenedWithin(tx, ctx, ctx.now()))) {
    await tx
      .update(timings)
      .set({ reopenedAt })
      .where(and(ofRequest(ctx.city, id), eq(timings.isLast, true)))
  }
}
