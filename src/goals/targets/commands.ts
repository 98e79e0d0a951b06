import { and, eq, inArray } from 'drizzle-orm'
import { holdsDivision } from '#documents/index.ts'
import { readOwnerNames } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { insertAll } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { can, commissionerOf, preparers, within } from '../policy.ts'
import { dueOfPeriod } from '../rules.ts'
import { figures, indicators } from '../tables.ts'
import type { ActualInput, ShareInput } from './contract.ts'
import { type Bound, spanOf } from './rules.ts'

type FigureRecord = typeof figures.$inferSelect

/**
 * Say which indicator a target measures, how the office reads its words (突破 as ≥, 左右 as ≥) and from where it counts.
 *
 * @throws AppError not-found | forbidden | invalid `goals.noIndicator`, `goals.indicatorOfOtherUnit` | conflict
 */
export async function readTarget(
  ctx: Context,
  id: string,
  input: { version: number; indicatorId: string | null; readAs: Bound | null; baseline: string | null },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const target = await lockTarget(tx, ctx, id, input.version)
    const { indicatorId, readAs, baseline } = input
    if (indicatorId) await requireIndicator(tx, ctx, indicatorId, target)
    const isDecidedAnew = readAs !== target.readAs
    await change(tx, target, {
      ...{ indicatorId, readAs, baseline },
      ...(isDecidedAnew ? { readAsByName: readAs && ctx.actor.name, readAsAt: readAs && ctx.now().toString() } : {}),
    })
    // Shares measure what their whole measures.
    await tx
      .update(figures)
      .set({ indicatorId, readAs })
      .where(and(eq(figures.city, ctx.city), eq(figures.shareOf, id)))
    await announce(ctx, tx, {
      kind: 'target-read',
      subject: { kind: 'figure', id },
      facts: { indicator: target.indicator, op: target.op, readAs },
      details: {
        before: { indicatorId: target.indicatorId, readAs: target.readAs, baseline: target.baseline },
        after: { indicatorId, readAs, baseline },
      },
    })
  })
}

/**
 * Split a target to districts and units. What is given takes the place of the shares before it; the same owner keeps its row,
 * so that what refers to it stays.
 *
 * @throws AppError not-found | forbidden | invalid `goals.shareTwice`, `goals.noOwner`, `goals.shareOfShare` | conflict
 */
export async function shareTarget(
  ctx: Context,
  id: string,
  { version, shares }: { version: number; shares: readonly ShareInput[] },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const target = await lockTarget(tx, ctx, id, version)
    if (target.shareOf) throw new AppError('invalid', 'goals.shareOfShare')
    const keys = shares.map(({ owner }) => keyOf(owner))
    if (new Set(keys).size < keys.length || keys.includes(`${target.ownerKind} ${target.ownerId}`))
      throw new AppError('invalid', 'goals.shareTwice')
    const known = new Set((await readOwnerNames(tx)).map(keyOf))
    if (keys.some((key) => !known.has(key))) throw new AppError('invalid', 'goals.noOwner')

    const before = await tx
      .select()
      .from(figures)
      .where(and(eq(figures.city, ctx.city), eq(figures.shareOf, id)))
      .for('update')
    const byOwner = new Map(before.map((row) => [`${row.ownerKind} ${row.ownerId}`, row]))
    const gone = before.filter((row) => !keys.includes(`${row.ownerKind} ${row.ownerId}`)).map((row) => row.id)
    if (gone.length > 0) await tx.delete(figures).where(and(eq(figures.city, ctx.city), inArray(figures.id, gone)))
    for (const { owner, value } of shares) {
      const kept = byOwner.get(keyOf(owner))
      if (kept && kept.value !== value) await change(tx, kept, { value })
    }
    const added = shares.filter(({ owner }) => !byOwner.has(keyOf(owner)))
    await insertAll(
      tx,
      figures,
      added.map(({ owner, value }) => shareRow(ctx, target, owner, value)),
    )
    await change(tx, target, {})
    await announce(ctx, tx, {
      kind: 'target-shared',
      subject: { kind: 'figure', id },
      facts: { indicator: target.indicator, shares: shares.length },
      details: { before: before.map(({ ownerId, value }) => ({ ownerId, value })), after: shares },
    })
  })
}

