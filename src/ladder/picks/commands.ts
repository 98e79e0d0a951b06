import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { mayWork } from '../policy.ts'
import { rulesInForce } from '../queries.ts'
import { firmSeen, listOfficers, officersFor, unmetOf } from './queries.ts'
import { pickSteps, picks } from './tables.ts'

/**
 * Put a firm on the work plan, under the own name, with what it lacks today.
 *
 * @throws AppError not-found | forbidden | invalid `ladder.pickInThePast`, `ladder.noRule` | conflict `ladder.pickedBefore`
 */
export const addPick = (
  ctx: Context,
  input: { enterpriseId: string; rule: string; dueOn: string; note: string | null },
): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    found(await firmSeen(tx, ctx, input.enterpriseId), 'ladder.noFirm')
    requireMay(mayWork(ctx.actor), 'ladder.add-pick')
    if (input.dueOn < dayOf(ctx.now()).toString()) throw new AppError('invalid', 'ladder.pickInThePast')
    const today = dayOf(ctx.now()).toString()
    if (!(await rulesInForce(tx, ctx, today)).some(({ rule }) => rule === input.rule))
      throw new AppError('invalid', 'ladder.noRule')
    const unmet = await unmetOf(tx, ctx, [input])
    const id = newId()
    const rows = await tx
      .insert(picks)
      .values({
        ...{ city: ctx.city, id, ...input, officerId: ctx.actor.accountId, officerName: ctx.actor.name },
        ...{ unmetThen: (unmet.get(`${input.rule} ${input.enterpriseId}`) ?? []).join(' ') },
        ...{ createdByName: ctx.actor.name, createdAt: ctx.now().toString() },
      })
      .onConflictDoNothing()
      .returning({ id: picks.id })
    if (rows.length === 0) throw new AppError('conflict', 'ladder.pickedBefore')
    const { enterpriseId, rule, dueOn } = input
    await announce(ctx, tx, {
      kind: 'ladder-picked',
      subject: { kind: 'enterprise', id: enterpriseId },
      facts: { rule, dueOn },
    })
    return { id: one(rows).id }
  })

/** @throws AppError not-found | forbidden | conflict `platform.changedMeanwhile` */
export const closePick = (
  ctx: Context,
  id: string,
  { version, state, note }: { version: number; state: 'reached' | 'dropped'; note: string | null },
): Promise<void> =>
  transact(ctx, async (tx) => {
    const { pick } = await lockOpen(ctx, tx, id, version, 'ladder.close-pick')
    const closedOn = dayOf(ctx.now()).toString()
    await change(ctx, tx, pick, { state, closedOn, note: note ?? pick.note })
    await writeStep(ctx, tx, pick, { kind: state, note, followUpOn: null })
    const subject = { kind: 'enterprise', id: pick.enterpriseId }
    await announce(ctx, tx, { kind: 'ladder-pick-closed', subject, facts: { rule: pick.rule, state } })
  })

/**
 * Hand an entry to another officer, whose place it is to help that firm. What was done before stays with it.
 *
 * @throws AppError not-found | forbidden | invalid `ladder.pickInThePast`, `ladder.noOfficer` | conflict
 */
export const handPick = (
  ctx: Context,
  id: string,
  {
    version,
    officerId,
    dueOn,
    followUpOn,
    note,
  }: { version: number; officerId: string; dueOn: string; followUpOn: string | null; note: string | null },
): Promise<void> =>
  transact(ctx, async (tx) => {
    const { pick, division } = await lockOpen(ctx, tx, id, version, 'ladder.hand-pick')
    requireToCome(ctx, dueOn, followUpOn)
    const officer = officersFor(await listOfficers(ctx), division).find((one) => one.id === officerId)
    if (!officer) throw new AppError('invalid', 'ladder.noOfficer')
    const officerName = officer.name
    await change(ctx, tx, pick, { officerId, officerName, dueOn, followUpOn })
    await writeStep(ctx, tx, { ...pick, officerId, officerName }, { kind: 'handed', note, followUpOn })
    const facts = { rule: pick.rule, from: pick.officerId, to: officerId, dueOn }
    await announce(ctx, tx, {
      kind: 'ladder-pick-handed',
      subject: { kind: 'enterprise', id: pick.enterpriseId },
      facts,
    })
  })

/** Write down what was seen of the work, and when somebody looks again. @throws AppError not-found | forbidden | invalid | conflict */
export const followPick = (
  ctx: Context,
  id: string,
  { version, followUpOn, note }: { version: number; followUpOn: string | null; note: string },
): Promise<void> =>
  transact(ctx, async (tx) => {
    const { pick } = await lockOpen(ctx, tx, id, version, 'ladder.follow-pick')
    requireToCome(ctx, pick.dueOn < dayOf(ctx.now()).toString() ? null : pick.dueOn, followUpOn)
    await change(ctx, tx, pick, { followUpOn })
    await writeStep(ctx, tx, pick, { kind: 'followed', note, followUpOn })
    const subject = { kind: 'enterprise', id: pick.enterpriseId }
    await announce(ctx, tx, { kind: 'ladder-pick-followed', subject, facts: { rule: pick.rule } })
  })

type Pick = typeof picks.$inferSelect

async function lockOpen(ctx: Context, tx: Tx, id: string, version: number, action: string) {
  const [row] = await tx
    .select()
    .from(picks)
    .where(and(eq(picks.city, ctx.city), eq(picks.id, id)))
    .for('update')
  const pick = found(row, 'ladder.noPick')
  const { division } = found(await firmSeen(tx, ctx, pick.enterpriseId), 'ladder.noPick')
  requireMay(mayWork(ctx.actor), action)
  if (pick.version !== version || pick.state !== 'open') throw new AppError('conflict', 'platform.changedMeanwhile')
  return { pick, division }
}

const change = (ctx: Context, tx: Tx, pick: Pick, to: Partial<Pick>) =>
  tx
    .update(picks)
    .set({ ...to, version: pick.version + 1 })
    .where(and(eq(picks.city, ctx.city), eq(picks.id, pick.id)))

async function writeStep(
  ctx: Context,
  tx: Tx,
  { id: pickId, officerId, officerName }: Pick,
  step: { kind: string; note: string | null; followUpOn: string | null },
): Promise<void> {
  const by = { byName: ctx.actor.name, madeAt: ctx.now().toString() }
  await tx.insert(pickSteps).values({ city: ctx.city, id: newId(), pickId, officerId, officerName, ...step, ...by })
}

/** @throws AppError invalid `ladder.pickInThePast` */
function requireToCome(ctx: Context, ...days: (string | null)[]): void {
  const today = dayOf(ctx.now()).toString()
  if (days.some((day) => day !== null && day < today)) throw new AppError('invalid', 'ladder.pickInThePast')
}
