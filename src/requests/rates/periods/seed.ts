/** Two months of the sample: the one before the last is closed after a contest, the last is being checked. */
import { and, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import type { Calendar } from '#platform/calendar/index.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { cityZone, dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { recordPast } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { isoOf, type Person } from '../../sample/rules.ts'
import { rulesNow } from '../queries.ts'
import { monthNumber, monthText } from '../rules.ts'
import { checks, contests, periods, timings } from '../tables.ts'
import { excludeClock } from '../timings/commands.ts'
import { freezeMonth, lastDay, periodSubject } from './commands.ts'
import { canContest, clocksIn } from './rules.ts'

export interface SampleOverseers {
  supervisor: Person
  leader: Person
  head: Person
  /** A unit of the head. */
  unitId: string
}

/** Months of which the sample has no case are left out. */
export async function seedPeriods(tx: Tx, ctx: Context, people: SampleOverseers): Promise<void> {
  const asOverseer: Context = { ...ctx, actor: { ...ctx.actor, role: 'supervision-officer' } }
  const thisMonth = dayOf(ctx.now()).with({ day: 1 })
  await seedClosed(tx, asOverseer, thisMonth.subtract({ months: 1 }), people)
  await seedChecking(tx, asOverseer, thisMonth, people)
}

/** Checked and closed in the month `follows`, about the one before it. */
async function seedClosed(tx: Tx, ctx: Context, follows: Temporal.PlainDate, people: SampleOverseers): Promise<void> {
  const month = monthBefore(follows)
  if (!(await hasCases(tx, ctx, month))) return
  const { supervisor, leader, head, unitId } = people
  const calendar = await calendarOf(tx, ctx)
  const later = (day: Temporal.PlainDate, days: number) => workingDayOn(calendar, day, days)
  const opened = later(follows, 1)
  const checkToOn = await lastDayFrom(tx, ctx, opened)
  const ended = later(Temporal.PlainDate.from(checkToOn), 1)
  const closedAt = on(ended, '15:30')
  const row = {
    ...{ city: ctx.city, id: newId(), month, checkToOn, openedBy: supervisor.id, openedByName: supervisor.name },
    openedAt: isoOf(on(opened, '09:00')),
  }
  await tx.insert(periods).values({ ...row, state: 'checking' })
  const contest = await seedContest(tx, ctx, row, on(later(opened, 1), '10:20'), people)
  const checkedAt = isoOf(on(later(opened, 1), '11:00'))
  const check = { city: ctx.city, id: newId(), periodId: row.id, unitId, checkedBy: head.id, checkedByName: head.name }
  await tx.insert(checks).values({ ...check, checkedAt })
  const facts = [past(row, on(opened, '09:00'), 'period-opened', supervisor, { month: monthText(month), checkToOn })]
  if (contest) {
    const decidedAt = on(later(opened, 3), '16:10')
    const by = { decidedBy: supervisor.id, decidedByName: supervisor.name, decidedAt: isoOf(decidedAt) }
    const decided = { decision: 'upheld', decisionNote: '通话记录与企业说明一致，等企业补充材料的两天不算。', ...by }
    await tx
      .update(contests)
      .set({ ...decided, version: 2 })
      .where(and(eq(contests.city, ctx.city), eq(contests.id, contest.id)))
    await excludeClock(ctx, tx, contest.requestId, contest.round, contest.clock)
    const { id: contestId } = contest
    facts.push(past(row, decidedAt, 'period-contest-decided', supervisor, { contestId, decision: 'upheld' }))
  }
  const settled = { settledByName: supervisor.name, settledAt: isoOf(on(ended, '09:30')) }
  const closed = { closedBy: leader.id, closedByName: leader.name, closedAt: isoOf(closedAt) }
  const snapshot = await freezeMonth({ ...ctx, now: () => closedAt }, tx, row)
  await tx
    .update(periods)
    .set({ ...settled, ...closed, state: 'closed', snapshot, version: 3 })
    .where(and(eq(periods.city, ctx.city), eq(periods.id, row.id)))
  facts.push(past(row, closedAt, 'period-closed', leader, { month: monthText(month) }))
  await recordPast(tx, ctx, facts)
}

/** Opened a day ago at most, with a contest that waits. */
async function seedChecking(tx: Tx, ctx: Context, follows: Temporal.PlainDate, people: SampleOverseers): Promise<void> {
  const month = monthBefore(follows)
  if (!(await hasCases(tx, ctx, month))) return
  const { supervisor } = people
  const start = on(follows, '00:00')
  const since = (hours: number) => {
    const at = ctx.now().subtract({ hours })
    return Temporal.Instant.compare(at, start) > 0 ? at : start
  }
  const checkToOn = await lastDayFrom(tx, ctx, dayOf(ctx.now()))
  const row = {
    ...{ city: ctx.city, id: newId(), month, state: 'checking', checkToOn },
    ...{ openedBy: supervisor.id, openedByName: supervisor.name, openedAt: isoOf(since(26)) },
  }
  await tx.insert(periods).values(row)
  await seedContest(tx, ctx, row, since(3), people)
  const opened = { month: monthText(month), checkToOn }
  await recordPast(tx, ctx, [past(row, since(26), 'period-opened', supervisor, opened)])
}

/** A time of day in the city. */
export const on = (day: Temporal.PlainDate, plainTime: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: cityZone, plainTime }).toInstant()

