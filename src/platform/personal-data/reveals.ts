import { and, count, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../actor.ts'
import { dayOf } from '../clock.ts'
import type { Tx } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import { ruleAt } from '../rules/index.ts'
import { auditRows } from '../tables.ts'
import type { Reveal } from './contract.ts'

const kind = 'phone-revealed'
const Limits = z.strictObject({ revealsPerHour: z.int().min(1).max(1000) })

/**
 * Writes down that a whole phone number is shown, to whom and why; the number itself is written nowhere. Numbers leak in
 * bulk one reveal at a time, so an account has so many in an hour, of whatever persons and firms.
 *
 * @throws AppError too-many `platform.personalData.tooManyReveals`
 */
export async function recordReveal(
  ctx: Context,
  tx: Tx,
  subject: { kind: string; id: string },
  { reason, note }: Reveal,
): Promise<void> {
  await requireFewReveals(ctx, tx)
  const facts = { [`${subject.kind}Id`]: subject.id }
  await announce(ctx, tx, { kind, subject, facts, details: { ...facts, reason, ...(note ? { note } : {}) } })
}

async function requireFewReveals(ctx: Context, tx: Tx): Promise<void> {
  const { city, actor } = ctx
  // Two at the same time are counted one after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`reveals:${actor.accountId}`}))`)
  const { body } = await ruleAt(tx, city, 'platform/personal-data/reveals', Limits, dayOf(ctx.now()))
  const since = ctx.now().subtract({ hours: 1 }).toString()
  const [found] = await tx
    .select({ count: count() })
    .from(auditRows)
    .where(
      and(
        eq(auditRows.city, city),
        gt(auditRows.at, since),
        eq(auditRows.accountId, actor.accountId),
        eq(auditRows.action, kind),
        eq(auditRows.result, 'done'),
      ),
    )
  if ((found?.count ?? 0) >= body.revealsPerHour) {
    throw new AppError('too-many', 'platform.personalData.tooManyReveals', { count: body.revealsPerHour })
  }
}
