import { and, eq, gte, inArray, isNotNull, lte, or } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce, announceAll } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { enterpriseSubject, lockFirm, writtenBy } from '../commands.ts'
import { profiles } from '../firm/tables.ts'
import { authorisations } from '../indicators/tables.ts'
import { givesWord } from '../policy.ts'
import { followSize } from '../size/commands.ts'
import type { GiveWord } from './contract.ts'

/**
 * Write down what a firm agreed to: its own people here, or an officer from a signed paper.
 *
 * @throws AppError not-found | forbidden | invalid `enterprises.endBeforeStart`
 */
export const giveWord = (ctx: Context, enterpriseId: string, word: GiveWord): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const firm = await lockFirm(tx, ctx, enterpriseId)
    requireMay(givesWord(ctx.actor, firm), 'enterprises.give-word')
    if (word.validTo < word.validFrom) throw new AppError('invalid', 'enterprises.endBeforeStart')
    const id = newId()
    await tx.insert(authorisations).values({ city: ctx.city, id, enterpriseId, ...word, ...writtenBy(ctx) })
    await followSize(tx, ctx, [enterpriseId])
    const { subject, purpose } = word
    await announce(ctx, tx, { ...about(enterpriseId), kind: 'firm-word-given', facts: { subject, purpose } })
    return { id }
  })

/**
 * The firm takes its word back from a day on; what was taken back before stays so.
 *
 * @throws AppError not-found | forbidden | invalid `enterprises.endBeforeStart` | conflict `enterprises.revokedBefore`
 */
export const revokeWord = (
  ctx: Context,
  enterpriseId: string,
  id: string,
  revokedOn: string,
): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const firm = await lockFirm(tx, ctx, enterpriseId)
    requireMay(givesWord(ctx.actor, firm), 'enterprises.revoke-word')
    const { city, enterpriseId: of, id: key } = authorisations
    const wanted = and(eq(city, ctx.city), eq(of, enterpriseId), eq(key, id))
    const [row] = await tx.select().from(authorisations).where(wanted)
    const { subject, purpose, validFrom, revokedOn: before } = found(row, 'enterprises.noSuchItem')
    if (before !== null) throw new AppError('conflict', 'enterprises.revokedBefore')
    if (revokedOn < validFrom) throw new AppError('invalid', 'enterprises.endBeforeStart')
    await tx.update(authorisations).set({ revokedOn }).where(wanted)
    await followSize(tx, ctx, [enterpriseId])
    await announce(ctx, tx, { ...about(enterpriseId), kind: 'firm-word-revoked', facts: { subject, purpose } })
    return { id }
  })

const about = (id: string) => ({ subject: { kind: enterpriseSubject, id } })

/** How far back a day is looked for on which a word began or ended: longer than a server stands still. */
const daysBack = 31

/**
 * Works out anew the size class of firms whose word for it began or ended by the calendar, without anybody touching them.
 *
 * @returns of how many firms the class changed
 */
export const followWordDays = (ctx: Context): Promise<number> =>
  transact(ctx, async (tx) => {
    const today = dayOf(ctx.now())
    const [from, to] = [today.subtract({ days: daysBack }).toString(), today.toString()]
    const { city, enterpriseId, subject, purpose, validFrom, validTo, revokedOn } = authorisations
    const touched = await tx
      .selectDistinct({ id: enterpriseId })
      .from(authorisations)
      .where(
        and(
          ...[eq(city, ctx.city), eq(subject, 'tax'), eq(purpose, 'size')],
          or(
            and(gte(validFrom, from), lte(validFrom, to)),
            and(gte(validTo, from), lte(validTo, to)),
            and(isNotNull(revokedOn), gte(revokedOn, from), lte(revokedOn, to)),
          ),
        ),
      )
      .orderBy(enterpriseId)
    const ids = touched.map(({ id }) => id)
    const before = await sizesOf(tx, ctx, ids)
    await followSize(tx, ctx, ids)
    const after = await sizesOf(tx, ctx, ids)
    const changed = ids.filter((id) => before.get(id) !== after.get(id))
    await announceAll(
      ctx,
      tx,
      changed.map((id) => ({
        ...about(id),
        ...{ kind: 'firm-size-followed', facts: { size: after.get(id) ?? 'unknown' } },
      })),
    )
    return changed.length
  })

async function sizesOf(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: profiles.id, size: profiles.sizeClass })
    .from(profiles)
    .where(and(eq(profiles.city, ctx.city), inArray(profiles.id, [...ids])))
  return new Map(rows.map(({ id, size }) => [id, size]))
}