const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`

/** A share is entered by hand and says so; it is of the same period as its whole, and as open. */
function shareRow(ctx: Context, target: FigureRecord, owner: ShareInput['owner'], value: string) {
  const { indicator, indicatorId, op, readAs, unit, period, year, dueOn, goalId, commissioner, openness } = target
  return {
    ...{ city: ctx.city, id: newId(), kind: 'target', shareOf: target.id, value },
    ...{ indicator, indicatorId, op, readAs, unit, period, year, dueOn, goalId, commissioner, openness },
    ...{ ownerKind: owner.kind, ownerId: owner.id },
    ...byHand(ctx),
  }
}

const byHand = (ctx: Context) => ({
  enteredBy: ctx.actor.accountId,
  enteredByName: ctx.actor.name,
  enteredAt: ctx.now().toString(),
})

/**
 * Enter a figure of a period by hand. Nothing is overwritten: an earlier one of the same period stays in the history, and
 * the rules say which counts.
 *
 * @throws AppError forbidden | invalid `goals.noIndicator`, `goals.noOwner`, `goals.noPeriod`, `goals.periodToCome`
 */
export const addActual = (ctx: Context, input: ActualInput): Promise<string> =>
  transact(ctx, async (tx) => {
    requireMay(preparers.includes(ctx.actor.role), 'goals.actual-add')
    const owners = await enterableOwners(tx, ctx)
    if (!owners.some((one) => keyOf(one) === keyOf(input.owner))) throw new AppError('invalid', 'goals.noOwner')
    const [indicator] = await tx
      .select()
      .from(indicators)
      .where(and(eq(indicators.city, ctx.city), eq(indicators.id, input.indicatorId)))
    if (!indicator) throw new AppError('invalid', 'goals.noIndicator')
    const row = actualRow(ctx, indicator, input)
    await insertAll(tx, figures, [row])
    await announce(ctx, tx, {
      kind: 'figure-added',
      subject: { kind: 'figure', id: row.id },
      facts: { kind: 'actual', indicator: indicator.name },
      details: input,
    })
    return row.id
  })

/** Whose figures an actor may enter: everybody's for the city, the own district's and its units' for a district. */
export async function enterableOwners(tx: Tx, ctx: Context) {
  const names = await readOwnerNames(tx)
  return ctx.actor.divisions === null ? names : names.filter((one) => holdsDivision(ctx.actor, one.division))
}

type Indicator = Pick<typeof indicators.$inferSelect, 'id' | 'name' | 'unit'>

/** @throws AppError invalid `goals.noPeriod` | `goals.periodToCome` */
export function actualRow(ctx: Context, indicator: Indicator, input: Omit<ActualInput, 'indicatorId'>) {
  const { owner, period, value, standing, isEstimated, statedBy, note } = input
  const endsOn = dueOfPeriod(period)
  const span = spanOf(period)
  if (!endsOn || !span || span.from > span.to) throw new AppError('invalid', 'goals.noPeriod', { period })
  if (span.from > dayOf(ctx.now()).toString()) throw new AppError('invalid', 'goals.periodToCome', { period })
  return {
    ...{ city: ctx.city, id: newId(), kind: 'actual', op: '=', indicator: indicator.name, indicatorId: indicator.id },
    ...{ unit: indicator.unit, value, period, endsOn, year: Number(span.from.slice(0, 4)), dueOn: null, goalId: null },
    ...{ standing, isEstimated, statedBy, note, commissioner: commissionerOf(ctx.actor), openness: 'internal' },
    ...{ ownerKind: owner.kind, ownerId: owner.id },
    ...byHand(ctx),
  }
}

async function requireIndicator(tx: Tx, ctx: Context, id: string, target: FigureRecord): Promise<void> {
  const [indicator] = await tx
    .select({ unit: indicators.unit, name: indicators.name })
    .from(indicators)
    .where(and(eq(indicators.city, ctx.city), eq(indicators.id, id)))
  if (!indicator) throw new AppError('invalid', 'goals.noIndicator')
  if (indicator.unit !== target.unit)
    throw new AppError('invalid', 'goals.indicatorOfOtherUnit', {
      name: indicator.name,
      unit: indicator.unit ?? '—',
      own: target.unit ?? '—',
    })
}

const change = (tx: Tx, { city, id, version }: FigureRecord, set: Partial<typeof figures.$inferInsert>) =>
  tx
    .update(figures)
    .set({ ...set, version: version + 1 })
    .where(and(eq(figures.city, city), eq(figures.id, id)))

/** The target, locked, if the actor may change it. @throws AppError not-found | forbidden | conflict */
async function lockTarget(tx: Tx, ctx: Context, id: string, version: number): Promise<FigureRecord> {
  const rows = await tx
    .select()
    .from(figures)
    .where(and(within(ctx.actor, figures), eq(figures.kind, 'target'), eq(figures.id, id)))
    .for('update')
  const target = found(rows[0], 'goals.noTarget')
  requireMay(can(ctx.actor, 'change', target), 'goals.target-change')
  if (target.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return target
}
