import type { Calendar } from '#platform/calendar/index.ts'
import { ClockState } from '#platform/deadlines/contract.ts'
import { type Clock, isOverdue, pausedShare, remaining } from '#platform/deadlines/index.ts'
import { type ClockView, clockNames } from '../contract.ts'
import { pauseReasons } from '../rules.ts'
import { openOf } from './commands.ts'

/** A clock as a screen shows it at a moment. */
export function clockView(calendar: Calendar, clock: Clock, asOf: string): ClockView {
  const { id, round, terms, dueAt, metAt, cancelledAt, pauses, extensions } = clock
  const state = ClockState.parse(clock.state)
  const isOpen = metAt === null && cancelledAt === null
  const share = pausedShare(calendar, clock, metAt ?? cancelledAt ?? asOf)
  const running = pauses.find(({ to }) => to === null)
  return {
    ...{ id, round, state, dueAt, metAt },
    name: nameOf(clock),
    isOverdue: isOverdue({ state, dueAt }, asOf),
    remaining: isOpen ? remaining(calendar, clock, asOf) : null,
    limit: terms.limit.unit === 'day' ? null : { unit: terms.limit.unit, value: terms.limit.value },
    pausedReason: pauseReasons.find((reason) => reason === running?.reason) ?? null,
    pausedShare: share && share.elapsed > 0 ? share.paused / share.elapsed : 0,
    extendedBy: extensions.reduce((sum, { value }) => sum + value, 0),
    source: terms.source,
  }
}

/** The open clock that breaks next, or one that stands still where none runs. */
export function nextClock(calendar: Calendar, clocks: readonly Clock[], asOf: string): ClockView | null {
  const [next] = openOf(clocks).toSorted((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1))
  return next ? clockView(calendar, next, asOf) : null
}

const nameOf = ({ name }: Clock): ClockView['name'] => {
  const known = clockNames.find((one) => one === name)
  if (!known) throw new Error(`a request has no clock ${name}`)
  return known
}
