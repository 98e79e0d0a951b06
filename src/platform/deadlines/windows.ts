/** Time on duty as one long line: how much of it lies before a moment, and when a given amount is full. */
import { type Calendar, CalendarEnd, type NumberedCalendar, numberDays } from '../calendar/index.ts'
import { dayOfMoment, startOfDay } from './city-time.ts'
import type { DutyWindows, Spells } from './contract.ts'

/** Milliseconds of duty, counted from the calendar's first day. */
export interface DutyLine {
  /** Duty before `moment`. @throws CalendarEnd */
  at: (moment: number) => number
  /** The first moment at which that much duty is full: the end of a spell rather than the start of the next. @throws CalendarEnd */
  moment: (duty: number) => number
}

const minute = 60_000

/** Spells of one kind of day, in milliseconds since 00:00. */
interface DayPattern {
  spells: readonly { from: number; to: number }[]
  total: number
}

const milliseconds = (time: string): number => {
  const [hours = '0', minutes = '0'] = time.split(':')
  return (Number(hours) * 60 + Number(minutes)) * minute
}

function pattern(spells: Spells): DayPattern {
  const own = spells.map(({ from, to }) => ({ from: milliseconds(from), to: milliseconds(to) }))
  return { spells: own, total: own.reduce((sum, { from, to }) => sum + to - from, 0) }
}

const none: Spells = []

/** 1970-01-01 was a Thursday. 1 Monday … 7 Sunday. */
const weekdayOf = (day: number): number => ((day + 3) % 7) + 1

/** Spells of a day. @throws CalendarEnd */
export function spellsOf(days: NumberedCalendar, windows: DutyWindows, day: number): Spells {
  const kind = days.kind(day)
  if (kind === 'weekend') return windows.weekends ?? none
  if (kind === 'holiday') return windows.holidays ?? none
  return windows.byWeekday?.[String(weekdayOf(day)) as '1'] ?? windows.working
}

/** When business closes that day; its end where nobody is on duty. @throws CalendarEnd */
export function closeOf(days: NumberedCalendar, windows: DutyWindows, day: number): number {
  const last = spellsOf(days, windows, day).at(-1)
  return startOfDay(day) + milliseconds(last?.to ?? '24:00')
}

/** When business opens that day; 09:00 where nobody is on duty or the windows are not told. @throws CalendarEnd */
export function openingOf(days: NumberedCalendar, windows: DutyWindows | null, day: number): number {
  const first = windows ? spellsOf(days, windows, day)[0] : undefined
  return startOfDay(day) + milliseconds(first?.from ?? '09:00')
}

/** Lines by calendar and windows: a city has a handful of windows and thousands of clocks. */
const lines = new WeakMap<Calendar, Map<string, DutyLine>>()
const mostLines = 100

export function dutyLine(calendar: Calendar, windows: DutyWindows): DutyLine {
  const ofCalendar = lines.get(calendar) ?? new Map<string, DutyLine>()
  lines.set(calendar, ofCalendar)
  const key = JSON.stringify(windows)
  const known = ofCalendar.get(key)
  if (known) return known
  if (ofCalendar.size >= mostLines) ofCalendar.clear()
  const line = draw(calendar, windows)
  ofCalendar.set(key, line)
  return line
}

function draw(calendar: Calendar, windows: DutyWindows): DutyLine {
  const days = numberDays(calendar)
  const patterns = new Map<Spells, DayPattern>()
  const ofDay: DayPattern[] = []
  const before = new Float64Array(days.last - days.first + 2)
  for (let day = days.first; day <= days.last; day++) {
    const spells = spellsOf(days, windows, day)
    const own = patterns.get(spells) ?? pattern(spells)
    patterns.set(spells, own)
    const at = day - days.first
    ofDay.push(own)
    before[at + 1] = (before[at] ?? 0) + own.total
  }

  const at = (moment: number): number => {
    const day = dayOfMoment(moment)
    days.kind(day)
    const since = moment - startOfDay(day)
    let duty = before[day - days.first] ?? 0
    for (const { from, to } of ofDay[day - days.first]?.spells ?? [])
      if (since > from) duty += Math.min(since, to) - from
    return duty
  }

  const moment = (duty: number): number => {
    const place = firstFull(before, duty)
    if (place < 0) throw new CalendarEnd(calendar, calendar.to)
    let left = duty - (before[place] ?? 0)
    const start = startOfDay(days.first + place)
    for (const { from, to } of ofDay[place]?.spells ?? []) {
      if (left <= to - from) return start + from + left
      left -= to - from
    }
    return start
  }
  return { at, moment }
}

/** The first day by whose end `duty` is full; -1 where the line is too short. */
function firstFull(before: Float64Array, duty: number): number {
  let low = 0
  let high = before.length - 1
  if ((before[high] ?? 0) < duty) return -1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((before[middle] ?? 0) >= duty) high = middle
    else low = middle + 1
  }
  return Math.max(0, low - 1)
}
