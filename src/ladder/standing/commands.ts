import { eq, sql } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { announce } from '#platform/events.ts'
import { plan } from '../engine/plan.ts'
import { verdictQuery } from '../engine/sql.ts'
import { mayWork } from '../policy.ts'
import { rulesInForce } from '../queries.ts'
import { factCatalogue } from '../rules.ts'
import { facts, verdicts } from '../tables.ts'
import { packingStatement } from './rules.ts'

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

/** The same as a part of other work: nightly, and with sample data. @returns how many firms were judged */
export async function judgeCity(ctx: Pick<Context, 'city' | 'now'>, tx: Tx): Promise<number> {
  const on = dayOf(ctx.now()).toString()
  await tx.execute(sql`select pg_advisory_xact_lock(6279441, hashtext(${ctx.city}))`)
  await tx.delete(facts).where(eq(facts.city, ctx.city))
  await tx.execute(sql.raw(packingStatement(ctx.city, on)))
  await tx.delete(verdicts).where(eq(verdicts.city, ctx.city))
  for (const { rule, id, text } of await rulesInForce(tx, ctx, on)) {
    const from = `(SELECT * FROM ladder.facts WHERE city = '${ctx.city}') AS facts`
    const judged = verdictQuery(plan(text, factCatalogue, on, ctx.city), from, ['city', 'id'])
    await tx.execute(sql`
      INSERT INTO ladder.verdicts (city, rule, id, rule_version_id, on_day, result, passes, verdicts, points_1, points_2,
        total_low, total_high, unmet, open)
      SELECT j.city, ${rule}, j.id, ${id}::uuid, ${on}::date, j.result, j.passes, j.verdicts, j.points_1, j.points_2,
        j.total_low, j.total_high, j.unmet, j.open
      FROM (${sql.raw(judged)}) AS j`)
  }
  return tx.$count(facts, eq(facts.city, ctx.city))
}

/** Judged anew once on every day: titles end and rules begin without anybody touching a firm. @returns whether it was time */
export const judgeDaily = (ctx: Context): Promise<boolean> =>
  transact(ctx, async (tx) => {
    const on = dayOf(ctx.now()).toString()
    const [last] = await tx.select({ onDay: facts.onDay }).from(facts).where(eq(facts.city, ctx.city)).limit(1)
    if (last?.onDay === on) return false
    await judgeCity(ctx, tx)
    return true
  })
