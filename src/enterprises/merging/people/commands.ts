import { z } from 'zod'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact, transactAsOwner } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { addGrant, grantsOfScope, setLastDay } from '#platform/sign-in/accounts.ts'
import { grants } from '#platform/tables.ts'
import { enterpriseSubject, lockFirm } from '../../commands.ts'
import { keeps } from '../../policy.ts'
import { lockMerge, movesOf, writeMoves } from '../moves/commands.ts'
import { placeOf } from '../moves/rules.ts'

const place = placeOf(grants.id)
const Before = z.object({ toOn: z.string().nullable() })

/**
 * Confirm that a person of the merged entry acts for the firm that stays. A second officer says so, not the one who merged:
 * who wrongly merged two firms would else show one of them the other. The role at the old entry ends.
 *
 * @throws AppError not-found | forbidden | conflict `enterprises.partedAlready`, `enterprises.secondOfficer`
 */
export const confirmPerson = (ctx: Context, id: string, mergeId: string, grantId: string): Promise<{ done: boolean }> =>
  transact(ctx, async (tx) => {
    const merge = await lockMerge(tx, ctx, id, mergeId)
    const firm = await lockFirm(tx, ctx, id)
    requireMay(keeps(ctx.actor, firm), 'enterprises.confirm-person')
    if (merge.partedAt !== null) throw new AppError('conflict', 'enterprises.partedAlready')
    if (merge.mergedById === ctx.actor.accountId) throw new AppError('conflict', 'enterprises.secondOfficer')
    const today = dayOf(ctx.now())
    const scope = { kind: 'enterprise' as const, ids: [merge.goneId, id] }
    const held = await transactAsOwner(ctx.city, (owner) => grantsOfScope(owner, ctx.city, scope, today.toString()))
    const old = found(
      held.find((grant) => grant.id === grantId && grant.scopeId === merge.goneId),
      'enterprises.noSuchPerson',
    )

    const row = { city: ctx.city, mergeId, place }
    await setLastDay(tx, ctx.city, old.id, today.subtract({ days: 1 }).toString())
    await writeMoves(tx, [{ ...row, kind: 'ended', rowKey: old.id, before: { toOn: old.toOn } }])
    if (!held.some(({ accountId, scopeId }) => accountId === old.accountId && scopeId === id)) {
      const given = await addGrant(tx, old.accountId, {
        ...{ city: ctx.city, role: 'enterprise-user', scope: { kind: 'enterprise', id }, unitId: null },
        ...{ post: firm.name, fromOn: today.toString(), toOn: old.toOn },
      })
      await writeMoves(tx, [{ ...row, kind: 'granted', rowKey: given }])
    }
    const facts = { mergeId, accountId: old.accountId }
    await announce(ctx, tx, { kind: 'firm-person-confirmed', subject: { kind: enterpriseSubject, id }, facts })
    return { done: true }
  })

/** Roles given by a merge that is undone end, and those it ended count again. */
export async function takeRolesBack(tx: Tx, ctx: Context, mergeId: string): Promise<void> {
  for (const { kind, rowKey, before } of await movesOf(tx, ctx, mergeId, place)) {
    const toOn = kind === 'granted' ? dayOf(ctx.now()).subtract({ days: 1 }).toString() : Before.parse(before).toOn
    await setLastDay(tx, ctx.city, rowKey, toOn)
  }
}
