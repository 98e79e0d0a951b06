import { and, eq, gte } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/transact.ts'
import { clocksOfSubjects } from '#platform/deadlines/index.ts'
import { AppError } from '#platform/errors.ts'
import { caseClocksOf, dropAll, limitsNow, meet, meetAll, supportSubject } from '../clocks/commands.ts'
import { type HeldRequest, type Moved, say, step } from '../commands.ts'
import type { AnswerAtOnce, Contact, Plan, ProposeAnswer, Seen, SendBack } from '../contract.ts'
import { signedFirst } from '../dispatch/commands.ts'
import { requireAnother } from '../second-person/queries.ts'
import { knownAnswers } from '../tables.ts'

/** Write down that the firm was contacted: the first promise is kept. A later call is noted too. @throws AppError not-found | forbidden | conflict */
export const contactFirm = (ctx: Context, id: string, { version, note }: Contact): Promise<Moved> =>
  step(ctx, id, 'contact', version, async (tx, request) => {
    await meet(ctx, tx, await caseClocksOf(ctx, tx, id), 'contact')
    await say(ctx, tx, id, { audience: 'internal', occasion: 'contact', body: note })
    return {
      change: {
        ...signedFirst(ctx, request),
        contactedAt: request.contactedAt ?? ctx.now().toString(),
        // Claimed until the firm confirms it; a call after a denial is claimed anew.
        contactWord: request.contactWord === 'confirmed' ? 'confirmed' : 'claimed',
      },
      kind: 'request-contacted',
    }
  })

/** Say how and by when the request will be solved; the firm reads it. @throws AppError not-found | forbidden | conflict */
export const planRequest = (ctx: Context, id: string, { version, plan }: Plan): Promise<Moved> =>
  step(ctx, id, 'plan', version, async (tx, request) => {
    await meet(ctx, tx, await caseClocksOf(ctx, tx, id), 'plan')
    const plannedAt = request.plannedAt ?? ctx.now().toString()
    return { change: { ...signedFirst(ctx, request), plan, plannedAt }, kind: 'request-planned' }
  })

/** Propose the answer. Where the rule asks for no approval, the firm has it at once. @throws AppError not-found | forbidden | conflict */
export const proposeAnswer = (ctx: Context, id: string, { version, answer }: ProposeAnswer): Promise<Moved> =>
  step(ctx, id, 'propose-answer', version, async (tx, request) => {
    const { accountId, name } = ctx.actor
    const written = { ...signedFirst(ctx, request), answer, answerById: accountId, answerByName: name }
    if ((await limitsNow(ctx, tx)).body.approveAnswers) {
      return { change: { ...written, approvedByName: null }, kind: 'request-answer-proposed' }
    }
    const change = { ...written, ...(await given(ctx, tx, request)) }
    return { change, kind: 'request-answered', facts: { way: 'direct' } }
  })

/** Approve an answer that somebody else wrote: the firm has it. @throws AppError not-found | forbidden | conflict */
export const approveAnswer = (ctx: Context, id: string, { version }: Seen): Promise<Moved> =>
  step(ctx, id, 'approve-answer', version, async (tx, request) => {
    await requireAnother(ctx, request.answerById, 'requests.approve-answer')
    return {
      change: { ...(await given(ctx, tx, request)), approvedByName: ctx.actor.name },
      kind: 'request-answered',
      facts: { way: 'approved' },
    }
  })

/** Send an answer back to its author; the draft stays. @throws AppError not-found | forbidden | conflict */
export const sendBackAnswer = (ctx: Context, id: string, { version, note }: SendBack): Promise<Moved> =>
  step(ctx, id, 'send-back-answer', version, async (tx) => {
    await say(ctx, tx, id, { audience: 'internal', occasion: 'send-back-answer', body: note })
    return { kind: 'request-answer-sent-back' }
  })

/**
 * Answer at once (直接答复) with an approved answer in force: every clock ends in this one step.
 *
 * @throws AppError not-found | forbidden | conflict | invalid `requests.noKnownAnswer`
 */
export const answerAtOnce = (
  ctx: Context,
  id: string,
  { version, knownAnswerId, note }: AnswerAtOnce,
): Promise<Moved> =>
  step(ctx, id, 'answer-at-once', version, async (tx, request) => {
    const known = await requireKnownAnswer(tx, ctx, knownAnswerId)
    const { accountId, name } = ctx.actor
    return {
      change: {
        ...(await given(ctx, tx, request)),
        answer: note ? `${known.answer}\n\n${note}` : known.answer,
        answerById: accountId,
        answerByName: name,
        approvedByName: known.approvedByName,
        acceptedAt: request.acceptedAt ?? ctx.now().toString(),
      },
      kind: 'request-answered',
      facts: { way: 'at-once', knownAnswerId },
    }
  })

/** The firm has its answer: it was contacted by it at the latest, and helpers are no longer waited for. */
async function given(ctx: Context, tx: Tx, request: HeldRequest) {
  await meetAll(ctx, tx, await caseClocksOf(ctx, tx, request.id))
  await releaseSupporters(ctx, tx, request)
  const now = ctx.now().toString()
  return { state: 'answered', answeredAt: now, contactedAt: request.contactedAt ?? now }
}

/** Helpers who have not replied need not any more; their delay stays on record. */
export async function releaseSupporters(ctx: Context, tx: Tx, { supporters }: HeldRequest): Promise<void> {
  const waiting = supporters.filter(({ repliedAt }) => repliedAt === null).map(({ id }) => id)
  await dropAll(ctx, tx, await clocksOfSubjects(tx, ctx, supportSubject, waiting), 'case-ended')
}

/** @throws AppError invalid `requests.noKnownAnswer` */
async function requireKnownAnswer(tx: Tx, ctx: Context, id: string) {
  const [known] = await tx
    .select()
    .from(knownAnswers)
    .where(
      and(
        eq(knownAnswers.city, ctx.city),
        eq(knownAnswers.id, id),
        gte(knownAnswers.validToOn, dayOf(ctx.now()).toString()),
      ),
    )
  if (!known) throw new AppError('invalid', 'requests.noKnownAnswer')
  return known
}
