/** Points before and after a due moment at which somebody is told: never at midnight, unless the clock itself runs by the hour. */
import { type Calendar, CalendarEnd, numberDays } from '../calendar/index.ts'
import { AppError } from '../errors.ts'
import { dayEndedBy, momentOf, momentText } from './city-time.ts'
import type { Step } from './contract.ts'
import { type ClockFacts, dueOf, extendedBy, reach } from './rules.ts'
import { lengthOf, stepsIn, type Timeline, timeline } from './timeline.ts'
import { dutyLine, openingOf } from './windows.ts'

/** The moment of a step, or why there is none: the clock pauses, waits for the calendar, or the step would precede its start. */
export type StepMoment = { at: string } | { at: null; why: 'paused' | 'awaiting-calendar' | 'before-start' }

/**
 * When a step comes. Steps in days come when business opens that day (09:00 where no windows are told); steps in
 * minutes and hours to the minute; a share of a limit in days on the day with which the share is reached.
 *
 * @throws AppError invalid `deadlines.stepNeedsWindows` for working hours of a clock without duty windows
 */
export function stepMoment(calendar: Calendar, facts: ClockFacts, step: Step): StepMoment {
  if (facts.pauses.some(({ to }) => to === null)) return { at: null, why: 'paused' }
  const { dueAt } = dueOf(calendar, facts)
  if (dueAt === null) return { at: null, why: 'awaiting-calendar' }
  try {
    const at =
      step.kind === 'share' ? atShare(calendar, facts, step.percent, dueAt) : atDistance(calendar, facts, step, dueAt)
    return at > momentOf(facts.startedAt) ? { at: momentText(at) } : { at: null, why: 'before-start' }
  } catch (error) {
    if (error instanceof CalendarEnd) return { at: null, why: 'awaiting-calendar' }
    throw error
  }
}

function atShare(calendar: Calendar, facts: ClockFacts, percent: number, dueAt: string): number {
  if (percent === 100) return momentOf(dueAt)
  const line = timeline(calendar, facts.terms)
  const start = momentOf(facts.startedAt)
  const whole = lengthOf(facts.terms.limit, extendedBy(facts.extensions), start)
  if (line.scale > 1) return reach(line, facts, start, (whole * percent) / 100)
  const plain: Timeline = facts.terms.limit.unit === 'working-days' ? line : timeline(calendar, withoutMoving(facts))
  const end = reach(plain, facts, start, Math.ceil((whole * percent) / 100))
  return openingOf(numberDays(calendar), facts.terms.windows, dayEndedBy(end))
}

/** A share of a term lies on the day it lies on; only the last day moves on. */
const withoutMoving = ({ terms }: ClockFacts) => ({ ...terms, counting: { ...terms.counting, lastDayMovesOn: false } })

function atDistance(
  calendar: Calendar,
  facts: ClockFacts,
  step: Exclude<Step, { kind: 'share' }>,
  dueAt: string,
): number {
  const due = momentOf(dueAt)
  const { unit, value } = step.span
  const steps = value * stepsIn(unit) * (step.kind === 'before' ? -1 : 1)
  if (unit === 'minutes' || unit === 'hours') return due + steps
  if (unit === 'working-hours') {
    if (!facts.terms.windows) throw new AppError('invalid', 'deadlines.stepNeedsWindows')
    const duty = dutyLine(calendar, facts.terms.windows)
    return duty.moment(duty.at(due) + steps)
  }
  const days = numberDays(calendar)
  const last = dayEndedBy(due)
  const day = unit === 'calendar-days' ? last + steps : workingDaysAway(calendar, last, steps)
  return openingOf(days, facts.terms.windows, day)
}

/** From a day off, one working day before is the last one that was worked, one after the next. */
function workingDaysAway(calendar: Calendar, day: number, steps: number): number {
  const days = numberDays(calendar)
  const worked = days.workedUpTo(day)
  const isWorking = days.kind(day) === 'working'
  return days.workingDay(worked + steps + (steps < 0 && !isWorking ? 1 : 0), day)
}
