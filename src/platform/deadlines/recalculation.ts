/** What a new calendar or a new rule does to a clock that runs: old due, new due, why. A past is never changed. */
import type { Calendar } from '../calendar/index.ts'
import type { ClockState, ClockTerms } from './contract.ts'
import { type ClockFacts, dueOf, isBy, judge } from './rules.ts'

export interface RecalculatedClock extends ClockFacts {
  dueAt: string | null
  state: ClockState
  metAt: string | null
}

/** Why a due moment changes: days of the calendar became known or moved, or a part of the terms differs. */
export type ChangeReason =
  | 'calendar-known'
  | 'calendar-moved'
  | 'limit'
  | 'counting'
  | 'windows'
  | 'extension'
  | 'pauses'
/** Why it does not, although it would: it has passed, or would have passed before anybody was told. */
export type KeepReason = 'ended' | 'already-past' | 'would-be-past'

export type Recalculation =
  | { kind: 'same' }
  | { kind: 'kept'; reason: KeepReason; newDueAt: string | null }
  | { kind: 'changed'; terms: ClockTerms; newDueAt: string | null; newState: ClockState; reasons: ChangeReason[] }

/** With `terms`, as if they had been stated when the clock started; without, only the calendar is new. */
export function recalculate(
  calendar: Calendar,
  clock: RecalculatedClock,
  asOf: string,
  terms: ClockTerms = clock.terms,
): Recalculation {
  const due = dueOf(calendar, { ...clock, terms })
  const reasons = termReasons(clock.terms, terms)
  if (clock.state === 'met' || clock.state === 'missed' || clock.state === 'cancelled')
    return due.dueAt === clock.dueAt ? { kind: 'same' } : { kind: 'kept', reason: 'ended', newDueAt: due.dueAt }
  if (clock.metAt !== null) return judgeLate(calendar, clock)
  if (clock.state === 'paused')
    return reasons.length === 0
      ? { kind: 'same' }
      : { kind: 'changed', terms, newDueAt: null, newState: 'paused', reasons }

  if (due.dueAt === clock.dueAt && reasons.length === 0) return { kind: 'same' }
  if (clock.dueAt !== null && isBy(clock.dueAt, asOf))
    return { kind: 'kept', reason: 'already-past', newDueAt: due.dueAt }
  // A clock that waited was due on that day all along, though nobody could say so; any other is not made late afterwards.
  const waited = clock.state === 'awaiting-calendar' && reasons.length === 0
  if (!waited && due.dueAt !== null && isBy(due.dueAt, asOf))
    return { kind: 'kept', reason: 'would-be-past', newDueAt: due.dueAt }
  const calendarReason: ChangeReason = clock.state === 'awaiting-calendar' ? 'calendar-known' : 'calendar-moved'
  return {
    kind: 'changed',
    terms,
    newDueAt: due.dueAt,
    newState: due.dueAt === null ? 'awaiting-calendar' : 'running',
    reasons: reasons.length > 0 ? reasons : [calendarReason],
  }
}

/** What was done while nobody could say when it was due is judged by the terms it was done under. */
function judgeLate(calendar: Calendar, clock: RecalculatedClock): Recalculation {
  const due = dueOf(calendar, clock)
  const state = judge(due, clock.metAt ?? '')
  if (state === 'awaiting-calendar') return { kind: 'same' }
  return { kind: 'changed', terms: clock.terms, newDueAt: due.dueAt, newState: state, reasons: ['calendar-known'] }
}

function termReasons(old: ClockTerms, now: ClockTerms): ChangeReason[] {
  const parts: [ChangeReason, keyof ClockTerms][] = [
    ['limit', 'limit'],
    ['counting', 'counting'],
    ['windows', 'windows'],
    ['extension', 'extension'],
    ['pauses', 'pauseReasons'],
  ]
  return parts.filter(([, part]) => sorted(old[part]) !== sorted(now[part])).map(([reason]) => reason)
}

/** The database orders the keys of stored terms in its own way. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => a.localeCompare(b)))
      : part,
  )
