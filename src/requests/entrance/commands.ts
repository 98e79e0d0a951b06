import { and, eq, sql } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { transact } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { addRemark } from '../commands.ts'
import { fileSubmission } from '../intake/commands.ts'
import { topics } from '../tables.ts'
import type { AddWords, SubmitRequest, SubmittedState } from './contract.ts'
import { findNumber, getSubmitted, requireKey } from './queries.ts'

/**
 * Register what another system submits. Its number is the handle: the same number again, however different the rest, is the
 * same request and changes nothing.
 *
 * @throws AppError forbidden | invalid `requests.tipOff`, `requests.entrance.noTopic`, and as `fileSubmission`
 */
export const submitRequest = (ctx: Context, input: SubmitRequest): Promise<SubmittedState> =>
  transact(ctx, async (tx) => {
    const source = requireKey(ctx, 'requests:submit')
    const { externalNumber, topic: slug, firmName, creditCode, contactName, contactPhone, ...matter } = input
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`requests:${ctx.city}:${source}:${externalNumber}`}))`)
    if ((await findNumber(tx, ctx, externalNumber)) === null) {
      const [topic] = await tx
        .select({ id: topics.id })
        .from(topics)
        .where(and(eq(topics.city, ctx.city), eq(topics.slug, slug)))
      const topicId = found(topic, 'requests.entrance.noTopic', { topic: slug }).id
      await fileSubmission(ctx, {
        ...{
          channel: 'online',
          firmName,
          creditCode: creditCode || null,
          contactName,
          contactPhone,
          enterpriseId: null,
        },
        matters: [{ ...matter, topicId }],
        // Followed in the system it came by: nobody holds the code of this receipt.
        submissionId: newId(),
        external: { source, number: externalNumber },
      })
    }
    return getSubmitted(ctx, externalNumber)
  })

/** Add words of the firm. @throws AppError not-found | forbidden | conflict `requests.cannotMove.<state>` */
export const addWords = (ctx: Context, externalNumber: string, { wordsId, body }: AddWords): Promise<SubmittedState> =>
  transact(ctx, async (tx) => {
    requireMay(ctx.actor.key?.permissions.includes('requests:add-words') ?? false, 'requests.entrance-words')
    const id = found(await findNumber(tx, ctx, externalNumber), 'requests.notFound')
    await addRemark(ctx, id, { remarkId: wordsId, audience: 'firm', body })
    return getSubmitted(ctx, externalNumber)
  })
