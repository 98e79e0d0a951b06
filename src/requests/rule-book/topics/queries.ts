import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { visibleTo } from '../../policy.ts'
import { requests, topics } from '../../tables.ts'
import type { TopicRow } from '../contract.ts'
import { mayChangeTopics } from '../policy.ts'

const recentHours = 24 * 90

/** All topics in their order, with how often they were used within the actor's scope. */
export const listAllTopics = (ctx: Context) =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(topics)
      .where(eq(topics.city, ctx.city))
      .orderBy(asc(topics.position), asc(topics.id))
    const used = await usedOf(tx, ctx)
    const named = new Map(rows.map(({ id, name, nameEn }) => [id, { id, name, nameEn }]))
    const shown = rows.map(({ mergedIntoId, city: _, position: __, ...row }): TopicRow => {
      const mergedInto = named.get(mergedIntoId ?? '') ?? null
      return { ...row, mergedInto, used: used.get(row.id) ?? { all: 0, recent: 0, open: 0 } }
    })
    return { rows: shown, may: { change: mayChangeTopics(ctx.actor) } }
  })

async function usedOf(tx: Tx, ctx: Context) {
  const since = ctx.now().subtract({ hours: recentHours }).toString()
  const countOf = (where: ReturnType<typeof gte>) => sql<number>`(count(*) filter (where ${where}))::int`
  const rows = await tx
    .select({
      topicId: requests.topicId,
      all: sql<number>`count(*)::int`,
      recent: countOf(gte(requests.registeredAt, since)),
      open: countOf(isNull(requests.closedAt)),
    })
    .from(requests)
    .where(and(visibleTo(ctx.actor)))
    .groupBy(requests.topicId)
  return new Map(rows.map(({ topicId, ...used }) => [topicId, used]))
}
