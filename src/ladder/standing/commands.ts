import { and, eq, inArray, sql } from 'drizzle-orm'
import { firmsView } from '#enterprises/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { type Announcement, announce } from '#platform/events.ts'
import { plan } from '../engine/plan.ts'
import { verdictQuery } from '../engine/sql.ts'
import { mayWork } from '../policy.ts'
import { rulesInForce } from '../queries.ts'
import { factCatalogue } from '../rules.ts'
import { facts, verdicts } from '../tables.ts'
import { packingStatement, quotedIds } from './rules.ts'

/**
 * Make the facts of every firm from the registry and judge them by each rule in force today. What was judged before is
 * replaced; a firm that is no longer active is judged no more.
 *
 * @throws AppError forbidden
 */
export const judgeAll = (ctx: Context): Promise<{ firms: number }> =>
  transact(ctx, async (tx) => {
    requireMay(mayWork(ctx.actor), 'ladder.judge')
    const firms = await judgeCity(ctx, tx)
    await announce(ctx, tx, { kind: 'ladder-judged', subject: { kind: 'city', id: ctx.city }, facts: { firms } })
    return { firms }
  })

/** The same as a part of other work: nightly, and when a rule changes. @returns how many firms were judged */
export async function judgeCity(ctx: Pick<Context, 'city' | 'now'>, tx: Tx): Promise<number> {
  await judgeFirms(ctx, tx, null)
  return tx.$count(facts, eq(facts.city, ctx.city))
}

/** Judges some firms anew, or all of the city; one that is no longer active is judged no more. */
async function judgeFirms(
  { city, now }: Pick<Context, 'city' | 'now'>,
  tx: Tx,
  ids: readonly string[] | null,
): Promise<void> {
  const on = dayOf(now()).toString()
  await tx.execute(sql`select pg_advisory_xact_lock(6279441, hashtext(${city}))`)
  await tx.delete(facts).where(and(eq(facts.city, city), ids ? inArray(facts.id, [...ids]) : undefined))
  await tx.execute(sql.raw(packingStatement(city, on, ids)))
  await tx.delete(verdicts).where(and(eq(verdicts.city, city), ids ? inArray(verdicts.id, [...ids]) : undefined))
  const some = ids ? ` AND id IN (${quotedIds(ids)})` : ''
  for (const { rule, id, text } of await rulesInForce(tx, { city }, on)) {
    const from = `(SELECT * FROM ladder.facts WHERE city = '${city}'${some}) AS facts`
    const judged = verdictQuery(plan(text, factCatalogue, on, city), from, ['city', 'id'])
    await tx.execute(sql`
      INSERT INTO ladder.verdicts (city, rule, id, rule_version_id, on_day, result, passes, verdicts, points_1, points_2,
        total_low, total_high, unmet, open)
      SELECT j.city, ${rule}, j.id, ${id}::uuid, ${on}::date, j.result, j.passes, j.verdicts, j.points_1, j.points_2,
        j.total_low, j.total_high, j.unmet, j.open
      FROM (${sql.raw(judged)}) AS j`)
  }
}

/** As the day of facts that a change of the firm made stale. */
const stale = '1970-01-01'
/** Beyond so many the whole city is judged at once. */
const mostSingly = 500

/** What the registry tells of a firm has changed: it is judged anew within a minute. */
export const markStale = async (ctx: Context, tx: Tx, { subject }: Pick<Announcement, 'subject'>): Promise<void> => {
  await tx
    .update(facts)
    .set({ onDay: stale })
    .where(and(eq(facts.city, ctx.city), eq(facts.id, subject.id)))
}

/** Two entries of a firm were put together, or parted: both are judged anew, and the one that is gone not at all. */
export const followMerge = async (
  ctx: Context,
  tx: Tx,
  announced: Pick<Announcement, 'subject' | 'facts'>,
): Promise<void> => {
  const goneId = String(announced.facts?.goneId)
  await tx.delete(facts).where(and(eq(facts.city, ctx.city), eq(facts.id, goneId)))
  await tx.delete(verdicts).where(and(eq(verdicts.city, ctx.city), eq(verdicts.id, goneId)))
  await markStale(ctx, tx, announced)
}

/**
 * Judges what was not judged today: all firms once on every day, since titles end and rules begin without anybody touching a
 * firm, and those that changed or are new. @returns how many were
 */
export const judgeStale = (ctx: Context): Promise<number> =>
  transact(ctx, async (tx) => {
    const on = dayOf(ctx.now()).toString()
    const { rows } = await tx.execute<{ id: string }>(sql`
      select f.id from ${firmsView} f left join ladder.facts k on k.city = f.city and k.id = f.id
      where f.city = ${ctx.city} and k.on_day is distinct from ${on}::date
        and (k.id is not null or f.status in ('active', 'suspended')) limit ${mostSingly + 1}`)
    if (rows.length > mostSingly) return judgeCity(ctx, tx)
    if (rows.length > 0)
      await judgeFirms(
        ctx,
        tx,
        rows.map(({ id }) => id),
      )
    return rows.length
  })
