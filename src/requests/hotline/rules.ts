/** What a ticket becomes: state, clocks, and what nobody timed. Pure. */
import type { Calendar } from '#platform/calendar/index.ts'
import { type Clock, type ClockTerms, dueOf, judge } from '#platform/deadlines/index.ts'
import { newId } from '#platform/ids.ts'
import { type CaseClock, caseClocks } from '../clocks/rules.ts'
import { lastOf, type Moment } from './moments/rules.ts'
import type { Ticket } from './reading/rules.ts'

export interface TicketWorld {
  city: string
  calendar: Calendar
  terms: Readonly<Record<CaseClock, ClockTerms>>
  ruleVersionId: string
  now: string
  /** Stands where the other system answered and did not say what. */
  noAnswerText: string
}

const doneAt = ({ times }: Ticket): Record<CaseClock, Moment | null> => ({
  contact: times.contacted,
  plan: times.planned,
  finish: times.answered,
})

/** A promise in minutes or hours needs the time of day; one in days does not. */
const needsTime = ({ limit }: ClockTerms): boolean => ['minutes', 'hours', 'working-hours'].includes(limit.unit)

const isUnclear = (moment: Moment | null, terms: ClockTerms): boolean =>
  moment === null || (moment.isDay && needsTime(terms))

/** What happened and was not timed, or began nobody knows when: neither met nor missed. */
export function untimedOf(ticket: Ticket, terms: TicketWorld['terms']): CaseClock[] {
  const done = doneAt(ticket)
  const isOver = ticket.times.answered !== null || ticket.times.closed !== null || ticket.answer !== null
  return caseClocks.filter((name) => {
    const happened = isOver || done[name] !== null
    return isUnclear(ticket.times.registered, terms[name]) || (happened && isUnclear(done[name], terms[name]))
  })
}

/** Clocks of a ticket, by the promise in force here: what was timed elsewhere is judged, the rest runs on from its registration. */
export function clocksOf(world: TicketWorld, ticket: Ticket, requestId: string): Clock[] {
  const { registered } = ticket.times
  const untimed = untimedOf(ticket, world.terms)
  if (registered === null) return []
  const done = doneAt(ticket)
  return caseClocks
    .filter((name) => !untimed.includes(name))
    .map((name) => {
      const clock: Clock = {
        ...{ city: world.city, id: newId(), subjectKind: 'request', subjectId: requestId, name, round: 1 },
        ...{ unitId: ticket.unitId, ruleVersionId: world.ruleVersionId, terms: world.terms[name] },
        ...{ startedAt: registered.at, dueAt: null, state: 'running', pauses: [], extensions: [] },
        ...{ metAt: null, cancelledAt: null, openness: 'internal', version: 1 },
      }
      const due = dueOf(world.calendar, clock)
      const end = done[name]
      if (end === null)
        return { ...clock, dueAt: due.dueAt, state: due.dueAt === null ? 'awaiting-calendar' : 'running' }
      const metAt = [lastOf(end), world.now].toSorted()[0] ?? world.now
      return { ...clock, dueAt: due.dueAt, metAt, state: judge(due, metAt) }
    })
}

/** How far a ticket has come, in our states: without a unit of ours it waits for the desk. */
export function progressOf(ticket: Ticket, { now, noAnswerText }: Pick<TicketWorld, 'now' | 'noAnswerText'>) {
  const { times, outcome, unitId } = ticket
  const at = (moment: Moment | null) => moment?.at ?? null
  const isAnswered = times.answered !== null || times.closed !== null || ticket.answer !== null
  const isClosed = times.closed !== null && outcome !== null
  const open = unitId === null ? 'registered' : times.contacted === null ? 'dispatched' : 'working'
  const registeredAt = times.registered?.at ?? now
  const isWithdrawn = isClosed && outcome === 'withdrawn'
  const answeredAt = at(times.answered) ?? at(times.closed) ?? registeredAt
  return {
    state: isClosed ? 'closed' : isAnswered ? 'answered' : open,
    outcome: isClosed ? outcome : null,
    leadUnitId: unitId,
    registeredAt,
    dispatchedAt: unitId === null ? null : (at(times.dispatched) ?? registeredAt),
    // Only a known moment is one: a bare day is no time of contact.
    contactedAt: times.contacted?.isDay === false ? times.contacted.at : null,
    contactWord: times.contacted === null ? null : 'claimed',
    plannedAt: times.planned?.isDay === false ? times.planned.at : null,
    answer: isAnswered ? (ticket.answer ?? (isWithdrawn ? null : noAnswerText)) : null,
    answeredAt: isAnswered && !isWithdrawn ? answeredAt : null,
    closedAt: isClosed ? at(times.closed) : null,
  }
}
