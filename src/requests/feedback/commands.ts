import { and, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { requestSubject } from '../clocks/commands.ts'
import { type Decision, type HeldRequest, lockRequest, type Moved, say, step } from '../commands.ts'
import { beginRound } from '../ending/commands.ts'
import { levelAbove, wakeAbout } from '../escalation/index.ts'
import { can, writerOf } from '../policy.ts'
import { rateTiming } from '../rates/timings/commands.ts'
import { requireAnother, requireApart } from '../second-person/queries.ts'
import type { CallBack, Rate } from './contract.ts'
import { feedbackNow, heardOf, standingOf } from './queries.ts'
import { type FeedbackRule, isRateable, isRedone, type ratingSources } from './rules.ts'
import { callBacks, ratings } from './tables.ts'

interface Said {
  level: number
  isSolved: boolean
  words?: string | undefined
}

/**
 * Rate the answer as the firm, once each round. A firm that is not satisfied, or whose matter is not solved, has it done
 * again in the same step, on a higher level.
 *
 * @throws AppError not-found | forbidden | conflict `requests.ratedBefore`, `requests.cannotMove.<state>`,
 *   `requests.tooLateToRate`, `platform.changedMeanwhile`
 */
export const rateRequest = (ctx: Context, id: string, { round, ...said }: Rate): Promise<Moved> =>
  transact(ctx, async (tx) => {
    const seen = await lockRequest(tx, ctx, id)
    requireMay(can(ctx.actor, 'rate', seen), 'requests.rate')
    // Before the table of moves: who sends the same twice has it done again by the first, and is told why nothing more happens.
    await requireUnrated(tx, ctx, seen, round)
    return step(ctx, id, 'rate', seen.version, async (_tx, request) => {
      const { body: rule } = await feedbackNow(ctx, tx)
      requireRateable(ctx, request, rule)
      if (request.round !== round) throw new AppError('conflict', 'platform.changedMeanwhile')
      return rated(ctx, tx, request, said, 'firm', rule)
    })
  })

/**
 * Write down that a firm was called back, by somebody who had no part in the answer and did not write the request down. Who reached it writes what it said,
 * unless it rated this round itself, and may close the case; who did not is counted.
 *
 * @throws AppError not-found | forbidden | conflict `requests.calledBefore`, `requests.calledJustNow`, `requests.ratedBefore` |
 *   invalid `requests.saidMissing`
 */
export const callBackFirm = (ctx: Context, id: string, call: CallBack): Promise<Moved> =>
  step(ctx, id, 'call-back', call.version, async (tx, request) => {
    await requireApart(tx, ctx, request, 'requests.call-back')
    await requireAnother(ctx, writerOf(request), 'requests.call-back')
    const { body: rule } = await feedbackNow(ctx, tx)
    const heard = await heardOf(tx, ctx, request)
    if (heard.isReached) throw new AppError('conflict', 'requests.calledBefore', { number: request.number })
    requirePause(ctx, heard.lastAttemptAt, rule)
    const said = call.isReached ? call.said : undefined
    if (call.isReached && !heard.isRated && !said) throw new AppError('invalid', 'requests.saidMissing')
    if (said && heard.isRated) throw new AppError('conflict', 'requests.ratedBefore', { number: request.number })

    const attempt = heard.attempts + 1
    await tx.insert(callBacks).values({
      ...{ city: ctx.city, id: newId(), requestId: id, round: request.round, attempt, isReached: call.isReached },
      ...{ note: call.note || null, calledById: ctx.actor.accountId, calledByName: ctx.actor.name },
      at: ctx.now().toString(),
    })
    let decision: Decision = { kind: 'request-called-back', facts: { round: request.round, attempt } }
    if (said) {
      await tell(ctx, tx, id, decision)
      decision = await rated(ctx, tx, request, said, 'call-back', rule)
    }
    const isAgain = decision.change?.round !== undefined
    if (!call.isReached || !call.closeAs || isAgain) return decision
    await tell(ctx, tx, id, decision)
    const change = { state: 'closed', outcome: call.closeAs, closedAt: ctx.now().toString() }
    return { change, kind: 'request-closed', facts: { outcome: call.closeAs } }
  })

const tell = (ctx: Context, tx: Tx, id: string, { kind, facts = {} }: Decision): Promise<void> =>
  announce(ctx, tx, { kind, subject: { kind: requestSubject, id }, facts })

/** Writes a rating. Neither level nor words stand in the fact: it goes to everybody who may follow the request. */
async function rated(
  ctx: Context,
  tx: Tx,
  request: HeldRequest,
  { level, isSolved, words }: Said,
  source: (typeof ratingSources)[number],
  rule: FeedbackRule,
): Promise<Decision> {
  const { id, round, leadUnitId, answerById } = request
  await tx.insert(ratings).values({
    ...{ city: ctx.city, id: newId(), requestId: id, round, level, isSolved, words: words || null, source },
    ...{ unitId: leadUnitId, answeredById: answerById, at: ctx.now().toString() },
  })
  await rateTiming(ctx, tx, { requestId: id, round, level, isSolved, ratedBy: source })
  const fact: Decision = { kind: 'request-rated', facts: { round, source } }
  if (!isRedone({ level, isSolved }, rule)) return fact

  await tell(ctx, tx, id, fact)
  const again = await beginRound(ctx, tx, request)
  // The unit must know what is still missing; the level it need not.
  if (words) await say(ctx, tx, id, { audience: 'firm', occasion: 'redo', body: words, isFromFirm: true })
  await tell(ctx, tx, id, { kind: 'request-redone', facts: { round: again.round } })
  const risen = levelAbove(request.escalationLevel)
  await wakeAbout(ctx, tx, request, risen, 'unsatisfied')
  return {
    change: { ...again, escalationLevel: risen },
    kind: 'request-escalated',
    facts: { level: risen, because: 'unsatisfied', clock: '' },
  }
}

/** @throws AppError conflict `requests.ratedBefore` */
async function requireUnrated(tx: Tx, ctx: Context, { id, number }: HeldRequest, round: number): Promise<void> {
  const [known] = await tx
    .select({ id: ratings.id })
    .from(ratings)
    .where(and(eq(ratings.city, ctx.city), eq(ratings.requestId, id), eq(ratings.round, round)))
  if (known) throw new AppError('conflict', 'requests.ratedBefore', { number })
}

/** @throws AppError conflict `requests.tooLateToRate`, `requests.cannotRate` */
function requireRateable(ctx: Context, request: HeldRequest, rule: FeedbackRule): void {
  const standing = standingOf(request)
  if (standing.isOver) throw new AppError('conflict', 'requests.cannotRate', { number: request.number })
  if (isRateable(standing, dayOf(ctx.now()), rule)) return
  throw new AppError('conflict', 'requests.tooLateToRate', { number: request.number, days: rule.rateWithinDays })
}

/** @throws AppError conflict `requests.calledJustNow` */
function requirePause(
  ctx: Context,
  lastAttemptAt: string | null,
  { minutesBetweenAttempts: minutes }: FeedbackRule,
): void {
  if (lastAttemptAt === null) return
  const soonest = Temporal.Instant.from(lastAttemptAt).add({ minutes })
  if (Temporal.Instant.compare(ctx.now(), soonest) < 0)
    throw new AppError('conflict', 'requests.calledJustNow', { minutes })
}
