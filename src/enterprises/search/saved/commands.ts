import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { transact } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { keepers } from '../../policy.ts'
import type { SaveList } from '../contract.ts'
import { savedLists } from '../tables.ts'

/** Save filters under a name; an own list of that name takes the new ones. @throws AppError forbidden */
export const saveList = (ctx: Context, { name, filters, isShared }: SaveList): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    requireMay(keepers.includes(ctx.actor.role), 'enterprises.save-list')
    const own = and(
      eq(savedLists.city, ctx.city),
      eq(savedLists.ownerId, ctx.actor.accountId),
      eq(savedLists.name, name),
    )
    const change = { filters, isShared, savedAt: ctx.now().toString() }
    const [known] = await tx.update(savedLists).set(change).where(own).returning({ id: savedLists.id })
    const id = known?.id ?? newId()
    if (!known) {
      const owner = { ownerId: ctx.actor.accountId, ownerName: ctx.actor.name }
      await tx.insert(savedLists).values({ city: ctx.city, id, name, ...change, ...owner })
    }
    await announce(ctx, tx, { kind: 'firm-list-saved', subject: { kind: 'firm-list', id }, facts: { name } })
    return { id }
  })

/** Remove an own list. @throws AppError not-found `enterprises.noSuchSavedList` */
export const removeSavedList = (ctx: Context, id: string): Promise<{ done: boolean }> =>
  transact(ctx, async (tx) => {
    const [gone] = await tx
      .delete(savedLists)
      .where(and(eq(savedLists.city, ctx.city), eq(savedLists.id, id), eq(savedLists.ownerId, ctx.actor.accountId)))
      .returning({ name: savedLists.name })
    const { name } = found(gone, 'enterprises.noSuchSavedList')
    await announce(ctx, tx, { kind: 'firm-list-removed', subject: { kind: 'firm-list', id }, facts: { name } })
    return { done: true }
  })
