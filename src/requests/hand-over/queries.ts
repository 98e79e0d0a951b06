import { and, desc, lt } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { openCounts } from '../overview/queries.ts'
import { visibleTo } from '../policy.ts'
import { isOpen, page, present } from '../queries.ts'
import { requests } from '../tables.ts'
import type { Shift } from './contract.ts'
import { canTake, ofPlace, placeOf } from './policy.ts'
import { handOvers } from './tables.ts'

const shownHandOvers = 20
/** How far a shift looks ahead. */
const shiftHours = 12

/** What stands open in the actor's scope at this moment. */
export async function countsNow(tx: Tx, ctx: Context): Promise<{ open: number; overdue: number; soon: number }> {
  const { open, overdue, soon } = await openCounts(tx, ctx)
  return { open, overdue, soon }
}

/** @throws AppError not-found `requests.noShift` where the post belongs to no unit */
export const getShift = (ctx: Context): Promise<Shift> =>
  read(ctx, async (tx) => {
    const place = found(placeOf(ctx.actor) ?? undefined, 'requests.noShift')
    const until = ctx.now().add({ hours: shiftHours }).toString()
    const breaking = await page(tx, and(visibleTo(ctx.actor), isOpen, lt(requests.nextDueAt, until)), 'clock')
    const rows = await tx
      .select()
      .from(handOvers)
      .where(ofPlace(ctx.city, place))
      .orderBy(desc(handOvers.givenAt), desc(handOvers.id))
      .limit(shownHandOvers)
    return {
      ...(await countsNow(tx, ctx)),
      breaking: await present(tx, ctx, breaking),
      handOvers: rows.map((row) => ({ ...row, mayTake: canTake(ctx.actor, row) })),
    }
  })
