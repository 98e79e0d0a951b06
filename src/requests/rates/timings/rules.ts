/** What a round of a request looks like to the rates, from the request and its clocks. Pure. */
import { Temporal } from 'temporal-polyfill'
import { dayOf } from '#platform/clock.ts'
import type { Clock } from '#platform/deadlines/index.ts'
import { type CaseClock, caseClocks } from '../../clocks/rules.ts'
import type { earlierRounds, requests } from '../../tables.ts'
import type { timings } from '../tables.ts'

export type Timing = typeof timings.$inferSelect

/** What the firm said to a round, and that the case came again: told by others, kept through every change of the clocks. */
export type Told = Pick<Timing, 'level' | 'isSolved' | 'ratedBy' | 'reopenedAt'>
export const untold: Told = { level: null, isSolved: null, ratedBy: null, reopenedAt: null }

type Request = typeof requests.$inferSelect
/** What a timing takes from a request; a row that is about to be entered fits. */
export type TimedRequest = Pick<
  Request,
  'city' | 'id' | 'round' | 'registeredAt' | 'leadUnitId' | 'divisionCode' | 'topicId' | 'kind' | 'channel'
> &
  Partial<Pick<Request, 'contactedAt' | 'contactWord' | 'answeredAt' | 'closedAt' | 'outcome' | 'untimed'>>
export type EarlierRound = Pick<
  typeof earlierRounds.$inferSelect,
  'round' | 'leadUnitId' | 'contactedAt' | 'answeredAt'
>
type TimedClock = Pick<Clock, 'name' | 'round' | 'startedAt' | 'state' | 'dueAt' | 'metAt' | 'pauses'>

/** Year and month of a moment in the city, as one number: 202603. */
export function monthOf(moment: string): number {
  const { year, month } = dayOf(Temporal.Instant.from(moment))
  return year * 100 + month
}

/** The row of the round in which the request is. */
export const timingOf = (request: TimedRequest, clocks: readonly TimedClock[]): Timing => ({
  ...rowOf(request, clocks, request.round),
  unitId: request.leadUnitId,
  contactedAt: request.contactedAt ?? null,
  contactWord: request.contactWord ?? null,
  answeredAt: request.answeredAt ?? null,
  closedAt: request.closedAt ?? null,
  outcome: request.outcome ?? null,
  isLast: true,
  isJudged: (request.answeredAt ?? null) !== null,
  ...untold,
})

/** The row of a round that was done again. How the case ended stands with its last round alone. */
export const earlierTimingOf = (
  request: TimedRequest,
  clocks: readonly TimedClock[],
  { round, leadUnitId, contactedAt, answeredAt }: EarlierRound,
): Timing => ({
  ...rowOf(request, clocks, round),
  ...{ unitId: leadUnitId, contactedAt, answeredAt, contactWord: null, closedAt: null, outcome: null, isLast: false },
  isJudged: round === request.round - 1 && (request.answeredAt ?? null) === null,
  ...untold,
})

function rowOf(request: TimedRequest, clocks: readonly TimedClock[], round: number) {
  const { city, id: requestId, registeredAt, divisionCode, topicId, kind, channel } = request
  const own = clocks.filter((clock) => clock.round === round)
  const [contact, plan, finish] = caseClocks.map((name) => partOf(request, own, name))
  return {
    ...{ city, requestId, round, registeredAt, month: monthOf(registeredAt), divisionCode, topicId, kind, channel },
    startedAt: own[0]?.startedAt ?? registeredAt,
    ...named('contact', contact),
    ...named('plan', plan),
    ...named('finish', finish),
  }
}

interface ClockPart {
  state: string
  dueAt: string | null
  metAt: string | null
  seconds: number | null
  pausedSeconds: number
  pausedAt: string | null
}

const untimedPart: ClockPart = {
  ...{ state: 'untimed', dueAt: null, metAt: null, seconds: null, pausedSeconds: 0, pausedAt: null },
}

/** A clock which nobody ran, or whose true times another system did not tell, is not timed: neither met nor missed. */
function partOf(request: TimedRequest, own: readonly TimedClock[], name: CaseClock): ClockPart {
  const clock = own.find((one) => one.name === name)
  if (!clock || (clock.round === 1 && request.untimed?.includes(name))) return untimedPart
  const { state, dueAt, metAt, startedAt, pauses } = clock
  const ended = pauses.flatMap(({ from, to }) => (to === null ? [] : [secondsBetween(from, to)]))
  return {
    ...{ state, dueAt, metAt },
    seconds: metAt === null ? null : secondsBetween(startedAt, metAt),
    pausedSeconds: ended.reduce((sum, seconds) => sum + seconds, 0),
    pausedAt: pauses.find(({ to }) => to === null)?.from ?? null,
  }
}

/** Whole seconds; what is begun does not count. */
export const secondsBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / 1000)

type Named<Name extends CaseClock> = { [Key in keyof ClockPart as `${Name}${Capitalize<Key>}`]: ClockPart[Key] }

const named = <Name extends CaseClock>(name: Name, part: ClockPart = untimedPart): Named<Name> =>
  Object.fromEntries(
    Object.entries(part).map(([key, value]) => [`${name}${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]),
  ) as Named<Name>

interface Tied {
  id: string
  firm: string | null
  registeredAt: string
  closedAt: string | null
}

/** Of requests of one cause: the ended ones which the same firm followed by another in time, with its first moment. */
export function comeAgain(tied: readonly Tied[], withinDays: number): { id: string; reopenedAt: string }[] {
  const days = withinDays * 86_400_000
  return tied.flatMap(({ id, firm, closedAt }) => {
    if (firm === null || closedAt === null) return []
    const end = Date.parse(closedAt)
    const later = tied
      .filter((one) => one.firm === firm && one.id !== id)
      .map(({ registeredAt }) => registeredAt)
      .filter((moment) => Date.parse(moment) > end && Date.parse(moment) <= end + days)
      .toSorted()
    return later[0] ? [{ id, reopenedAt: later[0] }] : []
  })
}
