/** A week of a duty roster as a grid of windows and days. Pure; days are YYYY-MM-DD. */
import type { DutyTurn } from '../../duty/contract.ts'
import { addDays, stretchOf, weekdayOf } from '../../duty/rules.ts'

/** From when to when somebody is on duty, HH:MM; over midnight where `toTime` is not later. */
export type Window = Pick<DutyTurn, 'fromTime' | 'toTime'>
export type People = Pick<DutyTurn, 'accountId' | 'standInId'>

/** Who is on duty in a window that begins on a day. */
export interface Cell {
  people: People[]
  /** For this date alone, in place of the weekly turn. */
  isSingle: boolean
}

/** The cell that is being changed. */
export interface OpenCell {
  window: Window
  day: string
  cell: Cell
}

export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day))
export const weekOf = (monday: string): string[] => [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days))
export const windowKey = ({ fromTime, toTime }: Window): string => `${fromTime}-${toTime}`
export const isOverMidnight = ({ fromTime, toTime }: Window): boolean => toTime <= fromTime

/** Windows that begin in these days, and those just added, the earliest first. */
export function windowsOf(turns: readonly DutyTurn[], days: readonly string[], added: readonly Window[]): Window[] {
  const begun = turns.filter((turn) => days.some((day) => stretchOf(turn, day) !== null))
  const byKey = new Map([...begun, ...added].map((one) => [windowKey(one), one]))
  return [...byKey.values()]
    .map(({ fromTime, toTime }) => ({ fromTime, toTime }))
    .toSorted((a, b) => windowKey(a).localeCompare(windowKey(b)))
}

const isIn = (window: Window) => (turn: DutyTurn) => windowKey(turn) === windowKey(window)
const peopleOf = ({ accountId, standInId }: People): People => ({ accountId, standInId })

export function cellOf(turns: readonly DutyTurn[], window: Window, day: string): Cell {
  const here = turns.filter((turn) => isIn(window)(turn) && stretchOf(turn, day) !== null)
  const single = here.filter(({ onDay }) => onDay !== null)
  return { people: (single.length > 0 ? single : here).map(peopleOf), isSingle: single.length > 0 }
}

/** Puts people in for one date; none: the weekly turn holds again. */
export function setDate(turns: readonly DutyTurn[], window: Window, day: string, people: readonly People[]) {
  const others = turns.filter((turn) => turn.onDay !== day || !isIn(window)(turn))
  const own = { weekdays: [], onDay: day, validFromOn: day, validToOn: null }
  return [...others, ...people.map((one): DutyTurn => ({ ...peopleOf(one), ...window, ...own }))]
}

/** Changes who is on duty on this weekday from this day on; what was before it stays as it was. */
export function setWeekly(turns: readonly DutyTurn[], window: Window, day: string, people: readonly People[]) {
  const weekday = weekdayOf(day)
  const kept = turns.flatMap((turn): DutyTurn[] => {
    const isTouched = turn.onDay === null && isIn(window)(turn) && turn.weekdays.includes(weekday)
    if (!isTouched || (turn.validToOn !== null && turn.validToOn < day)) return [turn]
    const rest = turn.weekdays.filter((one) => one !== weekday)
    return [
      ...(rest.length > 0 ? [{ ...turn, weekdays: rest }] : []),
      ...(turn.validFromOn < day ? [{ ...turn, weekdays: [weekday], validToOn: addDays(day, -1) }] : []),
    ]
  })
  const own = { weekdays: [weekday], onDay: null, validFromOn: day, validToOn: null }
  return joined([...kept, ...people.map((one): DutyTurn => ({ ...peopleOf(one), ...window, ...own }))])
}

/** Has one week look like the one before it; where that needs nothing, nothing is put in. */
export function copyWeekBefore(turns: readonly DutyTurn[], monday: string): DutyTurn[] {
  const before = weekOf(addDays(monday, -7))
  return windowsOf(turns, before, []).reduce(
    (all, window) =>
      before.reduce((some, day) => {
        const [last, here] = [cellOf(turns, window, day), cellOf(turns, window, addDays(day, 7))]
        if (last.people.length === 0 || isSame(last.people, here.people)) return some
        return setDate(some, window, addDays(day, 7), last.people)
      }, all),
    [...turns],
  )
}

/** Has every week from this one on look like this one. */
export function repeatWeek(turns: readonly DutyTurn[], monday: string): DutyTurn[] {
  const days = weekOf(monday)
  return windowsOf(turns, days, []).reduce(
    (all, window) =>
      days.reduce((some, day) => {
        const { people } = cellOf(turns, window, day)
        return setDate(setWeekly(some, window, day, people), window, day, [])
      }, all),
    [...turns],
  )
}

/** Takes a window out of the week and all that follow. */
export function withoutWindow(turns: readonly DutyTurn[], window: Window, monday: string): DutyTurn[] {
  return weekOf(monday).reduce(
    (some, day) => setDate(setWeekly(some, window, day, []), window, day, []),
    turns.filter((turn) => !isIn(window)(turn) || turn.onDay === null || turn.onDay < monday),
  )
}

const keptDays = 62

/** What is to be saved: turns that ended long ago are left out, the audit keeps them. */
export const toSave = (turns: readonly DutyTurn[], today: string): DutyTurn[] =>
  turns.filter(({ onDay, validToOn }) => (onDay ?? validToOn ?? today) >= addDays(today, -keptDays))

const isSame = (a: readonly People[], b: readonly People[]) =>
  JSON.stringify(a.map(peopleOf)) === JSON.stringify(b.map(peopleOf))

/** Weekly turns that differ in nothing but their weekdays become one. */
function joined(turns: readonly DutyTurn[]): DutyTurn[] {
  const byRest = Map.groupBy(turns, ({ weekdays, ...rest }) =>
    JSON.stringify([
      ...[weekdays.length > 0, rest.accountId, rest.standInId, rest.onDay],
      ...[rest.fromTime, rest.toTime, rest.validFromOn, rest.validToOn],
    ]),
  )
  return [...byRest.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const weekdays = [...new Set(same.flatMap((turn) => turn.weekdays))].toSorted((a, b) => a - b)
    return [{ ...first, weekdays }]
  })
}
