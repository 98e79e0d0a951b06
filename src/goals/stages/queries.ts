import { and, asc, eq } from 'drizzle-orm'
import { getDocumentRow } from '#documents/index.ts'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { can, within } from '../policy.ts'
import { goals } from '../tables.ts'
import type { StageView } from './contract.ts'
import { stages } from './tables.ts'

/** Steps of a title in their order, and what proves those that were reached. @throws AppError not-found */
export const listStages = (ctx: Context, goalId: string) =>
  read(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(goals)
      .where(and(within(ctx.actor, goals), eq(goals.id, goalId)))
    const goal = found(row, 'goals.notFound')
    const rows = await stagesOf(tx, ctx.city, goalId)
    const views: StageView[] = []
    for (const { id, name, dueOn, reachedOn, evidence, documentId, enteredByName, enteredAt } of rows) {
      const document = documentId ? await visible(tx, ctx, documentId) : null
      views.push({ id, name, dueOn, reachedOn, evidence, document, byName: enteredByName, at: enteredAt })
    }
    return { rows: views, mayChange: can(ctx.actor, 'change', goal) }
  })

export const stagesOf = (tx: Tx, city: string, goalId: string) =>
  tx
    .select()
    .from(stages)
    .where(and(eq(stages.city, city), eq(stages.goalId, goalId)))
    .orderBy(asc(stages.position))

/** The paper, if the actor may see it. */
async function visible(tx: Tx, ctx: Context, id: string): Promise<{ id: string; title: string } | null> {
  try {
    const { title } = await getDocumentRow(tx, ctx.actor, id)
    return { id, title }
  } catch (error) {
    if (error instanceof AppError && error.fault === 'not-found') return null
    throw error
  }
}
