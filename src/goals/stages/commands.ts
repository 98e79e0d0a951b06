import { and, eq } from 'drizzle-orm'
import { getDocumentRow } from '#documents/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { insertAll } from '#platform/db/insert.ts'
import { transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { rowCode } from '#platform/papers/index.ts'
import { lockGoal } from '../commands.ts'
import type { StageInput } from './contract.ts'
import { stagesOf } from './queries.ts'
import { stages } from './tables.ts'

/**
 * Say the steps of a title to be won (示范基地, 特色产业园), in their order. A step that was reached keeps its name and its
 * proof, and cannot be left out.
 *
 * @throws AppError not-found | forbidden | conflict `goals.stageReached`
 */
export async function setStages(ctx: Context, goalId: string, given: readonly StageInput[]): Promise<void> {
  await transact(ctx, async (tx) => {
    const goal = await lockGoal(tx, ctx, goalId)
    const before = await stagesOf(tx, ctx.city, goalId)
    const kept = new Map(before.map((row) => [row.id, row]))
    const lost = before.find((row) => row.reachedOn && !given.some((one) => one.id === row.id && one.name === row.name))
    if (lost) throw new AppError('conflict', 'goals.stageReached', { name: lost.name })
    await tx.delete(stages).where(and(eq(stages.city, ctx.city), eq(stages.goalId, goalId)))
    await insertAll(
      tx,
      stages,
      given.map(({ id, name, dueOn }, position) => {
        const same = id ? kept.get(id) : undefined
        const proved = {
          reachedOn: same?.reachedOn ?? null,
          evidence: same?.evidence ?? null,
          documentId: same?.documentId ?? null,
        }
        return {
          ...{ city: ctx.city, id: same?.id ?? newId(), goalId, position, name, dueOn, ...proved },
          enteredBy: same?.enteredBy ?? ctx.actor.accountId,
          enteredByName: same?.enteredByName ?? ctx.actor.name,
          enteredAt: same?.enteredAt ?? ctx.now().toString(),
        }
      }),
    )
    await announce(ctx, tx, {
      kind: 'stages-set',
      subject: { kind: 'goal', id: goalId },
      facts: { code: rowCode(goal.serial), stages: given.length },
      details: { before: before.map(({ name, dueOn }) => ({ name, dueOn })), after: given },
    })
  })
}

/**
 * Say that a step was reached: on a day, by words that prove it, best from a paper of whoever grants the title.
 *
 * @throws AppError not-found | forbidden | invalid `goals.stageToCome` | conflict `goals.stageReached`
 */
export async function reachStage(
  ctx: Context,
  goalId: string,
  stageId: string,
  { reachedOn, evidence, documentId }: { reachedOn: string; evidence: string; documentId: string | null },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const goal = await lockGoal(tx, ctx, goalId)
    const stage = found(
      (await stagesOf(tx, ctx.city, goalId)).find((one) => one.id === stageId),
      'goals.noStage',
    )
    if (stage.reachedOn) throw new AppError('conflict', 'goals.stageReached', { name: stage.name })
    if (reachedOn > dayOf(ctx.now()).toString()) throw new AppError('invalid', 'goals.stageToCome')
    if (documentId) await getDocumentRow(tx, ctx.actor, documentId)
    await tx
      .update(stages)
      .set({
        ...{ reachedOn, evidence, documentId, enteredBy: ctx.actor.accountId },
        ...{ enteredByName: ctx.actor.name, enteredAt: ctx.now().toString() },
      })
      .where(and(eq(stages.city, ctx.city), eq(stages.id, stageId)))
    await announce(ctx, tx, {
      kind: 'stage-reached',
      subject: { kind: 'goal', id: goalId },
      facts: { code: rowCode(goal.serial), name: stage.name, reachedOn, documentId },
      details: { evidence },
    })
  })
}
