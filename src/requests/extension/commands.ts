/** More time for the end (延期): the lead unit asks, the desk grants or refuses. Asking stops no clock. */
import { and, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { ownAccounts } from '#platform/approvals/policy.ts'
import type { Tx } from '#platform/db/transact.ts'
import { ClockState } from '#platform/deadlines/contract.ts'
import { type Clock, extendClock, isOverdue } from '#platform/deadlines/index.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { caseClocksOf, openOf } from '../clocks/commands.ts'
import { type HeldRequest, type Moved, say, step } from '../commands.ts'
import type { AskExtension, Extend, RefuseExtension } from '../contract.ts'
import { type ExtensionAsk, openAsk } from './queries.ts'
import { extensionAsks } from './tables.ts'

/**
 * Ask for more time before the end is due. The clock runs on until the desk has decided.
 *
 * @throws AppError not-found | forbidden | conflict `requests.nothingToExtend`, `requests.extensionAsked`,
 *   `requests.tooLateToAsk`, `deadlines.extendedOften` | invalid `deadlines.neverExtended`, `deadlines.extendedFar`
 */
export const askExtension = (ctx: Context, id: string, { version, value, reason }: AskExtension): Promise<Moved> =>
  step(ctx, id, 'ask-extension', version, async (tx, request) => {
    const finish = await finishOf(ctx, tx, id)
    const { extension, source, limit } = finish.terms
    const { dueAt } = finish
    if (!extension) throw new AppError('invalid', 'deadlines.neverExtended', { source })
    const { times, atMost } = extension
    if (finish.extensions.length >= times) throw new AppError('conflict', 'deadlines.extendedOften', { times })
    if (value > atMost) throw new AppError('invalid', 'deadlines.extendedFar', { value, atMost })
    if (isOverdue({ state: ClockState.parse(finish.state), dueAt }, ctx.now().toString()))
      throw new AppError('conflict', 'requests.tooLateToAsk')
    if (await openAsk(tx, ctx, request)) throw new AppError('conflict', 'requests.extensionAsked')

    await tx.insert(extensionAsks).values({
      ...{ city: ctx.city, id: newId(), requestId: id, round: request.round, value, reason, state: 'open' },
      askedById: ctx.actor.accountId,
      askedByName: ctx.actor.name,
      askedAt: ctx.now().toString(),
    })
    await say(ctx, tx, id, { audience: 'internal', occasion: 'ask-extension', body: reason })
    return { kind: 'request-extension-asked', facts: { value, unit: limit.unit } }
  })

/**
 * Grant what the unit asked, before the end is due; the firm reads why.
 *
 * @throws AppError not-found | forbidden | conflict `requests.nothingToExtend`, `requests.noExtensionAsked`,
 *   `deadlines.alreadyOverdue`, `deadlines.extendedOften` | invalid `deadlines.extendedFar`, `deadlines.approveOwn`
 */
export const extendRequest = (ctx: Context, id: string, { version, note }: Extend): Promise<Moved> =>
  step(ctx, id, 'extend', version, async (tx, request) => {
    const ask = await requireAsk(tx, ctx, request)
    const { value, reason, askedByName: askedBy } = ask
    const finish = await finishOf(ctx, tx, id)
    await extendClock(ctx, tx, finish.id, { value, reason, askedBy, approvedBy: ctx.actor.name })
    await decide(ctx, tx, ask, { state: 'granted' })
    await say(ctx, tx, id, { audience: 'firm', occasion: 'extend', body: note })
    return { kind: 'request-extended', facts: { value, unit: finish.terms.limit.unit, askedBy } }
  })

/** Refuse it: the end stays as it was, and the unit reads why. @throws AppError not-found | forbidden | conflict `requests.noExtensionAsked` */
export const refuseExtension = (ctx: Context, id: string, { version, note }: RefuseExtension): Promise<Moved> =>
  step(ctx, id, 'refuse-extension', version, async (tx, request) => {
    const ask = await requireAsk(tx, ctx, request)
    const finish = await finishOf(ctx, tx, id)
    await decide(ctx, tx, ask, { state: 'refused', decisionNote: note })
    await say(ctx, tx, id, { audience: 'internal', occasion: 'refuse-extension', body: note })
    const { value, askedByName: askedBy } = ask
    return { kind: 'request-extension-refused', facts: { value, unit: finish.terms.limit.unit, askedBy } }
  })

async function requireAsk(tx: Tx, ctx: Context, request: HeldRequest): Promise<ExtensionAsk> {
  const ask = await openAsk(tx, ctx, request)
  if (!ask) throw new AppError('conflict', 'requests.noExtensionAsked')
  // A person with a post or an account at the desk too is no second person.
  if ((await ownAccounts(ctx)).has(ask.askedById)) throw new AppError('invalid', 'deadlines.approveOwn')
  return ask
}

async function finishOf(ctx: Context, tx: Tx, id: string): Promise<Clock> {
  const finish = openOf(await caseClocksOf(ctx, tx, id)).find(({ name }) => name === 'finish')
  if (!finish) throw new AppError('conflict', 'requests.nothingToExtend')
  return finish
}

async function decide(
  ctx: Context,
  tx: Tx,
  ask: ExtensionAsk,
  decision: { state: 'granted' | 'refused'; decisionNote?: string },
): Promise<void> {
  await tx
    .update(extensionAsks)
    .set({ ...decision, decidedByName: ctx.actor.name, decidedAt: ctx.now().toString() })
    .where(and(eq(extensionAsks.city, ctx.city), eq(extensionAsks.id, ask.id)))
}
