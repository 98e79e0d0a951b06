import { and, asc, eq, gt, gte, isNull, max, or } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import type { RequestEvent } from '../../events.ts'
import { dispatchRules, knownAnswers, topics } from '../../tables.ts'
import type { TopicInput } from '../contract.ts'
import { mayChangeTopics } from '../policy.ts'
import { answerTemplates } from '../tables.ts'

type Topic = typeof topics.$inferSelect
type Saved = Promise<{ id: string; version: number }>

/** Add a topic at the end of the list. @throws AppError forbidden | conflict `requests.topics.sameName` */
export const addTopic = (ctx: Context, input: TopicInput): Saved =>
  transact(ctx, async (tx) => {
    requireMay(mayChangeTopics(ctx.actor), 'requests.add-topic')
    await requireOwnName(tx, ctx, input.name)
    const [last] = await tx
      .select({ position: max(topics.position) })
      .from(topics)
      .where(eq(topics.city, ctx.city))
    const position = (last?.position ?? 0) + 10
    const id = newId()
    // A name for machines, unlike any other and never shown.
    const slug = `${slugOf(input.nameEn)}-${id.slice(-6)}`
    await tx.insert(topics).values({ city: ctx.city, id, slug, position, ...input })
    await tell(ctx, tx, 'request-topic-added', id, { name: input.name })
    return { id, version: 1 }
  })

const slugOf = (nameEn: string): string =>
  nameEn
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'topic'

/** Change what a topic is called and found by; requests filed under it keep it. @throws AppError not-found | forbidden | conflict */
export const changeTopic = (ctx: Context, id: string, { version, ...input }: TopicInput & { version: number }): Saved =>
  transact(ctx, async (tx) => {
    const topic = await lockTopic(tx, ctx, id, version)
    if (topic.name !== input.name) await requireOwnName(tx, ctx, input.name)
    const saved = await save(tx, ctx, topic, input)
    await tell(ctx, tx, 'request-topic-changed', id, { name: input.name })
    return saved
  })

/** Change places with the neighbour; at the end of the list nothing happens. @throws AppError not-found | forbidden | conflict */
export const moveTopic = (ctx: Context, id: string, { version, by }: { version: number; by: 'up' | 'down' }): Saved =>
  transact(ctx, async (tx) => {
    const topic = await lockTopic(tx, ctx, id, version)
    const list = await tx
      .select()
      .from(topics)
      .where(and(eq(topics.city, ctx.city), isOffered(ctx)))
      .orderBy(asc(topics.position), asc(topics.id))
      .for('update')
    const at = list.findIndex((row) => row.id === id)
    const other = at === -1 ? undefined : list[by === 'up' ? at - 1 : at + 1]
    if (!other) return { id, version: topic.version }
    // Two that stood on one place are told apart by it.
    const position = other.position === topic.position ? topic.position + (by === 'up' ? -1 : 1) : other.position
    const saved = await save(tx, ctx, topic, { position })
    if (other.position !== topic.position) await save(tx, ctx, other, { position: topic.position })
    await tell(ctx, tx, 'request-topic-moved', id, { name: topic.name })
    return saved
  })

export interface EndTopic {
  version: number
  activeToOn: string
  mergeIntoId?: string | undefined
}

/**
 * Offer a topic no longer after a day; nothing is deleted, and what was filed under it stays there. Merged into another,
 * its words find that one, its dispatch rules go on for it from the day after, and its answers and templates stand there.
 *
 * @throws AppError not-found | forbidden | invalid `platform.ruleInThePast`, `requests.topics.mergeInto` | conflict
 */
