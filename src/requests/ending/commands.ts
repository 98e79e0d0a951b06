import { and, asc, eq, or } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { releaseSupporters } from '../answers/commands.ts'
import { caseClocksOf, dropAll, limitsNow, requestSubject, startCaseClocks } from '../clocks/commands.ts'
import { type HeldRequest, type Moved, type RequestRecord, say, step } from '../commands.ts'
import type { Close, Merge, Noted, Refuse } from '../contract.ts'
import { feedbackNow, heardOf } from '../feedback/queries.ts'
import { mayClose } from '../feedback/rules.ts'
import { visibleTo } from '../policy.ts'
import { canRedo, stateAfter } from '../rules.ts'
import { requireApart } from '../second-person/queries.ts'
import { earlierRounds, requests } from '../tables.ts'

/** Do not take a request up, with a reason of the closed list and whose it is. @throws AppError not-found | forbidden | conflict */
export const refuseRequest = (ctx: Context, id: string, { version, reason, note }: Refuse): Promise<Moved> =>
  step(ctx, id, 'refuse', version, async (tx, request) => {
    await fallAway(ctx, tx, request, 'refused')
    const change = { refusal: reason, refusalNote: note, outcome: 'refused', closedAt: ctx.now().toString() }
    return { change, kind: 'request-refused', facts: { reason } }
  })

/**
 * Merge a duplicate into an earlier request, which goes on for both. A delay so far stays on record.
 *
 * @throws AppError not-found | forbidden | conflict | invalid `requests.noSuchNumber`, `requests.mergeIntoItself`,
 *   `requests.mergeIntoEnded`
 */
export const mergeRequest = (ctx: Context, id: string, { version, intoNumber }: Merge): Promise<Moved> =>
  transact(ctx, async (tx) => {
    const target = await lockBoth(tx, ctx, id, intoNumber)
    return step(ctx, id, 'merge', version, async (_tx, request) => {
      if (!target) throw new AppError('invalid', 'requests.noSuchNumber', { number: intoNumber })
      if (target.id === id) throw new AppError('invalid', 'requests.mergeIntoItself')
      if (target.closedAt !== null) throw new AppError('invalid', 'requests.mergeIntoEnded', { number: intoNumber })
      await fallAway(ctx, tx, request, 'merged')
      const subject = { kind: requestSubject, id: target.id }
      const facts = { fromId: id, number: request.number }
      await announce(ctx, tx, { kind: 'request-duplicate-merged', subject, facts })
      return {
        change: { mergedIntoId: target.id, outcome: 'merged', closedAt: ctx.now().toString() },
        kind: 'request-merged',
        facts: { intoId: target.id, number: intoNumber },
      }
    })
  })

/** Both in one order, so that two merged into each other at the same moment neither block each other nor both end. */
async function lockBoth(tx: Tx, ctx: Context, id: string, intoNumber: string): Promise<RequestRecord | undefined> {
  const rows = await tx
    .select()
    .from(requests)
    .where(and(visibleTo(ctx.actor), or(eq(requests.id, id), eq(requests.number, intoNumber))))
    .orderBy(asc(requests.id))
    .for('update')
  return rows.find(({ number }) => number === intoNumber)
}

/** Withdraw a request at the firm's wish. @throws AppError not-found | forbidden | conflict */
export const withdrawRequest = (ctx: Context, id: string, { version, note }: Noted): Promise<Moved> =>
  step(ctx, id, 'withdraw', version, async (tx, request) => {
    await fallAway(ctx, tx, request, 'withdrawn')
    await say(ctx, tx, id, { audience: 'firm', occasion: 'withdraw', body: note })
    return { change: { outcome: 'withdrawn', closedAt: ctx.now().toString() }, kind: 'request-withdrawn' }
  })

/**
 * Close an answered request as solved or explained: by somebody who had no part in it, after the firm was heard or called in
 * vain as often as the rule says.
 *
 * @throws AppError not-found | forbidden | conflict `requests.notCalledBack`
 */
