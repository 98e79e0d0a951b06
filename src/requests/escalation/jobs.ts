import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { type Context, systemContext } from '#platform/actor.ts'
import { workedAsPlanned } from '#platform/calendar/index.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { insertAll } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { type RuleVersion, ruleAt } from '#platform/rules/index.ts'
import { clocks } from '#platform/tables.ts'
import type { Tick } from '#platform/ticks.ts'
import { requestSubject } from '../clocks/commands.ts'
import { requests } from '../tables.ts'
import { escalateAll, type Rise } from './commands.ts'
import { dueAndNext, Escalation, escalationRule, levels, type PointMoment, pointsOf } from './rules.ts'
import { firedPoints, nextPoints } from './tables.ts'

const atOnce = 1000

interface World {
  rule: RuleVersion<Escalation>
  isWorked: (day: string) => boolean
}

/**
 * Looks which points of running clocks have come and wakes whom they name. Each batch is one transaction: a process that
 * is killed has done a batch or has not, and a point is written down once. One runner at a time: another finds the lock
 * taken and leaves.
 *
 * @returns how many points were reached
 */
export async function remind(ctx: Context): Promise<number> {
  while ((await underLock(ctx, computeNext)) === atOnce);
  let reached = 0
  for (;;) {
    const batch = await underLock(ctx, reachDue)
    reached += batch?.reached ?? 0
    if (!batch || batch.looked < atOnce) return reached
  }
}

/** Null where another process is at it. */
const underLock = <T>(ctx: Context, work: (ctx: Context, tx: Tx, world: World) => Promise<T>): Promise<T | null> =>
  transact(ctx, async (tx) => {
    const got = await tx.execute<{ got: boolean }>(
      sql`select pg_try_advisory_xact_lock(6279434, ${Number(ctx.city)}::int) as got`,
    )
    if (got.rows[0]?.got !== true) return null
    const rule = await ruleAt(tx, ctx.city, escalationRule, Escalation, dayOf(ctx.now()))
    return work(ctx, tx, { rule, isWorked: workedAsPlanned(await calendarOf(tx, ctx)) })
  })

/** Computes the next point of clocks that are new or changed, or whose rule did. Returns how many it looked at. */
async function computeNext(ctx: Context, tx: Tx, { rule, isWorked }: World): Promise<number> {
  const rows = await tx
    .select({ clock: clocks })
    .from(clocks)
    .leftJoin(nextPoints, and(eq(nextPoints.city, clocks.city), eq(nextPoints.id, clocks.id)))
    .where(
      and(
        ...[eq(clocks.city, ctx.city), eq(clocks.subjectKind, requestSubject)],
        sql`${clocks.metAt} is null and ${clocks.cancelledAt} is null`,
        sql`(${nextPoints.id} is null or ${nextPoints.clockVersion} <> ${clocks.version} or ${nextPoints.ruleVersionId} <> ${rule.id})`,
      ),
    )
    .limit(atOnce)
  if (rows.length === 0) return 0
  const fired = await firedOf(
    tx,
    ctx,
    rows.map(({ clock }) => clock.id),
  )
  await keepNext(
    tx,
    rows.map(({ clock }) => {
      const [next] = pointsOf(rule.body, clock, isWorked).filter(({ key }) => !fired.get(clock.id)?.has(key))
      return nextRow(ctx, clock, rule, next ?? null)
    }),
  )
  return rows.length
}

type NextRow = typeof nextPoints.$inferInsert

const nextRow = (
  ctx: Context,
  clock: { id: string; subjectId: string; version: number },
  rule: RuleVersion<Escalation>,
  next: PointMoment | null,
): NextRow => ({
  ...{ city: ctx.city, id: clock.id, requestId: clock.subjectId, clockVersion: clock.version, ruleVersionId: rule.id },
  ...{ point: next?.key ?? null, nextAt: next === null ? null : new Date(next.at).toISOString() },
})

const keepNext = (tx: Tx, rows: readonly NextRow[]): Promise<void> =>
  insertAll(
    tx,
    nextPoints,
    rows,
    `on conflict (city, id) do update set clock_version = excluded.clock_version,
      rule_version_id = excluded.rule_version_id, point = excluded.point, next_at = excluded.next_at`,
  )

