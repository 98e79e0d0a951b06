import { and, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import { cityWakers } from '#organisations/index.ts'
import { type Context, systemContext } from '#platform/actor.ts'
import { raiseAlerts } from '#platform/alerts/index.ts'
import { dayOf } from '#platform/clock.ts'
import { transact } from '#platform/db/transact.ts'
import { alerts } from '#platform/tables.ts'
import type { Tick } from '#platform/ticks.ts'
import { knownAnswers } from '../tables.ts'
import { expiringDays } from './rules.ts'

/** Kind of subject of an approved answer. */
export const answerSubject = 'known-answer'
const expires = 'known-answer-expires'

/**
 * Tells the owner's unit, or the desk where none owns it, that an answer runs out within a month: once for each last day, so
 * that one which was renewed is told of anew. One runner at a time.
 *
 * @returns of how many answers somebody was told
 */
export const tellOwners = (ctx: Context): Promise<number> =>
  transact(ctx, async (tx) => {
    const got = await tx.execute<{ got: boolean }>(
      sql`select pg_try_advisory_xact_lock(6279436, ${Number(ctx.city)}::int) as got`,
    )
    if (got.rows[0]?.got !== true) return 0
    const today = dayOf(ctx.now())
    const { id, question, validToOn, ownerUnitId, endedByName } = knownAnswers
    const told = and(
      ...[eq(alerts.city, knownAnswers.city), eq(alerts.subjectKind, answerSubject), eq(alerts.kind, expires)],
      sql`${alerts.subjectId} = ${id}::text and ${alerts.facts} ->> 'validToOn' = ${validToOn}::text`,
    )
    const rows = await tx
      .select({ id, question, validToOn, ownerUnitId })
      .from(knownAnswers)
      .leftJoin(alerts, told)
      .where(
        and(
          ...[eq(knownAnswers.city, ctx.city), isNull(endedByName), isNull(alerts.id)],
          ...[gte(validToOn, today.toString()), lte(validToOn, today.add({ days: expiringDays }).toString())],
        ),
      )
    if (rows.length === 0) return 0
    const city = await cityWakers(tx, ctx, ctx.now())
    await raiseAlerts(
      ctx,
      tx,
      rows.map((row) => ({
        kind: expires,
        subject: { kind: answerSubject, id: row.id },
        recipients: row.ownerUnitId === null ? [] : city.of(row.ownerUnitId).heads,
        fallback: city.desk,
        facts: { question: row.question, validToOn: row.validToOn },
      })),
    )
    return rows.length
  })

/** Every six hours in every city. */
export const tellOwnersOfAnswers: Tick = {
  name: 'tell-owners-of-answers',
  everySeconds: 6 * 3600,
  run: (city, moment) => tellOwners(systemContext(city, () => moment)),
}