export const endTopic = (ctx: Context, id: string, { version, activeToOn, mergeIntoId }: EndTopic): Saved =>
  transact(ctx, async (tx) => {
    const topic = await lockTopic(tx, ctx, id, version)
    const today = dayOf(ctx.now()).toString()
    if (activeToOn < today) throw new AppError('invalid', 'platform.ruleInThePast', { today })
    const into = mergeIntoId === undefined ? null : await successor(tx, ctx, topic, mergeIntoId, activeToOn)
    if (into) await mergeInto(tx, ctx, topic, into, activeToOn)
    const saved = await save(tx, ctx, topic, { activeToOn, mergedIntoId: into?.id ?? null })
    await tell(ctx, tx, 'request-topic-ended', id, { name: topic.name, activeToOn, into: into?.name ?? '' })
    return saved
  })

async function successor(tx: Tx, ctx: Context, topic: Topic, id: string, after: string): Promise<Topic> {
  const [into] = await tx
    .select()
    .from(topics)
    .where(and(eq(topics.city, ctx.city), eq(topics.id, id)))
    .for('update')
  if (!into || into.id === topic.id || (into.activeToOn !== null && into.activeToOn <= after))
    throw new AppError('invalid', 'requests.topics.mergeInto')
  return into
}

async function mergeInto(tx: Tx, ctx: Context, topic: Topic, into: Topic, lastOn: string): Promise<void> {
  const words = [...new Set([...into.words, topic.name, ...topic.words])]
  await save(tx, ctx, into, { words })
  const running = await tx
    .select()
    .from(dispatchRules)
    .where(
      and(
        eq(dispatchRules.city, ctx.city),
        eq(dispatchRules.topicId, topic.id),
        or(isNull(dispatchRules.validToOn), gt(dispatchRules.validToOn, lastOn)),
      ),
    )
  const firstOn = Temporal.PlainDate.from(lastOn).add({ days: 1 }).toString()
  for (const rule of running) {
    const goesOn = { ...rule, id: newId(), topicId: into.id, version: 1 }
    await tx.insert(dispatchRules).values({ ...goesOn, validFromOn: later(rule.validFromOn, firstOn) })
    await tx
      .update(dispatchRules)
      .set({ validToOn: later(rule.validFromOn, lastOn), version: rule.version + 1 })
      .where(and(eq(dispatchRules.city, ctx.city), eq(dispatchRules.id, rule.id)))
  }
  const change = { topicId: into.id }
  const { city } = ctx
  await tx
    .update(knownAnswers)
    .set(change)
    .where(and(eq(knownAnswers.city, city), eq(knownAnswers.topicId, topic.id)))
  await tx
    .update(answerTemplates)
    .set(change)
    .where(and(eq(answerTemplates.city, city), eq(answerTemplates.topicId, topic.id)))
}

const later = (one: string, other: string): string => (one > other ? one : other)

const isOffered = (ctx: Context) => or(isNull(topics.activeToOn), gte(topics.activeToOn, dayOf(ctx.now()).toString()))

async function requireOwnName(tx: Tx, ctx: Context, name: string): Promise<void> {
  const same = await tx
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.city, ctx.city), eq(topics.name, name), isOffered(ctx)))
  if (same.length > 0) throw new AppError('conflict', 'requests.topics.sameName', { name })
}

async function lockTopic(tx: Tx, ctx: Context, id: string, version: number): Promise<Topic> {
  const [row] = await tx
    .select()
    .from(topics)
    .where(and(eq(topics.city, ctx.city), eq(topics.id, id)))
    .for('update')
  const topic = found(row, 'requests.topics.noSuch')
  requireMay(mayChangeTopics(ctx.actor), 'requests.change-topic')
  if (topic.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return topic
}

const save = async (tx: Tx, ctx: Context, topic: Topic, change: Partial<Topic>) =>
  one(
    await tx
      .update(topics)
      .set({ ...change, version: topic.version + 1 })
      .where(and(eq(topics.city, ctx.city), eq(topics.id, topic.id)))
      .returning({ id: topics.id, version: topics.version }),
  )

const tell = (ctx: Context, tx: Tx, kind: RequestEvent, id: string, facts: Record<string, unknown>) =>
  announce(ctx, tx, { kind, subject: { kind: 'request-topic', id }, facts })