export const closeRequest = (ctx: Context, id: string, { version, outcome, note }: Close): Promise<Moved> =>
  step(ctx, id, 'close', version, async (tx, request) => {
    await requireApart(tx, ctx, request, 'requests.close')
    const { body: rule } = await feedbackNow(ctx, tx)
    if (!mayClose(await heardOf(tx, ctx, request), rule)) {
      throw new AppError('conflict', 'requests.notCalledBack', { number: request.number, times: rule.callBackAttempts })
    }
    await say(ctx, tx, id, { audience: 'internal', occasion: 'close', body: note })
    return { change: { outcome, closedAt: ctx.now().toString() }, kind: 'request-closed', facts: { outcome } }
  })

/**
 * Have it done again: a new round with new clocks, by the same unit, or by the desk where no unit had it. What the firm
 * was told before is kept.
 *
 * @throws AppError not-found | forbidden | conflict `requests.cannotRedo`
 */
export const redoRequest = (ctx: Context, id: string, { version, note }: Noted): Promise<Moved> =>
  step(ctx, id, 'redo', version, async (tx, request) => {
    const change = await beginRound(ctx, tx, request)
    const audience = ctx.actor.role === 'enterprise-user' ? 'firm' : 'internal'
    await say(ctx, tx, id, { audience, occasion: 'redo', body: note })
    return { change, kind: 'request-redone', facts: { round: change.round } }
  })

/**
 * A new round of a held request: keeps what was said, starts the clocks. What changes in the row is answered, for the step
 * that is taken.
 *
 * @throws AppError conflict `requests.cannotRedo`
 */
export async function beginRound(ctx: Context, tx: Tx, request: HeldRequest) {
  const { id, number, outcome, leadUnitId } = request
  if (!canRedo(outcome)) throw new AppError('conflict', 'requests.cannotRedo', { number })
  const round = request.round + 1
  await keepRound(ctx, tx, request)
  await startCaseClocks(ctx, tx, { id, round, leadUnitId })
  return { ...blank, round, state: stateAfter('redo', request.state, leadUnitId) }
}

/** What a new round begins without. */
const blank = {
  handlerId: null,
  handlerName: null,
  plan: null,
  answer: null,
  answerById: null,
  answerByName: null,
  approvedByName: null,
  signedAt: null,
  contactedAt: null,
  contactWord: null,
  plannedAt: null,
  answeredAt: null,
  outcome: null,
  closedAt: null,
} as const

async function keepRound(ctx: Context, tx: Tx, request: HeldRequest): Promise<void> {
  const { answer, answerByName, answeredAt } = request
  if (answer === null || answerByName === null || answeredAt === null) {
    throw new Error(`the request ${request.number} is ${request.state} without an answer`)
  }
  const { round, leadUnitId, handlerName, plan, approvedByName, contactedAt, plannedAt, outcome } = request
  await tx.insert(earlierRounds).values({
    ...{ city: ctx.city, id: newId(), requestId: request.id, redoneAt: ctx.now().toString() },
    ...{ round, leadUnitId, handlerName, plan, approvedByName, contactedAt, plannedAt, outcome },
    ...{ answer, answerByName, answeredAt },
  })
}

/**
 * End a request as explained according to law (依法解释), after it was done again as often as the rule says. A leader of
 * the city decides and the firm reads why; counted apart, never as solved.
 *
 * @throws AppError not-found | forbidden | conflict `requests.tooFewRedos`
 */
export const explainByLaw = (ctx: Context, id: string, { version, note }: Noted): Promise<Moved> =>
  step(ctx, id, 'explain-by-law', version, async (tx, request) => {
    const { redosBeforeExplained: times } = (await limitsNow(ctx, tx)).body
    if (request.round - 1 < times) throw new AppError('conflict', 'requests.tooFewRedos', { times })
    await fallAway(ctx, tx, request, 'explained-by-law')
    await say(ctx, tx, id, { audience: 'firm', occasion: 'explain-by-law', body: note })
    const change = { outcome: 'explained-by-law', closedAt: ctx.now().toString() }
    return { change, kind: 'request-explained-by-law', facts: { round: request.round } }
  })

async function fallAway(ctx: Context, tx: Tx, request: HeldRequest, reason: string): Promise<void> {
  await dropAll(ctx, tx, await caseClocksOf(ctx, tx, request.id), reason)
  await releaseSupporters(ctx, tx, request)
}
