/** A month from checking to its frozen numbers (核对、申诉、定稿). */
import { and, eq, getTableColumns, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { type Context, requireMay } from '#platform/actor.ts'
import { addWorkingDays } from '#platform/calendar/calendar.ts'
import { type Calendar, CalendarEnd } from '#platform/calendar/index.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import type { RequestEvent } from '../../events.ts'
import { requireApart } from '../../second-person/queries.ts'
import { closesPeriods, countsFor, contests as mayContest, oversees } from '../policy.ts'
import { ratesOf, rulesNow, sourceOf } from '../queries.ts'
import { clockPart, monthNumber, monthText } from '../rules.ts'
import { checks, contests, corrections, frozenTimings, periods, timings } from '../tables.ts'
import { excludeClock } from '../timings/commands.ts'
import type { ContestClock, DecideContest } from './contract.ts'
import { hasDecided } from './queries.ts'
import { canContest, canSettle, isOpenForContests, mayDecideOn } from './rules.ts'

export const periodSubject = 'request-period'

/** Who looks after the months of a whole city. */
const overseesCity = (ctx: Context): boolean => oversees(ctx.actor) && ctx.actor.divisions === null

const tell = (ctx: Context, tx: Tx, kind: RequestEvent, id: string, facts: Record<string, unknown> = {}) =>
  announce(ctx, tx, { kind, subject: { kind: periodSubject, id }, facts })

/**
 * Let the units check a month that is over. Asked twice, it is opened once.
 *
 * @throws AppError forbidden | invalid `requests.rates.monthRuns` | conflict `requests.rates.calendarEnds`
 */
export const openPeriod = (ctx: Context, month: string): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    requireMay(overseesCity(ctx), 'requests.open-period')
    const today = dayOf(ctx.now())
    if (month >= today.toString().slice(0, 7)) throw new AppError('invalid', 'requests.rates.monthRuns', { month })
    const number = monthNumber(month)
    const { contestDays } = (await rulesNow(tx, ctx)).rates
    const checkToOn = lastDay(await calendarOf(tx, ctx), today, contestDays)
    const by = { openedBy: ctx.actor.accountId, openedByName: ctx.actor.name, openedAt: ctx.now().toString() }
    const row = { city: ctx.city, id: newId(), month: number, state: 'checking', checkToOn, ...by }
    const target = [periods.city, periods.month]
    const [added] = await tx.insert(periods).values(row).onConflictDoNothing({ target }).returning({ id: periods.id })
    // Somebody opened it before, or at the same moment: that one counts.
    if (!added) return one(await periodOfMonth(tx, ctx, number))
    await tell(ctx, tx, 'period-opened', row.id, { month, checkToOn })
    return { id: row.id }
  })

const periodOfMonth = (tx: Tx, ctx: Context, month: number) =>
  tx
    .select({ id: periods.id })
    .from(periods)
    .where(and(eq(periods.city, ctx.city), eq(periods.month, month)))

/** So many working days on. @throws AppError conflict `requests.rates.calendarEnds` beyond the last notice of holidays */
export function lastDay(calendar: Calendar, today: Temporal.PlainDate, days: number): string {
  try {
    return addWorkingDays(calendar, today, days).toString()
  } catch (error) {
    if (error instanceof CalendarEnd) throw new AppError('conflict', 'requests.rates.calendarEnds')
    throw error
  }
}

/** Say for one's unit that its cases of the month are checked. Said twice, it stands once. @throws AppError not-found | forbidden | conflict */
export const checkPeriod = (ctx: Context, id: string): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const period = await lockPeriod(tx, ctx, id)
    const { unitId, accountId, name } = ctx.actor
    if (unitId === null || !mayContest(ctx.actor)) return requireMay(false, 'requests.check-period') as never
    requireChecking(ctx, period)
    const withCases = await tx
      .selectDistinct({ id: timings.unitId })
      .from(timings)
      .where(and(eq(timings.city, ctx.city), eq(timings.month, period.month), countsFor(ctx.actor, timings)))
    // The units under one's own are checked with it.
    const unitIds = new Set([unitId, ...withCases.flatMap((unit) => unit.id ?? [])])
    const by = { periodId: id, checkedBy: accountId, checkedByName: name, checkedAt: ctx.now().toString() }
    const added = await tx
      .insert(checks)
      .values([...unitIds].map((one) => ({ city: ctx.city, id: newId(), unitId: one, ...by })))
      .onConflictDoNothing()
      .returning({ id: checks.id })
    if (added.length > 0) await tell(ctx, tx, 'period-checked', id, { unitId })
    return { id }
  })

