import { and, eq, inArray } from 'drizzle-orm'
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

/**
 * Firms of one change, locked in the order of their ids, so that two such changes never wait for each other.
 *
 * @throws AppError not-found where one of them is not in the scope
 */
export async function lockFirms(tx: Tx, ctx: Context, ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  const firms = await tx
    .select({ id: enterprises.id, divisionCode: enterprises.divisionCode })
    .from(enterprises)
    .where(and(visibleTo(ctx.actor), inArray(enterprises.id, wanted)))
    .orderBy(enterprises.id)
    .for('update')
  if (firms.length !== wanted.length) throw new AppError('not-found', 'enterprises.noSuchFirm')
  return firms
}

/** Who writes, and when. */
export const writtenBy = ({ actor, now }: Context) => ({
  enteredById: actor.accountId,
  enteredByName: actor.name,
  enteredAt: now().toString(),
})