const monthBefore = (follows: Temporal.PlainDate): number =>
  monthNumber(follows.subtract({ months: 1 }).toString().slice(0, 7))

async function lastDayFrom(tx: Tx, ctx: Context, day: Temporal.PlainDate): Promise<string> {
  const { contestDays } = (await rulesNow(tx, ctx)).rates
  return workingDayOn(await calendarOf(tx, ctx), day, contestDays).toString()
}

/** So many working days on; beyond the last notice of holidays the sample counts plain days. */
export function workingDayOn(calendar: Calendar, day: Temporal.PlainDate, days: number): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(lastDay(calendar, day, days))
  } catch (error) {
    if (error instanceof AppError) return day.add({ days })
    throw error
  }
}

const past = (
  { id }: { id: string },
  at: Temporal.Instant,
  kind: string,
  by: Person,
  facts: Record<string, unknown>,
) => ({ at: isoOf(at), kind, accountId: by.id, actorName: by.name, facts, subject: { kind: periodSubject, id } })

async function hasCases(tx: Tx, ctx: Context, month: number): Promise<boolean> {
  const ofMonth = and(eq(timings.city, ctx.city), eq(timings.month, month))
  return (await tx.select({ id: timings.requestId }).from(timings).where(ofMonth).limit(1)).length > 0
}

/** The head contests the first late clock of the unit; null where nothing is late. */
async function seedContest(
  tx: Tx,
  ctx: Context,
  { id: periodId, month }: { id: string; month: number },
  at: Temporal.Instant,
  { head, unitId }: SampleOverseers,
) {
  const rows = await tx
    .select()
    .from(timings)
    .where(and(eq(timings.city, ctx.city), eq(timings.month, month), eq(timings.unitId, unitId)))
    .orderBy(timings.registeredAt, timings.requestId, timings.round)
  const late = rows.flatMap(({ requestId, round, ...row }) =>
    clocksIn(row, isoOf(at)).flatMap(({ clock, part }) => (canContest(part) ? [{ requestId, round, clock }] : [])),
  )
  const [first] = late
  if (!first) return null
  const said = { ground: 'waited-for-firm', words: '企业补充材料用了两天，通话记录可查，这两天不应算作超期。' }
  const by = { contestedBy: head.id, contestedByName: head.name, contestedAt: isoOf(at) }
  const contest = { city: ctx.city, id: newId(), periodId, ...first, ...said, unitId, ...by }
  await tx.insert(contests).values(contest)
  const { clock, ground, id: contestId } = contest
  await recordPast(tx, ctx, [past({ id: periodId }, at, 'period-contested', head, { contestId, clock, ground })])
  return contest
}
