/**
 * What happens to clocks. Every command runs in the transaction of the command it belongs to, after that one has loaded the
 * subject within scope, locked it and decided who may: a clock has no permission of its own. Each announces on the subject.
 */
import { and, eq, inArray } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Context } from '../actor.ts'
import { calendarOf } from '../calendar/stored.ts'
import { insertAll, type Rows, rowsFor } from '../db/insert.ts'
import type { Tx } from '../db/transact.ts'
import { AppError, found } from '../errors.ts'
import { type Announcement, announce, announceAll } from '../events.ts'
import { newId } from '../ids.ts'
import { clocks } from '../tables.ts'
import { cityText } from './city-time.ts'
import { ClockState, ClockTerms, type Openness } from './contract.ts'
import type { Clock } from './queries.ts'
import { type ClockFacts, canMove, type Due, dueOf, isBy, judge, lateBy } from './rules.ts'

export interface StartClocks {
  subject: { kind: string; id: string }
  unitId: string | null
  openness: Openness
  /** Now, unless the matter began earlier: an imported ticket, a document's date. */
  startedAt?: Temporal.Instant
  /** 2 and more when the work is done again. */
  round?: number
  clocks: readonly { name: string; terms: ClockTerms; ruleVersionId: string | null }[]
}

/**
 * Starts the clocks of a subject, each by its own terms. A clock whose due moment lies beyond the calendar waits for it.
 *
 * @throws AppError conflict `deadlines.alreadyStarted` | invalid `deadlines.dueBeforeStart`
 */
export async function startClocks(ctx: Context, tx: Tx, start: StartClocks): Promise<Clock[]> {
  const rows = await clocksToStart(ctx, tx, start)
  await insertFresh(tx, rows)
  await announceAll(ctx, tx, clocksStarted(rows))
  return rows
}

/** What is told of clocks that start. */
export const clocksStarted = (rows: readonly Clock[]): Announcement[] =>
  rows.map((row) => fact(row, 'clock-started', { startedAt: row.startedAt, limit: row.terms.limit, round: row.round }))

/**
 * The clocks that would start, for a subject that does not exist yet and is written with them in one statement.
 *
 * @throws AppError invalid `deadlines.dueBeforeStart`
 */
export async function clocksToStart(ctx: Context, tx: Tx, start: StartClocks): Promise<Clock[]> {
  const calendar = await calendarOf(tx, ctx)
  const startedAt = (start.startedAt ?? ctx.now()).toString({ smallestUnit: 'millisecond' })
  return start.clocks.map(({ name, terms, ruleVersionId }): Clock => {
    const facts: ClockFacts = { terms: ClockTerms.parse(terms), startedAt, pauses: [], extensions: [] }
    const due = dueOf(calendar, facts)
    if (due.dueAt !== null && isBy(due.dueAt, startedAt))
      throw new AppError('invalid', 'deadlines.dueBeforeStart', {
        startedAt: cityText(startedAt),
        dueAt: cityText(due.dueAt),
      })
    return {
      city: ctx.city,
      id: newId(),
      subjectKind: start.subject.kind,
      subjectId: start.subject.id,
      name,
      round: start.round ?? 1,
      unitId: start.unitId,
      ruleVersionId,
      terms: facts.terms,
      startedAt,
      ...running(due),
      pauses: [],
      extensions: [],
      metAt: null,
      cancelledAt: null,
      openness: start.openness,
      version: 1,
    }
  })
}

/** Clocks that `clocksToStart` made, for whoever writes them. */
export const clockRows = (rows: readonly Clock[]): Rows => rowsFor(clocks, rows)

/** Clocks as they were, brought by an import or a sample, which says so itself: nothing is announced for each. */
export const recordClocks = (tx: Tx, rows: readonly Clock[]): Promise<void> => insertAll(tx, clocks, rows)

/** Takes clocks of before away, whose bringer tells them anew: a ticket that another system has corrected. */
export async function forgetClocks(
  tx: Tx,
  ctx: Context,
  { kind, ids }: { kind: string; ids: string[] },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .delete(clocks)
    .where(and(eq(clocks.city, ctx.city), eq(clocks.subjectKind, kind), inArray(clocks.subjectId, ids)))
}

const running = ({ dueAt }: Due): { dueAt: string | null; state: ClockState } => ({
  dueAt,
  state: dueAt === null ? 'awaiting-calendar' : 'running',
})

/**
 * Clocks start once: whatever is passed on, returned or repeated buys no time. The unique index decides, also between two
 * who start them at the same moment.
 *
 * @throws AppError conflict `deadlines.alreadyStarted`
 */
