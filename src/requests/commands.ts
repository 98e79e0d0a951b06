import { and, asc, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { caseClocksOf, nextDueAt, requestSubject } from './clocks/commands.ts'
import type { AddRemark } from './contract.ts'
import type { RequestEvent } from './events.ts'
import { can, isFirm, type RequestFacts, visibleTo } from './policy.ts'
import { followCause, keepTiming, refreshTimings } from './rates/timings/commands.ts'
import {
  type audiences,
  canMove,
  type Outcome,
  outcomes,
  type RequestAction,
  type RequestState,
  requestStates,
  stateAfter,
} from './rules.ts'
import { remarks, requests, supporters } from './tables.ts'

export type RequestRecord = typeof requests.$inferSelect
export type SupporterRecord = typeof supporters.$inferSelect

/** A request that the actor sees, locked, with the units that help. */
export interface HeldRequest extends RequestRecord, RequestFacts {
  state: RequestState
  outcome: Outcome | null
  supporters: SupporterRecord[]
}

/** What every step answers. */
export interface Moved {
  id: string
  state: RequestState
  version: number
}

/** What a step decided: columns that change (the state follows the table of moves unless said), and the fact it is. */
export interface Decision {
  change?: Partial<RequestRecord>
  kind: RequestEvent
  facts?: Record<string, unknown>
}

/**
 * One step in the life of a request, in the order every command keeps: load within scope and lock, may you, can it,
 * has nobody been faster, decide, write, announce. The time of the next clock is kept beside the request.
 *
 * @throws AppError not-found | forbidden | conflict `requests.cannotMove.<state>`, `platform.changedMeanwhile`
 */
export const step = (
  ctx: Context,
  id: string,
  action: RequestAction,
  version: number,
  decide: (tx: Tx, request: HeldRequest) => Promise<Decision>,
): Promise<Moved> =>
  transact(ctx, async (tx) => {
    const request = await lockRequest(tx, ctx, id)
    requireMay(can(ctx.actor, action, request), `requests.${action}`)
    requireMove(request, action)
    if (request.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')

    const { change = {}, kind, facts = {} } = await decide(tx, request)
    const saved = await save(ctx, tx, request, {
      state: stateAfter(action, request.state, change.leadUnitId ?? request.leadUnitId),
      ...change,
    })
    await announce(ctx, tx, { kind, subject: { kind: requestSubject, id }, facts })
    return saved
  })

/** The request within the actor's scope, locked until the transaction ends. @throws AppError not-found `requests.notFound` */
export async function lockRequest(tx: Tx, ctx: Context, id: string): Promise<HeldRequest> {
  const [row] = await tx
    .select()
    .from(requests)
    .where(and(visibleTo(ctx.actor), eq(requests.id, id)))
    .for('update')
  const request = found(row, 'requests.notFound')
  const helping = await tx
    .select()
    .from(supporters)
    .where(and(eq(supporters.city, ctx.city), eq(supporters.requestId, id)))
    .orderBy(asc(supporters.addedAt), asc(supporters.id))
  return held(request, helping)
}

/** A row with what a permission is decided from. */
export const held = (request: RequestRecord, helping: SupporterRecord[]): HeldRequest => ({
  ...request,
  state: stateOf(request),
  outcome: outcomes.find((one) => one === request.outcome) ?? null,
  supporters: helping,
  supporterUnitIds: helping.map(({ unitId }) => unitId),
  askedUnitIds: helping
    .filter(({ round, repliedAt }) => round === request.round && repliedAt === null)
    .map(({ unitId }) => unitId),
})

/** The database's check holds the state to the list. */
export const stateOf = ({ state }: Pick<RequestRecord, 'state'>): RequestState => {
  const known = requestStates.find((one) => one === state)
  if (!known) throw new Error(`a request in the unknown state ${state}`)
  return known
}

/** @throws AppError conflict `requests.cannotMove.<state>` */
export function requireMove({ state, number }: Pick<HeldRequest, 'state' | 'number'>, action: RequestAction): void {
  if (!canMove(action, state)) throw new AppError('conflict', `requests.cannotMove.${state}`, { number })
}

async function save(ctx: Context, tx: Tx, request: RequestRecord, change: Partial<RequestRecord>): Promise<Moved> {
  const clocks = await caseClocksOf(ctx, tx, request.id)
  const next = nextDueAt(clocks)
  const saved = one(
    await tx
      .update(requests)
      .set({ ...change, nextDueAt: next, version: request.version + 1 })
      .where(and(eq(requests.city, ctx.city), eq(requests.id, request.id)))
      .returning({ id: requests.id, state: requests.state, version: requests.version }),
  )
  const after = { ...request, ...change }
  await keepTiming(tx, after, clocks)
  if (after.causeId !== null && after.closedAt !== request.closedAt) await followCause(ctx, tx, after.causeId)
  return { ...saved, state: stateOf(saved) }
}

/** A calendar or a rule moved the clocks of a request: its place in the lists follows. */
export async function followClocks(ctx: Context, tx: Tx, requestId: string): Promise<void> {
  const next = nextDueAt(await caseClocksOf(ctx, tx, requestId))
  await tx
    .update(requests)
    .set({ nextDueAt: next })
    .where(and(eq(requests.city, ctx.city), eq(requests.id, requestId)))
  await refreshTimings(ctx, tx, [requestId])
}

export interface Said {
  audience: (typeof audiences)[number]
  occasion: RequestAction
  reason?: string
  body: string
  /** Words of the firm that somebody else took down. */
  isFromFirm?: boolean
}

/** Writes down what somebody said at a step. */
export async function say(ctx: Context, tx: Tx, requestId: string, said: Said, id: string = newId()): Promise<void> {
  await tx.insert(remarks).values({
    city: ctx.city,
    id,
    requestId,
    ...said,
    reason: said.reason ?? null,
    isFromFirm: said.isFromFirm ?? isFirm(ctx.actor),
    accountId: ctx.actor.accountId,
    authorName: ctx.actor.name,
    at: ctx.now().toString(),
  })
}

/**
 * Words inside, or words to the firm and of the firm, without any step. Whoever may speak does so beside others: no version
 * is asked. A firm has no inside words. A repeat of the same remark is harmless.
 *
 * @throws AppError not-found | forbidden | conflict `requests.cannotMove.<state>`
 */
export const addRemark = (ctx: Context, id: string, { remarkId, audience, body }: AddRemark): Promise<Moved> =>
  transact(ctx, async (tx) => {
    const request = await lockRequest(tx, ctx, id)
    requireMay(can(ctx.actor, 'remark', request) && !(isFirm(ctx.actor) && audience !== 'firm'), 'requests.remark')
    requireMove(request, 'remark')
    const { state, version } = request
    const known = await tx
      .select({ id: remarks.id })
      .from(remarks)
      .where(and(eq(remarks.city, ctx.city), eq(remarks.id, remarkId)))
    if (known.length > 0) return { id, state, version }

    await say(ctx, tx, id, { audience, occasion: 'remark', body }, remarkId)
    const subject = { kind: requestSubject, id }
    await announce(ctx, tx, { kind: 'request-remarked', subject, facts: { audience } })
    return { id, state, version }
  })
