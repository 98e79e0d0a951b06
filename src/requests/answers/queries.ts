import { and, eq, gte } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read } from '#platform/db/transact.ts'
import type { KnownAnswer } from '../contract.ts'
import { findRequest } from '../queries.ts'
import { knownAnswers } from '../tables.ts'
import { fitOf } from './rules.ts'

const most = 5

/** Approved answers of the topic in force, what speaks most of the request first; firms see the public ones. */
export const fittingAnswers = (ctx: Context, id: string): Promise<KnownAnswer[]> =>
  read(ctx, async (tx) => {
    const { topicId, title, body } = await findRequest(tx, ctx, id)
    const rows = await tx
      .select()
      .from(knownAnswers)
      .where(
        and(
          eq(knownAnswers.city, ctx.city),
          eq(knownAnswers.topicId, topicId),
          gte(knownAnswers.validToOn, dayOf(ctx.now()).toString()),
          ctx.actor.role === 'enterprise-user' ? eq(knownAnswers.isPublic, true) : undefined,
        ),
      )
    const text = `${title}${body}`
    return rows
      .map((row) => ({ row, fit: fitOf(row.question, text) }))
      .toSorted((a, b) => b.fit - a.fit || (a.row.id < b.row.id ? -1 : 1))
      .slice(0, most)
      .map(({ row: { id: answerId, question, answer, source, validToOn } }) => ({
        ...{ id: answerId, topicId, question, answer, source, validToOn },
      }))
  })
