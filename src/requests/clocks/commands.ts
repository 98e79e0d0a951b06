/** Clocks of a case. Called inside the commands of requests, which have loaded, locked and decided who may. */
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Tx } from '#platform/db/transact.ts'
import { ClockState } from '#platform/deadlines/contract.ts'
import {
  type Clock,
  CountingRule,
  cancelClock,
  clocksOfSubjects,
  clocksToStart,
  countingAt,
  countingOf,
  countingRule,
  isOverdue,
  meetClock,
  moveClock,
  type StartClocks,
  startClocks,
} from '#platform/deadlines/index.ts'
import { one } from '#platform/errors.ts'
import { type RuleVersion, ruleAt, shaped, versionInForce } from '#platform/rules/index.ts'
import {
  type CaseClock,
  caseClocks,
  type TimeLimits,
  TimeLimits as TimeLimitsShape,
  termsOf,
  timeLimitsRule,
} from './rules.ts'

/** Kinds of subject of this module's clocks: the case itself, and the part of a supporting unit. */
export const requestSubject = 'request'
export const supportSubject = 'request-support'

/** What is promised today. */
export const limitsNow = (ctx: Context, tx: Tx): Promise<RuleVersion<TimeLimits>> =>
  ruleAt(tx, ctx.city, timeLimitsRule, TimeLimitsShape, dayOf(ctx.now()))

/** The query of it, and its shape, for who reads other things with it. */
export const limitsQuery = (tx: Tx, ctx: Pick<Context, 'city'>, today: string) =>
  versionInForce(tx, ctx.city, timeLimitsRule, today)
export const limitsOf = (rows: Awaited<ReturnType<typeof limitsQuery>>): TimeLimits =>
  shaped(one(rows), TimeLimitsShape).body

const countingQuery = (tx: Tx, ctx: Pick<Context, 'city'>, today: string) =>
  versionInForce(tx, ctx.city, countingRule, today)

/** The queries of what a clock is made by. */
export const termsQueries = (tx: Tx, { city, today }: { city: string; today: string }) => ({
  limits: limitsQuery(tx, { city }, today),
  counting: countingQuery(tx, { city }, today),
})
const termsNow = gathering(termsQueries)
type Terms = Awaited<ReturnType<typeof termsNow>>

/** A request whose clocks start. */
interface Starting {
  id: string
  round: number
  leadUnitId: string | null
}

/** Starts contact, plan and finish of a round, once. */
export async function startCaseClocks(ctx: Context, tx: Tx, request: Starting): Promise<Clock[]> {
  const terms = await termsNow(tx, { city: ctx.city, today: dayOf(ctx.now()).toString() })
  return startClocks(ctx, tx, { ...ofCase(request), clocks: clocksOfCase(terms) })
}

/** The same for requests that are about to be written, in their order. */
export async function caseClocksToStart(
  ctx: Context,
  tx: Tx,
  starting: readonly Starting[],
  terms: Terms,
): Promise<Clock[][]> {
  const clocks = clocksOfCase(terms)
  const started: Clock[][] = []
  for (const request of starting) started.push(await clocksToStart(ctx, tx, { ...ofCase(request), clocks }))
  return started
}

const ofCase = ({ id, round, leadUnitId: unitId }: Starting): Omit<StartClocks, 'clocks'> => {
  return { subject: { kind: requestSubject, id }, unitId, openness: 'internal', round }
}

function clocksOfCase({ limits, counting: ways }: Terms): StartClocks['clocks'] {
  const { body, id: ruleVersionId, source } = shaped(one(limits), TimeLimitsShape)
  const counting = countingOf(shaped(one(ways), CountingRule).body)
  return caseClocks.map((name) => ({ name, terms: termsOf(body, name, counting, source), ruleVersionId }))
}

/** Starts the own clock of a unit that is asked to help. */
export async function startSupportClock(
  ctx: Context,
  tx: Tx,
  supporter: { id: string; unitId: string; round: number },
): Promise<void> {
  const { body, id: ruleVersionId, source } = await limitsNow(ctx, tx)
  const counting = await countingAt(tx, ctx.city, dayOf(ctx.now()))
  await startClocks(ctx, tx, {
    subject: { kind: supportSubject, id: supporter.id },
    unitId: supporter.unitId,
    openness: 'internal',
    round: supporter.round,
    clocks: [{ name: 'support', terms: termsOf(body, 'support', counting, source), ruleVersionId }],
  })
}

/** Clocks that are not decided: running, paused, or waiting for the calendar. */
export const openOf = (clocks: readonly Clock[]): Clock[] =>
  clocks.filter(({ metAt, cancelledAt }) => metAt === null && cancelledAt === null)

export const caseClocksOf = (ctx: Context, tx: Tx, requestId: string): Promise<Clock[]> =>
  clocksOfSubjects(tx, ctx, requestSubject, [requestId])

/** When the next of these breaks; null while none runs. */
export const nextDueAt = (clocks: readonly Clock[]): string | null =>
  openOf(clocks)
    .flatMap(({ dueAt }) => dueAt ?? [])
    .toSorted()[0] ?? null

/** What was promised under this name is done; harmless where it was done before. */
export async function meet(ctx: Context, tx: Tx, clocks: readonly Clock[], name: CaseClock | 'support'): Promise<void> {
  for (const clock of openOf(clocks)) if (clock.name === name) await meetClock(ctx, tx, clock.id)
}

/** An answer keeps every promise that was open, in time or late. */
export async function meetAll(ctx: Context, tx: Tx, clocks: readonly Clock[]): Promise<void> {
  for (const clock of openOf(clocks)) await meetClock(ctx, tx, clock.id)
}

/** The matter fell away. What was already overdue stays on record as missed: ending a case hides no delay. */
export async function dropAll(ctx: Context, tx: Tx, clocks: readonly Clock[], reason: string): Promise<void> {
  const now = ctx.now().toString()
  for (const clock of openOf(clocks)) {
    const { dueAt } = clock
    if (isOverdue({ state: ClockState.parse(clock.state), dueAt }, now)) await meetClock(ctx, tx, clock.id)
    else await cancelClock(ctx, tx, clock.id, reason)
  }
}

/** Another unit answers: its clocks now, the same due moments. */
export async function passOn(ctx: Context, tx: Tx, clocks: readonly Clock[], unitId: string): Promise<void> {
  for (const clock of openOf(clocks)) if (clock.unitId !== unitId) await moveClock(ctx, tx, clock.id, unitId)
}
