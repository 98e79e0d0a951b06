import { and, eq, inArray } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { visibleTo } from '../policy.ts'
import { requests } from '../tables.ts'
import type { GiveShift } from './contract.ts'
import { canTake, ofPlace, placeOf } from './policy.ts'
import { countsNow } from './queries.ts'
import { type HandedItem, handOvers } from './tables.ts'

export const shiftSubject = 'shift'

/**
 * Hand the shift over. What is open is counted at this moment, so that nobody writes numbers; a repeat of the same
 * hand-over is harmless.
 *
 * @throws AppError forbidden | not-found `requests.notFound`
 */
export const giveShift = (ctx: Context, { handOverId, note, items }: GiveShift): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const place = found(placeOf(ctx.actor) ?? undefined, 'requests.noShift')
    const row = {
      ...{ city: ctx.city, id: handOverId, ...place, note, ...(await countsNow(tx, ctx)) },
      items: await named(tx, ctx, items),
      ...{ givenBy: ctx.actor.accountId, givenByName: ctx.actor.name, givenAt: ctx.now().toString() },
    }
    const written = await tx.insert(handOvers).values(row).onConflictDoNothing().returning({ id: handOvers.id })
    if (written.length === 0) return { id: handOverId }
    const subject = { kind: shiftSubject, id: handOverId }
    const { open, overdue } = row
    await announce(ctx, tx, { kind: 'request-shift-given', subject, facts: { unitId: place.unitId, open, overdue } })
    return { id: handOverId }
  })

/** @throws AppError not-found `requests.notFound` where one of them is not the actor's to see */
async function named(tx: Tx, ctx: Context, items: GiveShift['items']): Promise<HandedItem[]> {
  if (items.length === 0) return []
  const ids = items.map(({ requestId }) => requestId)
  const rows = await tx
    .select({ id: requests.id, number: requests.number })
    .from(requests)
    .where(and(visibleTo(ctx.actor), inArray(requests.id, ids)))
  const numbers = new Map(rows.map(({ id, number }) => [id, number]))
  return items.map(({ requestId, note }) => {
    const number = found(numbers.get(requestId), 'requests.notFound')
    return { requestId, number, note }
  })
}

/**
 * Take the shift over: from now on somebody is named for what stands open.
 *
 * @throws AppError not-found `requests.noShift` | forbidden | conflict `requests.shiftTaken`
 */
export const takeShift = (ctx: Context, id: string): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const place = found(placeOf(ctx.actor) ?? undefined, 'requests.noShift')
    const [row] = await tx
      .select()
      .from(handOvers)
      .where(and(ofPlace(ctx.city, place), eq(handOvers.id, id)))
      .for('update')
    const given = found(row, 'requests.noShift')
    if (given.takenAt !== null) throw new AppError('conflict', 'requests.shiftTaken', { name: given.takenByName ?? '' })
    requireMay(canTake(ctx.actor, given), 'requests.take-shift')
    const taken = { takenBy: ctx.actor.accountId, takenByName: ctx.actor.name, takenAt: ctx.now().toString() }
    await tx
      .update(handOvers)
      .set(taken)
      .where(and(eq(handOvers.city, ctx.city), eq(handOvers.id, id)))
    await announce(ctx, tx, { kind: 'request-shift-taken', subject: { kind: shiftSubject, id }, facts: {} })
    return { id }
  })
