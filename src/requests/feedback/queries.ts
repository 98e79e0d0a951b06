import { and, asc, count, desc, eq, lt, max, or, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { gather } from '#platform/db/gather.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { one } from '#platform/errors.ts'
import { type RuleVersion, ruleAt, shaped, versionInForce } from '#platform/rules/index.ts'
import type { RequestRecord } from '../commands.ts'
import { isFirm, isWrittenBy } from '../policy.ts'
import { findRequest, unitRefs } from '../queries.ts'
import { canRedo } from '../rules.ts'
import { requests } from '../tables.ts'
import { CallBackRow, FeedbackView } from './contract.ts'
import { seesRatings, toBeCalledBy } from './policy.ts'
import { FeedbackRule, feedbackRule, isRateable, lastDayToRate, type RoundHeard } from './rules.ts'
import { callBacks, ratings } from './tables.ts'

const pageSize = 20

/** What holds today for ratings and call-backs. */
export const feedbackNow = (ctx: Context, tx: Tx): Promise<RuleVersion<FeedbackRule>> =>
  ruleAt(tx, ctx.city, feedbackRule, FeedbackRule, dayOf(ctx.now()))

/** The query of it, and its shape, for who reads other things with it. */
export const feedbackQuery = (tx: Tx, ctx: Pick<Context, 'city'>, today: string) =>
  versionInForce(tx, ctx.city, feedbackRule, today)
export const feedbackOfRows = (rows: Awaited<ReturnType<typeof feedbackQuery>>): FeedbackRule =>
  shaped(one(rows), FeedbackRule).body

type Heard = RoundHeard & { lastAttemptAt: string | null }

/** What was heard of the firm in the round that the request is in. */
export async function heardOf(
  tx: Tx,
  ctx: Context,
  { id, round }: Pick<RequestRecord, 'id' | 'round'>,
): Promise<Heard> {
  const said = await gather(tx, { ratings: ratingsQuery(tx, ctx, id), calls: callsQuery(tx, ctx, id) })
  return heardIn(round, said.ratings, said.calls)
}

/** The queries of it for all rounds, for who reads other things with them. */
export const ratingsQuery = (tx: Tx, ctx: Pick<Context, 'city'>, id: string) =>
  tx
    .select({ round: ratings.round })
    .from(ratings)
    .where(and(eq(ratings.city, ctx.city), eq(ratings.requestId, id)))
export const callsQuery = (tx: Tx, ctx: Pick<Context, 'city'>, id: string) =>
  tx
    .select({ round: callBacks.round, isReached: callBacks.isReached, at: callBacks.at })
    .from(callBacks)
    .where(and(eq(callBacks.city, ctx.city), eq(callBacks.requestId, id)))
    .orderBy(asc(callBacks.round), asc(callBacks.attempt))

/** What these rows say of a round. */
export function heardIn(
  round: number,
  rated: readonly { round: number }[],
  called: readonly { round: number; isReached: boolean; at: string }[],
): Heard {
  const calls = called.filter((call) => call.round === round)
  return {
    isRated: rated.some((rating) => rating.round === round),
    isReached: calls.some(({ isReached }) => isReached),
    attempts: calls.filter(({ isReached }) => !isReached).length,
    lastAttemptAt: calls.at(-1)?.at ?? null,
  }
}

/**
 * Ratings and call-backs of a request.
 *
 * @throws AppError not-found `requests.notFound` | forbidden: a unit has rates, never what one firm said
 */
export const feedbackOf = (ctx: Context, id: string): Promise<FeedbackView> =>
  read(ctx, async (tx) => {
    const request = await findRequest(tx, ctx, id)
    requireMay(seesRatings(ctx.actor, request), 'requests.feedback')
    const said = await tx
      .select()
      .from(ratings)
      .where(and(eq(ratings.city, ctx.city), eq(ratings.requestId, id)))
      .orderBy(desc(ratings.round))
    const mine = said.filter(
      ({ answeredById }) => isFirm(ctx.actor) || answeredById !== ctx.actor.accountId || answeredById === null,
    )
    const calls = isFirm(ctx.actor)
      ? []
      : await tx
          .select()
          .from(callBacks)
          .where(and(eq(callBacks.city, ctx.city), eq(callBacks.requestId, id)))
          .orderBy(desc(callBacks.at))
    const { body: rule } = await feedbackNow(ctx, tx)
    const isRated = said.some(({ round }) => round === request.round)
    const today = dayOf(ctx.now())
    const canRate = !isRated && isRateable(standingOf(request), today, rule)
    return FeedbackView.parse({
      ratings: mine,
      callBacks: calls,
      rateToOn:
        canRate && request.closedAt !== null ? lastDayToRate(dayOfText(request.closedAt), rule).toString() : null,
      canBeRated: canRate,
      attemptsNeeded: rule.callBackAttempts,
      isCalledByAnother: isWrittenBy(ctx.actor, request) && request.state === 'answered',
    })
  })

const dayOfText = (at: string) => dayOf(Temporal.Instant.from(at))

/** What `isRateable` is decided from. */
export const standingOf = (request: Awaited<ReturnType<typeof findRequest>>) => ({
  isAnswered: request.state === 'answered' || request.state === 'closed',
  isOver: !canRedo(request.outcome) || request.answer === null,
  closedOn: request.closedAt === null ? null : dayOfText(request.closedAt),
})

/**
 * Firms to be called back, who waits longest first: answered, not heard in this round, not called in vain often enough or a
 * moment ago. Nobody is offered what they or their unit answered.
 */
export const listCallBacks = (ctx: Context, { page }: { page: number }) =>
  read(ctx, async (tx) => {
    const { body: rule } = await feedbackNow(ctx, tx)
    const soonest = ctx.now().subtract({ minutes: rule.minutesBetweenAttempts }).toString()
    const calls = callsOfRounds(tx, ctx)
    const waiting = and(
      toBeCalledBy(ctx.actor),
      sql`not exists (select 1 from ${ratings} where ${ratings.city} = ${ctx.city} and ${ratings.requestId} = ${requests.id} and ${ratings.round} = ${requests.round})`,
      or(
        sql`${calls.attempts} is null`,
        and(eq(calls.reached, 0), lt(calls.attempts, rule.callBackAttempts), lt(calls.lastAt, soonest)),
      ),
    )
    const onRound = and(eq(calls.requestId, requests.id), eq(calls.round, requests.round))
    const [total] = await tx.select({ count: count() }).from(requests).leftJoin(calls, onRound).where(waiting)
    const rows = await tx
      .select({
        ...{ id: requests.id, number: requests.number, title: requests.title, firmName: requests.firmName },
        ...{ divisionCode: requests.divisionCode, leadUnitId: requests.leadUnitId, round: requests.round },
        ...{ answeredAt: requests.answeredAt, version: requests.version },
        ...{ attempts: calls.attempts, lastAttemptAt: calls.lastAt },
      })
      .from(requests)
      .leftJoin(calls, onRound)
      .where(waiting)
      .orderBy(asc(requests.answeredAt), asc(requests.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    const units = await unitRefs(
      tx,
      ctx,
      rows.flatMap(({ leadUnitId }) => leadUnitId ?? []),
    )
    return {
      rows: rows.map(({ leadUnitId, attempts, ...row }) =>
        CallBackRow.parse({ ...row, attempts: attempts ?? 0, leadUnit: units.get(leadUnitId ?? '') ?? null }),
      ),
      total: total?.count ?? 0,
      pageSize,
      attemptsNeeded: rule.callBackAttempts,
    }
  })

/** Calls of each round of answered requests, counted. */
const callsOfRounds = (tx: Tx, ctx: Context) =>
  tx
    .select({
      requestId: callBacks.requestId,
      round: callBacks.round,
      attempts: count().as('attempts'),
      reached: sql<number>`count(*) filter (where ${callBacks.isReached})`.mapWith(Number).as('reached'),
      lastAt: max(callBacks.at).as('last_at'),
    })
    .from(callBacks)
    .innerJoin(requests, and(eq(requests.city, callBacks.city), eq(requests.id, callBacks.requestId)))
    .where(and(eq(callBacks.city, ctx.city), eq(requests.state, 'answered')))
    .groupBy(callBacks.requestId, callBacks.round)
    .as('calls')
