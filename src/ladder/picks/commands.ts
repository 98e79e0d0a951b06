import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { mayWork } from '../policy.ts'
import type { RuleName } from '../rules.ts'
import { firmSeen, unmetOf } from './queries.ts'
import { picks } from './tables.ts'

/**
 * Put a firm on the work plan, under the own name, with what it lacks today.
 *
 * @throws AppError not-found | forbidden | invalid `ladder.pickInThePast` | conflict `ladder.pickedBefore`
 */
export const addPick = (
  ctx: Context,
  input: { enterpriseId: string; rule: RuleName; dueOn: string; note: string | null },
): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    found(await firmSeen(tx, ctx, input.enterpriseId), 'ladder.noFirm')
    requireMay(mayWork(ctx.actor), 'ladder.add-pick')
    if (input.dueOn < dayOf(ctx.now()).toString()) throw new AppError('invalid', 'ladder.pickInThePast')
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
    const [row] = await tx
      .select()
      .from(picks)
      .where(and(eq(picks.city, ctx.city), eq(picks.id, id)))
      .for('update')
    const pick = found(row, 'ladder.noPick')
    found(await firmSeen(tx, ctx, pick.enterpriseId), 'ladder.noPick')
    requireMay(mayWork(ctx.actor), 'ladder.close-pick')
    if (pick.version !== version || pick.state !== 'open') throw new AppError('conflict', 'platform.changedMeanwhile')
    const closedOn = dayOf(ctx.now()).toString()
    const change = { state, closedOn, note: note ?? pick.note, version: version + 1 }
    await tx
      .update(picks)
      .set(change)
      .where(and(eq(picks.city, ctx.city), eq(picks.id, id)))
    const subject = { kind: 'enterprise', id: pick.enterpriseId }
    await announce(ctx, tx, { kind: 'ladder-pick-closed', subject, facts: { rule: pick.rule, state } })
  })
