import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import type { RequestEvent } from '../../events.ts'
import { topics } from '../../tables.ts'
import type { TemplateInput } from '../contract.ts'
import { mayChangeTemplate, seesTemplate } from '../policy.ts'
import { answerTemplates } from '../tables.ts'
import { namesSomebody, unknownPlaceholders } from './rules.ts'

type Template = typeof answerTemplates.$inferSelect
type Saved = Promise<{ id: string; version: number }>
type Content = Omit<TemplateInput, 'isOwn'>

/**
 * Add a template for everybody, or for the unit of the post that acts. It may name no person.
 *
 * @throws AppError forbidden | invalid `requests.templates.namesSomebody`, `requests.templates.unknownWord`, `requests.noTopic`
 */
export const addTemplate = (ctx: Context, { isOwn, ...input }: TemplateInput): Saved =>
  transact(ctx, async (tx) => {
    const { unitId } = ctx.actor
    requireMay(
      (!isOwn || unitId !== null) && mayChangeTemplate(ctx.actor, isOwn ? unitId : null),
      'requests.add-template',
    )
    const content = await sound(tx, ctx, input)
    const id = newId()
    await tx.insert(answerTemplates).values({
      ...{ city: ctx.city, id, unitId: isOwn ? unitId : null, ...content, ...changedBy(ctx) },
    })
    await tell(ctx, tx, 'request-template-added', id, input.title)
    return { id, version: 1 }
  })

/** @throws AppError not-found | forbidden | invalid as `addTemplate` | conflict */
export const changeTemplate = (ctx: Context, id: string, { version, ...input }: Content & { version: number }): Saved =>
  transact(ctx, async (tx) => {
    const template = await lockTemplate(tx, ctx, id, version)
    const saved = await save(tx, ctx, template, await sound(tx, ctx, input))
    await tell(ctx, tx, 'request-template-changed', id, input.title)
    return saved
  })

/** Offer it no longer; it stays on the list. @throws AppError not-found | forbidden | conflict */
export const endTemplate = (ctx: Context, id: string, { version }: { version: number }): Saved =>
  transact(ctx, async (tx) => {
    const template = await lockTemplate(tx, ctx, id, version)
    const yesterday = dayOf(ctx.now()).subtract({ days: 1 }).toString()
    const saved = await save(tx, ctx, template, { activeToOn: yesterday })
    await tell(ctx, tx, 'request-template-ended', id, template.title)
    return saved
  })

async function sound(tx: Tx, ctx: Context, { occasion, title, body, topicId }: Content) {
  if (namesSomebody(`${title}\n${body}`)) throw new AppError('invalid', 'requests.templates.namesSomebody')
  const [word] = unknownPlaceholders(body)
  if (word !== undefined) throw new AppError('invalid', 'requests.templates.unknownWord', { word })
  if (topicId !== undefined) {
    const rows = await tx
      .select({ id: topics.id })
      .from(topics)
      .where(and(eq(topics.city, ctx.city), eq(topics.id, topicId)))
    if (rows.length === 0) throw new AppError('invalid', 'requests.noTopic')
  }
  return { occasion, title, body, topicId: topicId ?? null }
}

const changedBy = (ctx: Context) => ({ changedByName: ctx.actor.name, changedAt: ctx.now().toString() })

async function lockTemplate(tx: Tx, ctx: Context, id: string, version: number): Promise<Template> {
  const [row] = await tx
    .select()
    .from(answerTemplates)
    .where(and(eq(answerTemplates.city, ctx.city), eq(answerTemplates.id, id)))
    .for('update')
  const seen = row && seesTemplate(ctx.actor, row.unitId) ? row : undefined
  const template = found(seen, 'requests.templates.noSuch')
  requireMay(mayChangeTemplate(ctx.actor, template.unitId), 'requests.change-template')
  if (template.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return template
}

const save = async (tx: Tx, ctx: Context, template: Template, change: Partial<Template>) =>
  one(
    await tx
      .update(answerTemplates)
      .set({ ...change, ...changedBy(ctx), version: template.version + 1 })
      .where(and(eq(answerTemplates.city, ctx.city), eq(answerTemplates.id, template.id)))
      .returning({ id: answerTemplates.id, version: answerTemplates.version }),
  )

const tell = (ctx: Context, tx: Tx, kind: RequestEvent, id: string, title: string) =>
  announce(ctx, tx, { kind, subject: { kind: 'request-template', id }, facts: { title } })
