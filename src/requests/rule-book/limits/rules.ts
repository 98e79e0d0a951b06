/** What past clocks would have been under other limits. Pure; the engine of deadlines counts. */
import type { Calendar } from '#platform/calendar/calendar.ts'
import type { ClockState, ClockTerms } from '#platform/deadlines/contract.ts'
import { type ClockFacts, dueOf, isOverdue, judge } from '#platform/deadlines/rules.ts'
import type { Fate, OpenWhen } from '../rules.ts'

export interface PastClock extends ClockFacts {
  state: ClockState
  dueAt: string | null
  metAt: string | null
  cancelledAt: string | null
  /** Its end was no answer: the request was withdrawn, merged, refused or explained while it was overdue. */
  isEndedWithoutAnswer: boolean
}

export interface Judged {
  fate: Fate
  dueAt: string | null
}

/** As it stands on record. */
export function fateOf(clock: PastClock, asOf: string): Judged {
  const { state, dueAt } = clock
  if (state === 'cancelled') return { fate: 'fallen-away', dueAt }
  if (state === 'met' || state === 'missed') return { fate: state, dueAt }
  return { fate: isOverdue(clock, asOf) ? 'overdue' : 'not-due', dueAt }
}

/**
 * As it would stand had its terms been these when it started, and everybody done what they did when they did it. A pause
 * for a reason that the terms do not know would not have stopped it; what was granted counts as far as the terms allow.
 */
export function fateUnder(calendar: Calendar, clock: PastClock, terms: ClockTerms, asOf: string): Judged {
  const facts = factsUnder(clock, terms)
  const due = dueOf(calendar, facts)
  const { dueAt } = due
  const end = clock.cancelledAt ?? clock.metAt
  if (end === null) {
    const stands = facts.pauses.some(({ to }) => to === null)
    const isOver = !stands && isOverdue({ state: 'running', dueAt }, asOf)
    return { fate: isOver ? 'overdue' : 'not-due', dueAt: stands ? null : dueAt }
  }
  const judged = judge(due, end)
  if (judged === 'missed') return { fate: 'missed', dueAt }
  if (clock.cancelledAt !== null || clock.isEndedWithoutAnswer) return { fate: 'fallen-away', dueAt }
  return { fate: judged === 'met' ? 'met' : 'not-due', dueAt }
}

function factsUnder(clock: PastClock, terms: ClockTerms): ClockFacts {
  const { extension, pauseReasons } = terms
  return {
    terms,
    startedAt: clock.startedAt,
    pauses: clock.pauses.filter(({ reason }) => pauseReasons.includes(reason)),
    extensions: extension
      ? clock.extensions
          .slice(0, extension.times)
          .map((one) => ({ ...one, value: Math.min(one.value, extension.atMost) }))
      : [],
  }
}

/** The ends of today, of three and of seven days, by which open clocks are counted. */
export type Ends = Readonly<Record<'today' | 'three-days' | 'seven-days', string>>

export function whenOf({ fate, dueAt }: Judged, ends: Ends): OpenWhen {
  if (fate === 'overdue') return 'overdue'
  if (dueAt === null) return 'standing'
  const moment = Date.parse(dueAt)
  if (moment <= Date.parse(ends.today)) return 'today'
  if (moment <= Date.parse(ends['three-days'])) return 'three-days'
  return moment <= Date.parse(ends['seven-days']) ? 'seven-days' : 'later'
}
