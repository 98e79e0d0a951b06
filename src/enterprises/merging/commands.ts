import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { enterpriseSubject } from '../commands.ts'
import { twins } from '../duplicates/tables.ts'
import { reachedBy } from '../policy.ts'
import { followWords } from '../search/commands.ts'
import { followSize } from '../size/commands.ts'
import { SourceTable, sourceRule } from '../sources/rules.ts'
import { enterprises } from '../tables.ts'
import type { MergeFirms } from './contract.ts'
import { giveBackFigures, mergeFigures } from './figures/commands.ts'
import { emptyEntry, fillEntry } from './filling/commands.ts'
import { giveBackRows, lockMerge, moveRows, movesOf, type TwoFirms, writeMoves } from './moves/commands.ts'
import { placeOf } from './moves/rules.ts'
import { takeRolesBack } from './people/commands.ts'
import { mergesBoth } from './policy.ts'
import { isClosed } from './rules.ts'
import { merges } from './tables.ts'

type Firm = typeof enterprises.$inferSelect

/**
 * Put two entries of one firm together: `id` stays, the other leads to it from now on. Everything that points at the other
 * goes along in this transaction, and every row that moved is written down, so that it can be undone.
 *
 * @throws AppError not-found `enterprises.noSuchFirm` | forbidden | invalid `enterprises.mergeItself` | conflict
 *   `platform.changedMeanwhile`, `enterprises.mergedAlready`, `enterprises.mergeIntoClosed`
 */
export const mergeFirms = (ctx: Context, id: string, input: MergeFirms) =>
  transact(ctx, async (tx) => {
    const { stay, gone } = await lockBoth(tx, ctx, { stay: id, gone: input.otherId })
    requireMay(mergesBoth(ctx.actor, stay, gone), 'enterprises.merge')
    if (id === input.otherId) throw new AppError('invalid', 'enterprises.mergeItself')
    requireMergeable(stay, gone)
    if (stay.version !== input.version || gone.version !== input.otherVersion)
      throw new AppError('conflict', 'platform.changedMeanwhile')

    const firms = { stay: stay.id, gone: gone.id }
    const mergeId = newId()
    const { body } = await ruleAt(tx, ctx.city, sourceRule, SourceTable, dayOf(ctx.now()))
    await tx.insert(merges).values({
      ...{ city: ctx.city, id: mergeId, stayId: stay.id, goneId: gone.id, reason: input.reason },
      ...{ mergedById: ctx.actor.accountId, mergedByName: ctx.actor.name, mergedAt: ctx.now().toString() },
    })
    await moveRows(tx, ctx, mergeId, firms)
    await mergeFigures(tx, ctx, mergeId, firms, { chosen: input.take, precedence: body.precedence })
    await fillEntry(tx, ctx, mergeId, stay, gone)
    await closePair(tx, ctx, mergeId, firms)
    await step(tx, ctx, stay, {})
    await step(tx, ctx, gone, { mergedIntoId: stay.id })
    await follow(tx, ctx, firms)
    const facts = { stayId: stay.id, goneId: gone.id, mergeId }
    await announce(ctx, tx, { kind: 'firms-merged', subject: { kind: enterpriseSubject, id: stay.id }, facts })
    return { id: stay.id, version: stay.version + 1, mergeId }
  })

/**
 * Undo a merge. Everything that it moved goes back; what was added since stays with the firm that stayed, and what was taken
 * away since stays away. Merges into one firm are undone from the last one on, since a later one may have moved the same rows.
 *
 * @throws AppError not-found `enterprises.noSuchMerge` | forbidden | conflict `platform.changedMeanwhile`,
 *   `enterprises.partedAlready`, `enterprises.mergedOnward`, `enterprises.laterMergeFirst`
 */
