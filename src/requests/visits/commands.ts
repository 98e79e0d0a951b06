import { and, asc, eq, gte, isNull, or } from 'drizzle-orm'
import { tieProblem, visitProblem } from '#enterprises/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { fileSubmission } from '../intake/commands.ts'
import { topics } from '../tables.ts'
import { fittingTopic } from './rules.ts'

/**
 * A problem a firm told at a visit becomes a request, in the transaction of the visit's notes: its clocks start now, and the
 * desk may give it another topic.
 *
 * @throws AppError invalid as `fileSubmission`, `enterprises.contactNeeded`
 */
export async function requestFromVisit(ctx: Context, tx: Tx, outcomeId: string): Promise<void> {
  const { divisionCode, title, body, ...firm } = await visitProblem(tx, ctx, outcomeId)
  const today = dayOf(ctx.now()).toString()
  const offered = await tx
    .select({ id: topics.id, slug: topics.slug, words: topics.words })
    .from(topics)
    .where(and(eq(topics.city, ctx.city), or(isNull(topics.activeToOn), gte(topics.activeToOn, today))))
    .orderBy(asc(topics.position), asc(topics.id))
  const topic = fittingTopic(offered, `${title} ${body}`)
  if (!topic) throw new AppError('invalid', 'requests.noTopic')
  const matter = { kind: 'help' as const, topicId: topic.id, divisionCode, title, body }
  const { requests } = await fileSubmission(ctx, {
    ...firm,
    channel: 'visit',
    matters: [matter],
    submissionId: outcomeId,
  })
  const [request] = requests
  if (request) await tieProblem(tx, ctx, outcomeId, request)
}
