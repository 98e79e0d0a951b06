import { and, count, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { getFirm } from '../firm/whole/queries.ts'
import { standingId } from '../queries.ts'
import { enterprises } from '../tables.ts'
import { CorrectionView, type ListCorrections } from './contract.ts'
import { correctionsVisibleTo } from './policy.ts'
import { corrections } from './tables.ts'

const pageSize = 20

/**
 * The own firm.
 *
 * @throws AppError not-found `enterprises.noSuchFirm` for who acts for none | conflict `enterprises.ownFirmMerged` where its
 *   entry was merged and no officer has confirmed yet that the person acts for the one that stays
 */
export async function ownFirm(ctx: Context) {
  const { scope } = ctx.actor
  if (scope.kind !== 'enterprise') throw new AppError('not-found', 'enterprises.noSuchFirm')
  const isMerged = await read(ctx, async (tx) => (await standingId(tx, ctx, scope.id)) !== scope.id)
  if (isMerged) throw new AppError('conflict', 'enterprises.ownFirmMerged')
  return getFirm(ctx, scope.id)
}

/** Corrections the actor decides, or proposed for the own firm. */
export const listCorrections = (ctx: Context, { state, page }: ListCorrections) =>
  read(ctx, async (tx) => {
    const where = and(correctionsVisibleTo(ctx.actor), state === undefined ? undefined : eq(corrections.state, state))
    const firm = and(eq(enterprises.city, corrections.city), eq(enterprises.id, corrections.enterpriseId))
    const [total] = await tx.select({ count: count() }).from(corrections).innerJoin(enterprises, firm).where(where)
    const rows = await tx
      .select({ correction: corrections, firm: { id: enterprises.id, name: enterprises.name } })
      .from(corrections)
      .innerJoin(enterprises, firm)
      .where(where)
      .orderBy(sql`(${corrections.state} = 'proposed') desc`, desc(corrections.proposedAt), desc(corrections.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    return {
      rows: rows.map(({ correction, firm: of }) => CorrectionView.parse({ ...correction, firm: of })),
      total: total?.count ?? 0,
      pageSize,
    }
  })
