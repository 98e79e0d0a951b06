import { and, asc, eq, or } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { SavedList } from '../contract.ts'
import { savedLists } from '../tables.ts'

/** Own lists and those shared with everybody in the registry. A list holds filters alone: it shows nobody more firms. */
export const listSaved = (ctx: Context): Promise<SavedList[]> =>
  read(ctx, async (tx) => {
    const isMine = eq(savedLists.ownerId, ctx.actor.accountId)
    const rows = await tx
      .select()
      .from(savedLists)
      .where(and(eq(savedLists.city, ctx.city), or(isMine, eq(savedLists.isShared, true))))
      .orderBy(asc(savedLists.name), asc(savedLists.id))
      .limit(200)
    return rows.map((row) => SavedList.parse({ ...row, isMine: row.ownerId === ctx.actor.accountId }))
  })