/**
 * Contest a clock of one's unit that counts as late: on a ground of the list, with words. Each clock once.
 *
 * @throws AppError not-found | forbidden | conflict `requests.rates.checkOver`, `requests.rates.contestedBefore` |
 *   invalid `requests.rates.notLate`
 */
export const contestClock = (ctx: Context, id: string, input: ContestClock): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const period = await lockPeriod(tx, ctx, id)
    requireMay(mayContest(ctx.actor), 'requests.contest')
    const { requestId, round, clock, ground, words } = input
    const [timing] = await tx
      .select()
      .from(timings)
      .where(and(eq(timings.city, ctx.city), eq(timings.requestId, requestId), eq(timings.round, round)))
    const { unitId, month, ...row } = found(timing, 'requests.notFound')
    const isOwn = unitId !== null && (ctx.actor.unitIds === null || ctx.actor.unitIds.includes(unitId))
    if (unitId === null || !isOwn) throw new AppError('not-found', 'requests.notFound')
    if (month !== period.month) throw new AppError('conflict', 'requests.rates.otherMonth')
    requireChecking(ctx, period)
    const [same] = await tx
      .select({ id: contests.id })
      .from(contests)
      .where(
        and(
          eq(contests.city, ctx.city),
          eq(contests.requestId, requestId),
          eq(contests.round, round),
          eq(contests.clock, clock),
        ),
      )
    if (same) throw new AppError('conflict', 'requests.rates.contestedBefore')
    if (!canContest(clockPart(row[`${clock}State`], row[`${clock}DueAt`], ctx.now().toString())))
      throw new AppError('invalid', 'requests.rates.notLate')

    const by = { contestedBy: ctx.actor.accountId, contestedByName: ctx.actor.name, contestedAt: ctx.now().toString() }
    const contest = { city: ctx.city, id: newId(), periodId: id, requestId, round, clock, ground, words, unitId, ...by }
    await tx.insert(contests).values(contest)
    await tell(ctx, tx, 'period-contested', id, { contestId: contest.id, clock, ground })
    return { id: contest.id }
  })

/**
 * Decide a contest by name. Upheld, the clock counts no more and is shown as excluded. Nobody decides about their own unit.
 *
 * @throws AppError not-found | forbidden `requests.rates.ownContest` | conflict `requests.rates.noContest`,
 *   `requests.rates.decidedBefore`, `platform.changedMeanwhile`
 */
export const decideContest = (
  ctx: Context,
  id: string,
  { contestId, ...input }: DecideContest,
): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    await lockPeriod(tx, ctx, id)
    requireMay(overseesCity(ctx), 'requests.decide-contest')
    const [row] = await tx
      .select()
      .from(contests)
      .where(and(eq(contests.city, ctx.city), eq(contests.periodId, id), eq(contests.id, contestId)))
      .for('update')
    if (!row) throw new AppError('conflict', 'requests.rates.noContest')
    const contest = row
    if (!mayDecideOn(ctx.actor, contest)) throw new AppError('forbidden', 'requests.rates.ownContest')
    const parts = { handlerId: null, answerById: contest.contestedBy, leadUnitId: contest.unitId }
    await requireApart(tx, ctx, parts, 'requests.decide-contest')
    if (contest.decision !== null) throw new AppError('conflict', 'requests.rates.decidedBefore')
    if (contest.version !== input.version) throw new AppError('conflict', 'platform.changedMeanwhile')

    const by = { decidedBy: ctx.actor.accountId, decidedByName: ctx.actor.name, decidedAt: ctx.now().toString() }
    const change = { decision: input.decision, decisionNote: input.note, ...by, version: contest.version + 1 }
    await tx
      .update(contests)
      .set(change)
      .where(and(eq(contests.city, ctx.city), eq(contests.id, contestId)))
    if (input.decision === 'upheld') await excludeClock(ctx, tx, contest.requestId, contest.round, contest.clock)
    await tell(ctx, tx, 'period-contest-decided', contest.periodId, { contestId, decision: input.decision })
    return { id: contestId }
  })

/** End the check: nothing can be contested any more. @throws AppError not-found | forbidden | conflict `requests.rates.notSettled` */
export const settlePeriod = (ctx: Context, id: string, version: number): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const period = await lockPeriod(tx, ctx, id)
    requireMay(overseesCity(ctx), 'requests.settle-period')
    if (period.state !== 'checking') throw new AppError('conflict', 'requests.rates.checkOver')
    if (period.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    if (!canSettle(await standing(tx, ctx, period))) throw new AppError('conflict', 'requests.rates.notSettled')
    const by = { settledByName: ctx.actor.name, settledAt: ctx.now().toString() }
    await tx
      .update(periods)
      .set({ state: 'decided', ...by, version: version + 1 })
      .where(and(eq(periods.city, ctx.city), eq(periods.id, id)))
    await tell(ctx, tx, 'period-settled', id)
    return { id }
  })