async function firedOf(tx: Tx, ctx: Context, clockIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const { clockId, point } = firedPoints
  const rows = await tx
    .select({ clockId, point })
    .from(firedPoints)
    .where(and(eq(firedPoints.city, ctx.city), inArray(clockId, [...clockIds])))
  const grouped = Map.groupBy(rows, (row) => row.clockId)
  return new Map([...grouped].map(([id, some]) => [id, new Set(some.map((row) => row.point))]))
}

/** Points whose moment has come: written down once, and whoever they name is woken. */
async function reachDue(ctx: Context, tx: Tx, { rule, isWorked }: World) {
  const now = ctx.now().epochMilliseconds
  const waiting = await tx
    .select({ id: nextPoints.id, requestId: nextPoints.requestId })
    .from(nextPoints)
    .where(and(eq(nextPoints.city, ctx.city), lte(nextPoints.nextAt, ctx.now().toString())))
    .orderBy(nextPoints.nextAt)
    .limit(atOnce)
  if (waiting.length === 0) return { looked: 0, reached: 0 }
  const clockIds = waiting.map(({ id }) => id)
  // The requests first, and in one order: a step locks its request before its clocks, too.
  const { id, number, escalationLevel, leadUnitId, handlerId, aboutUnitId } = requests
  const held = await tx
    .select({ id, number, escalationLevel, leadUnitId, handlerId, aboutUnitId })
    .from(requests)
    .where(
      and(
        eq(requests.city, ctx.city),
        inArray(
          id,
          waiting.map(({ requestId }) => requestId),
        ),
      ),
    )
    .orderBy(id)
    .for('update')
  const byId = new Map(held.map((request) => [request.id, request]))
  const running = await tx
    .select()
    .from(clocks)
    .where(and(eq(clocks.city, ctx.city), inArray(clocks.id, clockIds), eq(clocks.state, 'running')))
  const fired = await firedOf(tx, ctx, clockIds)

  const reached = running.flatMap((clock) => {
    const { due, next } = dueAndNext(pointsOf(rule.body, clock, isWorked), fired.get(clock.id) ?? new Set(), now)
    return { clock, due, next }
  })
  const at = ctx.now().toString()
  const points = reached.flatMap(({ clock, due }) =>
    due.map(({ key, level, at: dueAt }) => ({
      ...{ city: ctx.city, id: newId(), clockId: clock.id, point: key, requestId: clock.subjectId, level },
      ...{ dueAt: new Date(dueAt).toISOString(), firedAt: at },
    })),
  )
  await insertAll(tx, firedPoints, points)
  const latest = now - rule.body.wakeWithinHours * 3_600_000
  const rises = reached.flatMap(({ clock, due }): Rise[] => {
    const request = byId.get(clock.subjectId)
    const last = due.at(-1)
    if (!request || !last || clock.dueAt === null) return []
    const level = levels.findLast((one) => due.some((point) => point.level === one)) ?? 0
    const wake = last.at < latest ? [] : last.wake
    const because = last.when === 'before' ? 'due-soon' : 'overdue'
    return [{ request, level, because, wake, clock: { name: clock.name, dueAt: clock.dueAt } }]
  })
  await escalateAll(ctx, tx, highestFirst(rises))
  await keepNext(
    tx,
    reached.map(({ clock, next }) => nextRow(ctx, clock, rule, next)),
  )
  const open = new Set(running.map((clock) => clock.id))
  const over = clockIds.filter((one) => !open.has(one))
  if (over.length > 0) {
    await tx.delete(nextPoints).where(and(eq(nextPoints.city, ctx.city), inArray(nextPoints.id, over)))
  }
  return { looked: waiting.length, reached: points.length }
}

/** Two clocks of one request reached a point in one look: the higher one tells of the rise. */
function highestFirst(rises: readonly Rise[]): Rise[] {
  const seen = new Map<string, number>()
  return rises
    .toSorted((a, b) => b.level - a.level)
    .map((rise) => {
      const before = seen.get(rise.request.id) ?? rise.request.escalationLevel
      seen.set(rise.request.id, Math.max(before, rise.level))
      return { ...rise, request: { ...rise.request, escalationLevel: before } }
    })
}

/** Each minute in every city. */
export const remindByTheMinute: Tick = {
  name: 'remind-of-requests',
  everySeconds: 60,
  run: (city, moment) => remind(systemContext(city, () => moment)),
}
