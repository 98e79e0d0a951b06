import { and, eq } from 'drizzle-orm'
import { readOwnerNames } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { rowCode } from '#platform/papers/index.ts'
import { nextSerial, removeUntouched } from './acceptance/commands.ts'
import type { GoalInput } from './contract.ts'
import { can, commissionerOf, within } from './policy.ts'
import { assignableUnits } from './queries.ts'
import { makesCycle } from './rules.ts'
import { assignments, goals } from './tables.ts'

type GoalRecord = typeof goals.$inferSelect

/** Enter a goal or task by hand: it says who entered it and when, in place of a quotation. @throws AppError forbidden, invalid */
export async function addGoal(ctx: Context, input: GoalInput): Promise<string> {
  const commissioner = commissionerOf(ctx.actor)
  requireMay(can(ctx.actor, 'change', { commissioner, openness: 'internal' }), 'goals.add')
  return transact(ctx, async (tx) => {
    const id = newId()
    await requirePlace(tx, ctx, id, input)
    const serial = await nextSerial(tx, ctx.city)
    await tx.insert(goals).values({
      city: ctx.city,
      id,
      serial,
      commissioner,
      ...columnsOf(input),
      asksForTask: true,
      position: Number.MAX_SAFE_INTEGER,
      enteredBy: ctx.actor.accountId,
      enteredByName: ctx.actor.name,
      enteredAt: ctx.now().toString(),
      openness: 'internal',
    })
    await setUnits(tx, ctx.city, id, input.leadUnitId, input.supportingUnitIds)
    await announce(ctx, tx, {
      kind: 'goal-added',
      subject: { kind: 'goal', id },
      facts: { code: rowCode(serial), title: input.title, proposalId: null },
    })
    return id
  })
}

/** Change a goal's place, units or date. @throws AppError not-found, forbidden, invalid, conflict `platform.changedMeanwhile` */
export async function changeGoal(
  ctx: Context,
  id: string,
  { version, ...input }: GoalInput & { version: number },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const before = await lockGoal(tx, ctx, id)
    if (before.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    await requirePlace(tx, ctx, id, input)
    await tx
      .update(goals)
      .set({ ...columnsOf(input), version: version + 1 })
      .where(and(eq(goals.city, ctx.city), eq(goals.id, id)))
    await setUnits(tx, ctx.city, id, input.leadUnitId, input.supportingUnitIds)
    const { title, kind, parentId, theme, year, dueOn, leader, ownerKind, ownerId } = before
    await announce(ctx, tx, {
      kind: 'goal-changed',
      subject: { kind: 'goal', id },
      facts: { code: rowCode(before.serial) },
      details: { before: { title, kind, parentId, theme, year, dueOn, leader, ownerKind, ownerId }, after: input },
    })
  })
}

/** Take a goal out that was entered by hand; one that quotes a document is taken back where it was accepted. */
export async function removeGoal(ctx: Context, id: string, version: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const goal = await lockGoal(tx, ctx, id)
    if (goal.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    if (goal.proposalId) throw new AppError('conflict', 'goals.takeBackInDocument', { code: rowCode(goal.serial) })
    await tx.delete(assignments).where(and(eq(assignments.city, ctx.city), eq(assignments.goalId, id)))
    await removeUntouched(ctx, tx, { ...goal, version: 1 })
  })
}

const columnsOf = ({ title, kind, parentId, owner, theme, year, dueOn, leader }: GoalInput) => ({
  ...{ title, kind, parentId, theme: theme || null, year, dueOn, leader: leader || null },
  ownerKind: owner.kind,
  ownerId: owner.id,
})

/** The goal, locked, if the actor may change it. @throws AppError not-found, forbidden */
export async function lockGoal(tx: Tx, ctx: Context, id: string): Promise<GoalRecord> {
  const [goal] = await tx
    .select()
    .from(goals)
    .where(and(within(ctx.actor, goals), eq(goals.id, id)))
    .for('update')
  const known = found(goal, 'goals.notFound')
  requireMay(can(ctx.actor, 'change', known), 'goals.change')
  return known
}

/** Owner and units exist, the parent is one of ours and not below the goal itself. @throws AppError invalid */
async function requirePlace(tx: Tx, ctx: Context, id: string, input: GoalInput): Promise<void> {
  const names = await readOwnerNames(tx)
  if (!names.some((name) => name.kind === input.owner.kind && name.id === input.owner.id)) {
    throw new AppError('invalid', 'goals.noOwner')
  }
  const unitIds = [input.leadUnitId, ...input.supportingUnitIds].filter((one) => one !== null)
  if (input.leadUnitId && input.supportingUnitIds.includes(input.leadUnitId))
    throw new AppError('invalid', 'goals.leadTwice')
  await requireUnits(tx, ctx, unitIds)
  if (!input.parentId) return
  const rows = await tx.select({ id: goals.id, parentId: goals.parentId }).from(goals).where(within(ctx.actor, goals))
  const parents = new Map(rows.map((row) => [row.id, row.parentId]))
  if (!parents.has(input.parentId)) throw new AppError('invalid', 'goals.noParent')
  if (makesCycle(parents, id, input.parentId)) throw new AppError('invalid', 'goals.underItself')
}

/** Units that may be given work: of the city, and of the own district for a district's office. @throws AppError invalid `goals.noUnit` */
export async function requireUnits(tx: Tx, ctx: Context, unitIds: readonly string[]): Promise<void> {
  if (unitIds.length === 0) return
  const known = new Set((await assignableUnits(tx, ctx)).map((unit) => unit.id))
  if (unitIds.some((unitId) => !known.has(unitId))) throw new AppError('invalid', 'goals.noUnit')
}

/** Replaces lead and supporting units of a goal. */
export async function setUnits(
  tx: Tx,
  city: string,
  goalId: string,
  leadUnitId: string | null,
  supportingUnitIds: readonly string[],
): Promise<void> {
  await tx.delete(assignments).where(and(eq(assignments.city, city), eq(assignments.goalId, goalId)))
  const rows = [
    ...(leadUnitId ? [{ unitId: leadUnitId, role: 'lead' }] : []),
    ...[...new Set(supportingUnitIds)].map((unitId) => ({ unitId, role: 'supporting' })),
  ]
  await insertAll(
    tx,
    assignments,
    rows.map((row, position) => ({ city, id: newId(), goalId, position, ...row })),
  )
}
