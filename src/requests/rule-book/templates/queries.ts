import { and, asc, eq, gte, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { Actor, Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read } from '#platform/db/transact.ts'
import { findRequest, unitRefs } from '../../queries.ts'
import { topics } from '../../tables.ts'
import { type Offered, TemplateRow } from '../contract.ts'
import { mayChangeTemplate } from '../policy.ts'
import { answerTemplates } from '../tables.ts'
import { filledIn, type TemplateOccasion } from './rules.ts'

/** Those for everybody and those of the units in scope. */
const visible = (actor: Actor): SQL | undefined => {
  const units = actor.unitIds
  const ours = units === null || units.length === 0 ? undefined : inArray(answerTemplates.unitId, [...units])
  return and(
    eq(answerTemplates.city, actor.city),
    units === null ? undefined : or(isNull(answerTemplates.unitId), ours),
  )
}

/** The table of templates, the ended ones last. */
export const listTemplates = (ctx: Context) =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(answerTemplates)
      .where(visible(ctx.actor))
      .orderBy(asc(answerTemplates.occasion), asc(answerTemplates.title), asc(answerTemplates.id))
    const units = await unitRefs(
      tx,
      ctx,
      rows.flatMap(({ unitId }) => unitId ?? []),
    )
    const known = await tx.select().from(topics).where(eq(topics.city, ctx.city))
    const topicOf = new Map(known.map(({ id, name, nameEn }) => [id, { id, name, nameEn }]))
    const shown = rows.map(({ unitId, topicId, ...row }) =>
      TemplateRow.parse({
        ...row,
        unit: units.get(unitId ?? '') ?? null,
        topic: topicOf.get(topicId ?? '') ?? null,
        mayChange: row.activeToOn === null && mayChangeTemplate(ctx.actor, unitId),
      }),
    )
    const isEnded = ({ activeToOn }: TemplateRow) => Number(activeToOn !== null)
    const forOwn = ctx.actor.unitId !== null && mayChangeTemplate(ctx.actor, ctx.actor.unitId)
    return {
      rows: shown.toSorted((a, b) => isEnded(a) - isEnded(b)),
      may: { forAll: mayChangeTemplate(ctx.actor, null), forOwn },
    }
  })

const most = 9

/**
 * Templates that fit a step of a request, filled in: the unit's own first, then those of the topic, then the others.
 * Whoever uses one reads it over before it is sent.
 *
 * @throws AppError not-found `requests.notFound`
 */
export const offeredTemplates = (ctx: Context, id: string, occasion: TemplateOccasion): Promise<Offered[]> =>
  read(ctx, async (tx) => {
    const request = await findRequest(tx, ctx, id)
    const { topicId, leadUnitId } = request
    const today = dayOf(ctx.now()).toString()
    const rows = await tx
      .select()
      .from(answerTemplates)
      .where(
        and(
          visible(ctx.actor),
          eq(answerTemplates.occasion, occasion),
          or(isNull(answerTemplates.activeToOn), gte(answerTemplates.activeToOn, today)),
          or(isNull(answerTemplates.topicId), eq(answerTemplates.topicId, topicId)),
          leadUnitId === null
            ? isNull(answerTemplates.unitId)
            : or(isNull(answerTemplates.unitId), eq(answerTemplates.unitId, leadUnitId)),
        ),
      )
      .orderBy(asc(answerTemplates.title), asc(answerTemplates.id))
    const [topic] = await tx
      .select({ name: topics.name })
      .from(topics)
      .where(and(eq(topics.city, ctx.city), eq(topics.id, topicId)))
    const unit = leadUnitId === null ? undefined : (await unitRefs(tx, ctx, [leadUnitId])).get(leadUnitId)
    const filling = {
      number: request.number,
      firm: request.firmName,
      topic: topic?.name ?? '',
      unit: unit?.name ?? '',
      handler: ctx.actor.name,
      day: today,
    }
    const rank = (row: (typeof rows)[number]) => (row.unitId === null ? 2 : 0) + (row.topicId === null ? 1 : 0)
    return rows
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, most)
      .map(({ id: templateId, title, body }) => ({ id: templateId, title, body: filledIn(body, filling) }))
  })