async function standing(tx: Tx, ctx: Context, { id, month, checkToOn }: Period) {
  const undecided = await tx
    .select({ id: contests.id })
    .from(contests)
    .where(and(eq(contests.city, ctx.city), eq(contests.periodId, id), isNull(contests.decision)))
  const units = await tx
    .selectDistinct({ id: timings.unitId })
    .from(timings)
    .where(and(eq(timings.city, ctx.city), eq(timings.month, month), isNotNull(timings.unitId)))
  const checked = await tx
    .select({ id: checks.unitId })
    .from(checks)
    .where(and(eq(checks.city, ctx.city), eq(checks.periodId, id)))
  return {
    ...{ undecided: undecided.length, today: dayOf(ctx.now()).toString(), checkToOn },
    unitIds: units.flatMap((unit) => unit.id ?? []),
    checkedUnitIds: checked.map((unit) => unit.id),
  }
}

/**
 * Close a month whose check has ended: its rows and its numbers stay as they stand now, for good. Not by who decided one of its
 * contests: another supervision officer does, or a city leader.
 *
 * @throws AppError not-found | forbidden, `requests.rates.ownClosing` | conflict `requests.rates.notDecided`,
 *   `platform.changedMeanwhile`
 */
export const closePeriod = (ctx: Context, id: string, version: number): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const period = await lockPeriod(tx, ctx, id)
    requireMay(closesPeriods(ctx.actor), 'requests.close-period')
    if (await hasDecided(tx, ctx, id)) throw new AppError('forbidden', 'requests.rates.ownClosing')
    if (period.state !== 'decided') throw new AppError('conflict', 'requests.rates.notDecided')
    if (period.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    const snapshot = await freezeMonth(ctx, tx, period)
    const by = { closedBy: ctx.actor.accountId, closedByName: ctx.actor.name, closedAt: ctx.now().toString() }
    await tx
      .update(periods)
      .set({ state: 'closed', ...by, snapshot, version: version + 1 })
      .where(and(eq(periods.city, ctx.city), eq(periods.id, id)))
    await tell(ctx, tx, 'period-closed', id, { month: monthText(period.month) })
    return { id }
  })

/** Keeps the rows of a month as they stand, and answers its numbers as the actor sees them. */
export async function freezeMonth(
  ctx: Context,
  tx: Tx,
  { id, month }: { id: string; month: number },
): Promise<Record<string, unknown>> {
  const columns = sql.join(
    Object.values(getTableColumns(timings)).map(({ name }) => sql.identifier(name)),
    sql`, `,
  )
  await tx.execute(
    sql`insert into ${frozenTimings} (period_id, ${columns}) select ${id}::uuid, ${columns} from ${timings} where ${timings.city} = ${ctx.city} and ${timings.month} = ${month}`,
  )
  const source = await sourceOf(tx, ctx, { period: monthText(month), frozen: 'no' })
  return { ...(await ratesOf(tx, ctx, source, 'unit')) }
}

/** Say something about a closed month: beside its numbers, which stay. @throws AppError not-found | forbidden | conflict */
export const correctPeriod = (ctx: Context, id: string, words: string): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const period = await lockPeriod(tx, ctx, id)
    requireMay(overseesCity(ctx), 'requests.correct-period')
    if (period.state !== 'closed') throw new AppError('conflict', 'requests.rates.notClosed')
    const by = { saidBy: ctx.actor.accountId, saidByName: ctx.actor.name, saidAt: ctx.now().toString() }
    const row = one(
      await tx
        .insert(corrections)
        .values({ city: ctx.city, id: newId(), periodId: id, words, ...by })
        .returning({ id: corrections.id }),
    )
    await tell(ctx, tx, 'period-corrected', id, { correctionId: row.id })
    return row
  })

type Period = typeof periods.$inferSelect

/** @throws AppError not-found `requests.rates.noSuchPeriod` */
async function lockPeriod(tx: Tx, ctx: Context, id: string): Promise<Period> {
  const [row] = await tx
    .select()
    .from(periods)
    .where(and(eq(periods.city, ctx.city), eq(periods.id, id)))
    .for('update')
  return found(row, 'requests.rates.noSuchPeriod')
}

/** @throws AppError conflict `requests.rates.checkOver` */
function requireChecking(ctx: Context, period: Period): void {
  if (!isOpenForContests(period, dayOf(ctx.now()).toString()))
    throw new AppError('conflict', 'requests.rates.checkOver', { day: period.checkToOn })
}
