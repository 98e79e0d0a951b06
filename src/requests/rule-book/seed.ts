import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { answerTemplates } from './tables.ts'
import type { TemplateOccasion } from './templates/rules.ts'

interface SampleTemplate {
  occasion: TemplateOccasion
  topicId: string | null
  unitId: string | null
  title: string
  body: string
}

/** Templates of the sample, as the desk and the heads wrote them two months ago. */
export async function seedTemplates(tx: Tx, ctx: Context, rows: readonly SampleTemplate[], by: string): Promise<void> {
  const changed = {
    changedByName: by,
    changedAt: ctx
      .now()
      .subtract({ hours: 24 * 60 })
      .toString(),
  }
  await tx.insert(answerTemplates).values(rows.map((row) => ({ city: ctx.city, id: newId(), ...row, ...changed })))
}