async function insertFresh(tx: Tx, rows: readonly Clock[]): Promise<void> {
  if (rows.length === 0) return
  const { name, round } = clocks
  const added = await tx
    .insert(clocks)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ name, round })
  const again = rows.find((row) => !added.some((one) => one.name === row.name && one.round === row.round))
  if (again) throw new AppError('conflict', 'deadlines.alreadyStarted', { round: again.round })
}

export interface PauseClock {
  /** One of the terms' codes. */
  reason: string
  note: string
}

/**
 * Stops a clock for a reason its rule knows. What is overdue cannot be paused.
 *
 * @throws AppError not-found | conflict `deadlines.ended`, `deadlines.isPaused`, `deadlines.alreadyOverdue` | invalid `deadlines.pauseReason`
 */
export async function pauseClock(ctx: Context, tx: Tx, id: string, { reason, note }: PauseClock): Promise<Clock> {
  const clock = await lockClock(tx, ctx, id)
  if (clock.state === 'paused') throw new AppError('conflict', 'deadlines.isPaused')
  requireMove(clock, 'paused')
  requireNotOverdue(ctx, clock)
  if (!clock.terms.pauseReasons.includes(reason))
    throw new AppError('invalid', 'deadlines.pauseReason', {
      reason,
      allowed: clock.terms.pauseReasons.join('、') || '—',
    })
  const pauses = [...clock.pauses, { from: nowOf(ctx), to: null, reason, note, by: ctx.actor.name }]
  const change = { state: 'paused', dueAt: null, pauses } as const
  return save(ctx, tx, clock, change, 'clock-paused', { reason }, { note })
}

/** Lets a clock run on with what was left. @throws AppError not-found | conflict `deadlines.ended`, `deadlines.notPaused` */
export async function resumeClock(ctx: Context, tx: Tx, id: string): Promise<Clock> {
  const clock = await lockClock(tx, ctx, id)
  requireMove(clock, 'running')
  if (clock.state !== 'paused') throw new AppError('conflict', 'deadlines.notPaused')
  const pauses = closed(clock, nowOf(ctx))
  const change = { pauses, ...running(dueOf(await calendarOf(tx, ctx), { ...clock, pauses })) }
  return save(ctx, tx, clock, change, 'clock-resumed', {})
}

const closed = (clock: Clock, at: string) => clock.pauses.map((pause) => ({ ...pause, to: pause.to ?? at }))

export interface ExtendClock {
  /** More time in the limit's own unit; days for a fixed day. */
  value: number
  reason: string
  /** Names, for the row: who asked and who allowed it. Two people, which the caller's permission has seen to. */
  askedBy: string
  approvedBy: string
}

/**
 * Moves the due moment by what the rule allows, as often as it allows.
 *
 * @throws AppError not-found | conflict `deadlines.ended`, `deadlines.alreadyOverdue`, `deadlines.extendedOften` |
 *   invalid `deadlines.neverExtended`, `deadlines.extendedFar`, `deadlines.approveOwn`
 */
export async function extendClock(ctx: Context, tx: Tx, id: string, input: ExtendClock): Promise<Clock> {
  const clock = await lockClock(tx, ctx, id)
  if (clock.state !== 'paused') requireMove(clock, 'running')
  requireNotOverdue(ctx, clock)
  const allowed = clock.terms.extension
  if (!allowed) throw new AppError('invalid', 'deadlines.neverExtended', { source: clock.terms.source })
  if (clock.extensions.length >= allowed.times)
    throw new AppError('conflict', 'deadlines.extendedOften', { times: allowed.times })
  if (!Number.isSafeInteger(input.value) || input.value < 1 || input.value > allowed.atMost)
    throw new AppError('invalid', 'deadlines.extendedFar', { value: input.value, atMost: allowed.atMost })
  if (input.askedBy === input.approvedBy) throw new AppError('invalid', 'deadlines.approveOwn')

  const { askedBy: by, approvedBy, value, reason } = input
  const extensions = [...clock.extensions, { at: nowOf(ctx), value, reason, by, approvedBy }]
  const due = dueOf(await calendarOf(tx, ctx), { ...clock, extensions })
  const change = { extensions, ...(clock.state === 'paused' ? {} : running(due)) }
  return save(ctx, tx, clock, change, 'clock-extended', { value }, { reason, approvedBy })
}

