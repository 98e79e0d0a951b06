/** What each rate counts, as conditions on timings: the same list counts and opens to its cases. */
import { and, eq, gte, inArray, isNotNull, isNull, lt, lte, ne, not, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Counting, RateKey, RatePart } from '../rules.ts'
import type { frozenTimings, timings } from '../tables.ts'

export type TimingTable = typeof timings | typeof frozenTimings

/** Overdue is the part of `out` that is still open: what can be acted on today. */
export type CasePart = RatePart | 'overdue'
export type Conditions = Record<RateKey, Partial<Record<CasePart, SQL | undefined>>>

/** The conditions of `partsOf` in `rules.ts`, for the database. */
export function conditionsOf(t: TimingTable, { asOf, reopenedWithinDays }: Counting): Conditions {
  const now = sql`${asOf}::timestamptz`
  const isEnded = and(t.isLast, inArray(t.outcome, ['solved', 'explained', 'explained-by-law']))
  const isAway = and(t.isLast, inArray(t.outcome, ['refused', 'merged', 'withdrawn']))
  const isContacted = and(t.isLast, isNotNull(t.contactedAt))
  const isRated = and(t.isJudged, isNotNull(t.level))
  const isSilent = and(t.isJudged, isNull(t.level))
  const longAgo = lte(t.closedAt, sql`${now} - make_interval(hours => ${24 * reopenedWithinDays})`)
  const isRedone = or(gte(t.round, 2), not(eq(t.isLast, true)))
  const stoodStill = or(sql`${t.finishPausedSeconds} > 0`, isNotNull(t.finishPausedAt))
  return {
    ...clocksAt(t, asOf),
    confirmed: {
      in: and(isContacted, eq(t.contactWord, 'confirmed')),
      out: and(isContacted, sql`${t.contactWord} is distinct from 'confirmed'`),
    },
    closed: { in: isEnded, out: and(t.isLast, isNull(t.outcome)), excluded: isAway },
    solved: { in: and(isRated, t.isSolved), out: and(isRated, eq(t.isSolved, false)), excluded: isSilent },
    satisfied: { in: and(isRated, gte(t.level, 4)), out: and(isRated, lt(t.level, 4)), excluded: isSilent },
    rated: { in: isRated, out: isSilent },
    redone: { in: and(t.isJudged, isRedone), out: and(t.isJudged, eq(t.round, 1), t.isLast) },
    reopened: {
      in: and(isEnded, isNotNull(t.reopenedAt)),
      out: and(isEnded, isNull(t.reopenedAt), longAgo),
      notYetDue: and(isEnded, isNull(t.reopenedAt), sql`(${longAgo}) is not true`),
    },
    byLaw: {
      in: and(isEnded, eq(t.outcome, 'explained-by-law')),
      out: and(isEnded, ne(t.outcome, 'explained-by-law')),
    },
    paused: { in: and(isTimed(t), stoodStill), out: and(isTimed(t), not(stoodStill ?? sql`false`)) },
  }
}

/** Those of the clocks, which no rule changes. */
export function clocksAt(t: TimingTable, asOf: string): Pick<Conditions, 'contact' | 'plan' | 'finish'> {
  const now = sql`${asOf}::timestamptz`
  return {
    contact: clockConditions(t.contactState, t.contactDueAt, now),
    plan: clockConditions(t.planState, t.planDueAt, now),
    finish: clockConditions(t.finishState, t.finishDueAt, now),
  }
}

function clockConditions(state: PgColumn, dueAt: PgColumn, now: SQL): Partial<Record<CasePart, SQL | undefined>> {
  const isOverdue = and(eq(state, 'running'), lt(dueAt, now))
  return {
    in: eq(state, 'met'),
    out: or(eq(state, 'missed'), isOverdue),
    overdue: isOverdue,
    excluded: inArray(state, ['cancelled', 'excluded']),
    untimed: eq(state, 'untimed'),
    notYetDue: or(inArray(state, ['paused', 'awaiting-calendar']), and(eq(state, 'running'), gte(dueAt, now))),
  }
}

/** Clocks to the end whose time counts for the share of pauses: all but those that fell away or were not timed. */
const isTimed = (t: TimingTable): SQL =>
  inArray(t.finishState, ['running', 'paused', 'awaiting-calendar', 'met', 'missed'])

/** Seconds of pauses, and of the whole life so far, of the clock to the end of one row. */
export function secondsOf(t: TimingTable, asOf: string): { paused: SQL; whole: SQL } {
  const since = (from: PgColumn) => sql`floor(extract(epoch from ${asOf}::timestamptz - ${from}))::bigint`
  const running = sql`case when ${t.finishPausedAt} is null then 0 else ${since(t.finishPausedAt)} end`
  return {
    paused: sql`case when ${isTimed(t)} then ${t.finishPausedSeconds} + ${running} else 0 end`,
    whole: sql`case when not ${isTimed(t)} then 0 when ${t.finishSeconds} is null then ${since(t.startedAt)} else ${t.finishSeconds} end`,
  }
}
