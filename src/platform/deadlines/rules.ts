/** What a clock says: when it is due, what is left, how late, how much of its time it stood still. Pure. */
import { type Calendar, CalendarEnd } from '../calendar/index.ts'
import { dayOfMoment, dayText, momentOf, momentText, startOfDay } from './city-time.ts'
import type { ClockState, ClockTerms, Extension, Pause } from './contract.ts'
import { lengthOf, type MeasureUnit, type Timeline, timeline } from './timeline.ts'

/** What a clock's answers are computed from; a row of `clocks` fits. Moments are ISO text with `Z`. */
export interface ClockFacts {
  terms: ClockTerms
  startedAt: string
  pauses: readonly Pause[]
  extensions: readonly Extension[]
}

/** The last moment in time; or, beyond the calendar, the moment before which it is certainly not due. */
export type Due = { dueAt: string; notBefore?: never } | { dueAt: null; notBefore: string | null }

const moves: Record<ClockState, readonly ClockState[]> = {
  running: ['running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled'],
  paused: ['running', 'paused', 'awaiting-calendar', 'met', 'cancelled'],
  'awaiting-calendar': ['awaiting-calendar', 'running', 'paused', 'met', 'missed', 'cancelled'],
  met: [],
  missed: [],
  cancelled: [],
}

/** Whether a clock may go from one state to another; the ends are for good. */
export const canMove = (from: ClockState, to: ClockState): boolean => moves[from].includes(to)

export const extendedBy = (extensions: readonly Extension[]): number =>
  extensions.reduce((sum, { value }) => sum + value, 0)

/**
 * When the clock is due. A pause still open counts as if it ended where it began: what was left stays left.
 *
 * Civil Code: the starting day does not count, hours run from the moment (201); a last day off moves on, it ends at
 * 24:00 or when business closes (203). Each is a parameter of the terms.
 */
export function dueOf(calendar: Calendar, facts: ClockFacts): Due {
  const start = momentOf(facts.startedAt)
  return orAwaiting(calendar, start, () => {
    const line = timeline(calendar, facts.terms)
    return momentText(reach(line, facts, start, lengthOf(facts.terms.limit, extendedBy(facts.extensions), start)))
  })
}

/** Adds what a pause took, for each that began before the time was full. @throws CalendarEnd */
export function reach(line: Timeline, facts: Pick<ClockFacts, 'pauses'>, start: number, length: number): number {
  let place = line.from(start) + length
  let end = line.end(place, start)
  for (const pause of facts.pauses) {
    if (pause.to === null || momentOf(pause.from) >= end) continue
    const from = line.stopAt(momentOf(pause.from))
    const to = momentOf(pause.to)
    // In the days by which a last day off moves on, no day is left, nor less than none.
    place = Math.max(place, from) + line.stopAt(to) - from
    end = line.end(place, start)
    // Resumed on a day off with no working day left: it ends with the next one, not before it ran on.
    if (end <= to) end = line.end(line.at(to) + 1, start)
  }
  return end
}

function orAwaiting(calendar: Calendar, start: number, ask: () => string): Due {
  try {
    return { dueAt: ask() }
  } catch (error) {
    if (!(error instanceof CalendarEnd)) throw error
    const day = dayText(dayOfMoment(start))
    const isHeld = day >= calendar.from.toString() && day <= calendar.to.toString()
    const end = startOfDay(dayOfMoment(momentOf(`${calendar.to}T12:00:00Z`)) + 1)
    return { dueAt: null, notBefore: isHeld ? momentText(end) : null }
  }
}

/** Whether a moment is not after another; the text of one moment may be written with or without its milliseconds. */
export const isBy = (moment: string, end: string): boolean => momentOf(moment) <= momentOf(end)

/** How an end at `metAt` is judged. Before the calendar's end a clock that is due beyond it is met for certain. */
export function judge(due: Due, metAt: string): 'met' | 'missed' | 'awaiting-calendar' {
  if (due.dueAt !== null) return isBy(metAt, due.dueAt) ? 'met' : 'missed'
  return due.notBefore !== null && isBy(metAt, due.notBefore) ? 'met' : 'awaiting-calendar'
}

/** An open clock whose time is over. One that pauses or waits for the calendar is never overdue. */
export const isOverdue = (clock: { state: ClockState; dueAt: string | null }, asOf: string): boolean =>
  clock.state === 'running' && clock.dueAt !== null && !isBy(asOf, clock.dueAt)

/** An amount in the clock's own unit. */
export interface Measure {
  unit: MeasureUnit
  value: number
}

/** What is left until the due moment, in the clock's own unit: whole minutes or days, 0 on the last day, negative when overdue. Null where the calendar ends. */
export function remaining(calendar: Calendar, facts: ClockFacts, asOf: string): Measure | null {
  const due = dueOf(calendar, facts)
  const paused = facts.pauses.find(({ to }) => to === null)
  if (due.dueAt === null) return null
  const until = due.dueAt
  return measured(calendar, facts, (line) => line.atDue(momentOf(until)) - line.at(momentOf(paused?.from ?? asOf)))
}

/** How late an end was, in the clock's own unit (at least 0: a Saturday after a Friday is no working day) and in minutes. */
export function lateBy(calendar: Calendar, facts: ClockFacts, metAt: string): (Measure & { minutes: number }) | null {
  const due = dueOf(calendar, facts).dueAt
  if (due === null || isBy(metAt, due)) return null
  const own = measured(calendar, facts, (line) => line.at(momentOf(metAt)) - line.atDue(momentOf(due)))
  return own && { ...own, minutes: Math.floor((momentOf(metAt) - momentOf(due)) / 60_000) }
}

/** How much of the clock's life it stood still, in its own unit: numerator and denominator, for an honest rate. */
export function pausedShare(
  calendar: Calendar,
  facts: ClockFacts,
  asOf: string,
): { unit: MeasureUnit; paused: number; elapsed: number } | null {
  const elapsed = measured(calendar, facts, (line) => line.at(momentOf(asOf)) - line.at(momentOf(facts.startedAt)))
  const paused = measured(calendar, facts, (line) =>
    facts.pauses.reduce((sum, { from, to }) => sum + line.at(momentOf(to ?? asOf)) - line.at(momentOf(from)), 0),
  )
  return elapsed && paused && { unit: elapsed.unit, paused: paused.value, elapsed: elapsed.value }
}

function measured(calendar: Calendar, facts: ClockFacts, steps: (line: Timeline) => number): Measure | null {
  try {
    const line = timeline(calendar, facts.terms)
    return { unit: line.unit, value: Math.floor(steps(line) / line.scale) }
  } catch (error) {
    if (error instanceof CalendarEnd) return null
    throw error
  }
}