/**
 * What was promised is done, now or at an earlier moment that is proved (`at`). In time or late is decided here, and stays.
 * A clock that pauses is met: its time did not run. One done after the calendar ended is judged when it is extended.
 *
 * @throws AppError not-found | conflict `deadlines.ended` | invalid `deadlines.metOutside`
 */
export async function meetClock(ctx: Context, tx: Tx, id: string, at?: Temporal.Instant): Promise<Clock> {
  const clock = await lockClock(tx, ctx, id)
  requireMove(clock, 'met')
  const metAt = at?.toString({ smallestUnit: 'millisecond' }) ?? nowOf(ctx)
  const lastPause = clock.pauses.at(-1)
  const earliest = lastPause ? (lastPause.to ?? lastPause.from) : clock.startedAt
  if (!isBy(earliest, metAt) || !isBy(metAt, nowOf(ctx)))
    throw new AppError('invalid', 'deadlines.metOutside', { metAt: cityText(metAt), earliest: cityText(earliest) })

  const calendar = await calendarOf(tx, ctx)
  const pauses = closed(clock, metAt)
  const due = dueOf(calendar, { ...clock, pauses })
  const state = judge(due, metAt)
  const change = { pauses, metAt, state, dueAt: due.dueAt }
  const late = lateBy(calendar, { ...clock, pauses }, metAt)
  return save(ctx, tx, clock, change, state === 'missed' ? 'clock-missed' : 'clock-met', {
    metAt,
    ...(late && { late }),
  })
}

/** Ends a clock whose matter fell away: withdrawn, merged, refused. @throws AppError not-found | conflict `deadlines.ended` */
export async function cancelClock(ctx: Context, tx: Tx, id: string, reason: string): Promise<Clock> {
  const clock = await lockClock(tx, ctx, id)
  requireMove(clock, 'cancelled')
  const at = nowOf(ctx)
  const change = { state: 'cancelled', cancelledAt: at, pauses: closed(clock, at) } as const
  return save(ctx, tx, clock, change, 'clock-cancelled', {}, { reason })
}

/** Another unit answers from now on. The due moment stays: passing on wins no time. @throws AppError not-found | conflict `deadlines.ended` */
export async function moveClock(ctx: Context, tx: Tx, id: string, unitId: string): Promise<Clock> {
  const clock = await lockClock(tx, ctx, id)
  requireMove(clock, clock.state as ClockState)
  return save(ctx, tx, clock, { unitId }, 'clock-moved', { from: clock.unitId, to: unitId })
}

/** Locks the row until the transaction ends. @throws AppError not-found */
async function lockClock(tx: Tx, ctx: Context, id: string): Promise<Clock> {
  const [clock] = await tx
    .select()
    .from(clocks)
    .where(and(eq(clocks.city, ctx.city), eq(clocks.id, id)))
    .for('update')
  return found(clock, 'deadlines.noClock')
}

const nowOf = (ctx: Context): string => ctx.now().toString({ smallestUnit: 'millisecond' })

function requireMove(clock: Clock, to: ClockState): void {
  const from = ClockState.parse(clock.state)
  // What was done and waits to be judged moves no more, except by the calendar.
  if (clock.metAt !== null || !canMove(from, to)) throw new AppError('conflict', 'deadlines.ended')
}

function requireNotOverdue(ctx: Context, clock: Clock): void {
  if (clock.dueAt !== null && isBy(clock.dueAt, nowOf(ctx)))
    throw new AppError('conflict', 'deadlines.alreadyOverdue', { dueAt: cityText(clock.dueAt) })
}

async function save(
  ctx: Context,
  tx: Tx,
  clock: Clock,
  change: Partial<Clock>,
  kind: string,
  facts: Record<string, unknown>,
  /** What people wrote: for the audit alone, whose details can be erased. */
  words: Record<string, unknown> = {},
): Promise<Clock> {
  const saved: Clock = { ...clock, ...change, version: clock.version + 1 }
  await tx
    .update(clocks)
    .set({ ...change, version: saved.version })
    .where(and(eq(clocks.city, ctx.city), eq(clocks.id, clock.id)))
  const announced = fact(saved, kind, facts)
  await announce(ctx, tx, { ...announced, details: { ...announced.facts, ...words } })
  return saved
}

/** The event stands on the subject, so that its timeline tells what became of its clocks. */
export const fact = (clock: Clock, kind: string, facts: Record<string, unknown>): Announcement => ({
  kind,
  subject: { kind: clock.subjectKind, id: clock.subjectId },
  facts: {
    clockId: clock.id,
    name: clock.name,
    unitId: clock.unitId,
    dueAt: clock.dueAt,
    state: clock.state,
    ...facts,
  },
})
