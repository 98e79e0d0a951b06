import { and, eq } from 'drizzle-orm'
import { unitPlace } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { clocksOfSubjects } from '#platform/deadlines/index.ts'
import { AppError, found } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { caseClocksOf, meet, passOn, startSupportClock, supportSubject } from '../clocks/commands.ts'
import { type HeldRequest, type Moved, say, step } from '../commands.ts'
import type { AskSupporter, Dispatch, DispatchMany, GiveBack, Seen } from '../contract.ts'
import { supporters } from '../tables.ts'

/**
 * Hand a request to the unit that must answer it, from the desk or on from another unit.
 *
 * Its clocks started when it was registered and start no more: passing a request on moves them to the other unit and
 * leaves every due moment as it was. A complaint goes neither to the unit it is about nor to one under it.
 *
 * @throws AppError not-found | forbidden | invalid `requests.noSuchUnit`, `requests.complaintToItself` | conflict
 * @see ../rules/time-limits.yaml for each limit and the document it comes from
 */
export const dispatchRequest = (ctx: Context, id: string, { version, unitId }: Dispatch): Promise<Moved> =>
  step(ctx, id, 'dispatch', version, async (tx, request) => {
    if (request.leadUnitId === unitId) throw new AppError('conflict', 'requests.alreadyThere')
    const unit = await requireFairUnit(tx, ctx, request, unitId)
    await passOn(ctx, tx, await caseClocksOf(ctx, tx, id), unitId)
    const now = ctx.now().toString()
    return {
      change: {
        leadUnitId: unitId,
        handlerId: null,
        handlerName: null,
        suggestedUnitId: null,
        acceptedAt: request.acceptedAt ?? now,
        dispatchedAt: now,
        signedAt: null,
      },
      kind: 'request-dispatched',
      facts: { unitId, unit: unit.shortName, fromUnitId: request.leadUnitId },
    }
  })

/** Hand several requests to one unit, each in a transaction of its own: what fails is named, the rest is done. */
export async function dispatchMany(ctx: Context, { requests, unitId }: DispatchMany) {
  const done: string[] = []
  const failed: { id: string; key: string; facts: Record<string, string | number> }[] = []
  for (const { id, version } of requests) {
    try {
      done.push((await dispatchRequest(ctx, id, { version, unitId })).id)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failed.push({ id, key: error.key, facts: { ...error.facts } })
    }
  }
  return { done, failed }
}

/** Sign for a request: who signs handles it. @throws AppError not-found | forbidden | conflict */
export const signRequest = (ctx: Context, id: string, { version }: Seen): Promise<Moved> =>
  step(ctx, id, 'sign', version, async () => ({ change: handledBy(ctx), kind: 'request-signed' }))

/** Who acts in a unit first has signed for the request by doing so. */
export const handledBy = (ctx: Context) => ({
  handlerId: ctx.actor.accountId,
  handlerName: ctx.actor.name,
  signedAt: ctx.now().toString(),
})

/** The same where nobody had signed yet. */
export const signedFirst = (ctx: Context, { handlerId }: HeldRequest) => (handlerId === null ? handledBy(ctx) : {})

/**
 * Give a request back to the desk: it says why and whose it is. Its clocks run on, still those of the unit that gives it
 * back, until the desk hands it on.
 *
 * @throws AppError not-found | forbidden | invalid `requests.noSuchUnit`, `requests.complaintToItself` | conflict
 */
export const returnRequest = (ctx: Context, id: string, input: GiveBack): Promise<Moved> =>
  step(ctx, id, 'return', input.version, async (tx, request) => {
    const { reason, note, suggestedUnitId = null } = input
    const suggested = suggestedUnitId === null ? null : await requireFairUnit(tx, ctx, request, suggestedUnitId)
    await say(ctx, tx, id, { audience: 'internal', occasion: 'return', reason, body: note })
    return {
      change: { leadUnitId: null, handlerId: null, handlerName: null, signedAt: null, suggestedUnitId },
      kind: 'request-returned',
      facts: { reason, unitId: suggestedUnitId, unit: suggested?.shortName ?? '' },
    }
  })

/**
 * Ask another unit to help with a part of its own, under a clock of its own.
 *
 * @throws AppError not-found | forbidden | invalid `requests.noSuchUnit`, `requests.complaintToItself` | conflict
 *   `requests.alreadyAsked`
 */
export const askSupporter = (ctx: Context, id: string, { version, unitId, task }: AskSupporter): Promise<Moved> =>
  step(ctx, id, 'ask-supporter', version, async (tx, request) => {
    const unit = await requireFairUnit(tx, ctx, request, unitId)
    const { round } = request
    const isAsked = request.supporters.some((one) => one.unitId === unitId && one.round === round)
    if (isAsked || request.leadUnitId === unitId) throw new AppError('conflict', 'requests.alreadyAsked')
    const supporterId = newId()
    const addedAt = ctx.now().toString()
    await tx.insert(supporters).values({ city: ctx.city, id: supporterId, requestId: id, unitId, round, task, addedAt })
    await startSupportClock(ctx, tx, { id: supporterId, unitId, round })
    return { kind: 'request-supporter-asked', facts: { supporterId, unitId, unit: unit.shortName } }
  })

/** Reply for a unit that was asked to help: its clock ends. @throws AppError not-found | forbidden | conflict */
export const replyAsSupporter = (ctx: Context, id: string, input: { version: number; reply: string }): Promise<Moved> =>
  step(ctx, id, 'reply-as-supporter', input.version, async (tx, request) => {
    const { unitIds, name } = ctx.actor
    const own = request.supporters.find(
      ({ unitId, round, repliedAt }) =>
        round === request.round && repliedAt === null && (unitIds === null || unitIds.includes(unitId)),
    )
    const { id: supporterId, unitId } = found(own, 'requests.notFound')
    await tx
      .update(supporters)
      .set({ reply: input.reply, repliedByName: name, repliedAt: ctx.now().toString() })
      .where(and(eq(supporters.city, ctx.city), eq(supporters.id, supporterId)))
    await meet(ctx, tx, await clocksOfSubjects(tx, ctx, supportSubject, [supporterId]), 'support')
    const unit = await unitPlace(tx, ctx, unitId)
    return { kind: 'request-supporter-replied', facts: { supporterId, unitId, unit: unit?.shortName ?? '' } }
  })

/** An open unit that may deal with the request. @throws AppError invalid `requests.noSuchUnit`, `requests.complaintToItself` */
async function requireFairUnit(tx: Tx, ctx: Context, { aboutUnitId }: HeldRequest, unitId: string) {
  const unit = await unitPlace(tx, ctx, unitId)
  if (!unit || unit.isClosed) throw new AppError('invalid', 'requests.noSuchUnit')
  if (aboutUnitId !== null && unit.path.includes(aboutUnitId)) {
    throw new AppError('invalid', 'requests.complaintToItself', { unit: unit.shortName })
  }
  return unit
}