export const partFirms = (
  ctx: Context,
  id: string,
  mergeId: string,
  { version, why }: { version: number; why: string },
) =>
  transact(ctx, async (tx) => {
    const merge = await lockMerge(tx, ctx, id, mergeId)
    const { stay, gone } = await lockBoth(tx, ctx, { stay: merge.stayId, gone: merge.goneId })
    requireMay(mergesBoth(ctx.actor, stay, gone), 'enterprises.part')
    if (merge.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    if (merge.partedAt !== null) throw new AppError('conflict', 'enterprises.partedAlready')
    if (stay.mergedIntoId !== null) throw new AppError('conflict', 'enterprises.mergedOnward')
    if ((await lastMergeInto(tx, ctx, stay.id)) !== mergeId)
      throw new AppError('conflict', 'enterprises.laterMergeFirst')

    const firms = { stay: stay.id, gone: gone.id }
    await emptyEntry(tx, ctx, mergeId, stay, gone)
    await giveBackFigures(tx, ctx, mergeId, firms)
    await giveBackRows(tx, ctx, mergeId, firms)
    await takeRolesBack(tx, ctx, mergeId)
    await openPair(tx, ctx, mergeId)
    await step(tx, ctx, stay, {})
    await step(tx, ctx, gone, { mergedIntoId: null })
    const { name: partedByName } = ctx.actor
    await tx
      .update(merges)
      .set({ partedByName, partedAt: ctx.now().toString(), partedWhy: why, version: version + 1 })
      .where(and(eq(merges.city, ctx.city), eq(merges.id, mergeId)))
    await follow(tx, ctx, firms)
    const facts = { stayId: stay.id, goneId: gone.id, mergeId }
    await announce(ctx, tx, { kind: 'firms-parted', subject: { kind: enterpriseSubject, id: stay.id }, facts })
    return { id: mergeId, version: version + 1 }
  })

/** Why two entries cannot be put together. @throws AppError conflict */
export function requireMergeable(stay: Firm, gone: Firm): void {
  const merged = [gone, stay].find(({ mergedIntoId }) => mergedIntoId !== null)
  if (merged) throw new AppError('conflict', 'enterprises.mergedAlready', { name: merged.name })
  if (isClosed(stay.status) && !isClosed(gone.status)) throw new AppError('conflict', 'enterprises.mergeIntoClosed')
}

/** Both entries within the scope, merged ones too, locked in one order whoever stays. */
async function lockBoth(tx: Tx, ctx: Context, { stay, gone }: TwoFirms): Promise<{ stay: Firm; gone: Firm }> {
  const rows = await tx
    .select()
    .from(enterprises)
    .where(and(reachedBy(ctx.actor), inArray(enterprises.id, [stay, gone])))
    .orderBy(enterprises.id)
    .for('update')
  const byId = (id: string) =>
    found(
      rows.find((row) => row.id === id),
      'enterprises.noSuchFirm',
    )
  return { stay: byId(stay), gone: byId(gone) }
}

/** The merge that is undone first. */
export async function lastMergeInto(tx: Tx, { city }: Pick<Context, 'city'>, stayId: string): Promise<string | null> {
  const [last] = await tx
    .select({ id: merges.id })
    .from(merges)
    .where(and(eq(merges.city, city), eq(merges.stayId, stayId), isNull(merges.partedAt)))
    .orderBy(sql`${merges.mergedAt} desc`, sql`${merges.id} desc`)
    .limit(1)
  return last?.id ?? null
}

const step = (tx: Tx, ctx: Context, { id, version }: Firm, change: { mergedIntoId?: string | null }) =>
  tx
    .update(enterprises)
    .set({ ...change, version: version + 1 })
    .where(and(eq(enterprises.city, ctx.city), eq(enterprises.id, id)))

async function follow(tx: Tx, ctx: Context, { stay, gone }: TwoFirms): Promise<void> {
  await followWords(tx, ctx, [stay, gone])
  await followSize(tx, ctx, [stay, gone])
}

const pairPlace = placeOf(twins.id)

/** The proposal of this pair, if there was one, is settled. */
async function closePair(tx: Tx, ctx: Context, mergeId: string, { stay, gone }: TwoFirms): Promise<void> {
  const [firstId, secondId] = stay < gone ? [stay, gone] : [gone, stay]
  const pair = and(eq(twins.city, ctx.city), eq(twins.firstId, firstId), eq(twins.secondId, secondId))
  const [before] = await tx.select({ id: twins.id, state: twins.state }).from(twins).where(pair)
  if (!before) return
  await tx
    .update(twins)
    .set({ state: 'merged' })
    .where(and(pair, ne(twins.state, 'merged')))
  const row = { city: ctx.city, mergeId, place: pairPlace, rowKey: before.id, before: { state: before.state } }
  await writeMoves(tx, [{ ...row, kind: 'replaced' }])
}

/** It stands again as it stood: an officer parts what was no pair, or says so. */
async function openPair(tx: Tx, ctx: Context, mergeId: string): Promise<void> {
  for (const { rowKey, before } of await movesOf(tx, ctx, mergeId, pairPlace)) {
    const { state } = before as { state: string }
    await tx
      .update(twins)
      .set({ state })
      .where(and(eq(twins.city, ctx.city), eq(twins.id, rowKey)))
  }
}
