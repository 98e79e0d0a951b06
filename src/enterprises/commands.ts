import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { keeps, visibleTo } from './policy.ts'
import { enterprises } from './tables.ts'

/** Stands in events and audit rows about a firm. */
export const enterpriseSubject = 'enterprise'

/** The firm, locked. @throws AppError not-found `enterprises.noSuchFirm` */
export async function lockFirm(tx: Tx, ctx: Context, id: string) {
  const [row] = await tx
    .select()
    .from(enterprises)
    .where(and(visibleTo(ctx.actor), eq(enterprises.id, id)))
    .for('update')
  return found(row, 'enterprises.noSuchFirm')
}

/**
 * The firm, locked for a change of the registry that `action` names.
 *
 * @param version seen on the page; left out where a change hurts no other
 * @throws AppError not-found | forbidden | conflict `platform.changedMeanwhile`
 */
export async function lockKept(tx: Tx, ctx: Context, id: string, action: string, version?: number) {
  const firm = await lockFirm(tx, ctx, id)
  requireMay(keeps(ctx.actor, firm), action)
  if (version !== undefined && firm.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return firm
}

/** Who writes, and when. */
export const writtenBy = ({ actor, now }: Context) => ({
  enteredById: actor.accountId,
  enteredByName: actor.name,
  enteredAt: now().toString(),
})
