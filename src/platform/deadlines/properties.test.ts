/** What must hold for every clock, found by trying: against a slow count minute by minute, and against itself. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { dayKind, isWorkingDay, loadCalendar } from '../calendar/index.ts'
import { aPause, civilCode, moment, someTerms, windowsNamed } from './builders.ts'
import { startOfDay } from './city-time.ts'
import type { ClockTerms, DutyWindows, Limit, Pause } from './contract.ts'
import { type ClockFacts, dueOf } from './rules.ts'
import { dutyLine } from './windows.ts'

const calendar = loadCalendar()
const minute = 60_000
const first = Date.parse(moment('2024-01-01 00:00'))
/** Two years, so that every limit below ends within the calendar. */
const minutes = 2 * 365 * 24 * 60

const instant = fc.integer({ min: 0, max: minutes }).map((at) => first + at * minute)
const text = (at: number) => new Date(at).toISOString()

const spells = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 2, maxLength: 6 })
  .map((marks) => marks.toSorted((a, b) => a - b))
  .map((marks) =>
    Array.from({ length: Math.floor(marks.length / 2) }, (_, at) => ({
      from: clockTime(marks[at * 2] ?? 0),
      to: clockTime(marks[at * 2 + 1] ?? 0),
    })),
  )
const clockTime = (halves: number) => `${String(halves >> 1).padStart(2, '0')}:${halves % 2 ? '30' : '00'}`
const windows: fc.Arbitrary<DutyWindows> = fc.record(
  { working: spells, byWeekday: fc.record({ '5': spells }), weekends: spells, holidays: spells },
  { requiredKeys: ['working'] },
)

const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ unit: fc.constant('minutes' as const), value: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ unit: fc.constant('hours' as const), value: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ unit: fc.constant('calendar-days' as const), value: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ unit: fc.constant('working-days' as const), value: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ unit: fc.constant('working-hours' as const), value: fc.integer({ min: 1, max: 100 }) }),
)
const counting = fc.record({
  startDayCounts: fc.boolean(),
  lastDayMovesOn: fc.boolean(),
  lastDayEnds: fc.constantFrom('midnight' as const, 'close' as const),
})
const terms: fc.Arbitrary<ClockTerms> = fc
  .record({ limit, counting, windows })
  .map(({ limit: own, ...rest }) => someTerms(own, rest))

const facts = (own: ClockTerms, start: number, pauses: Pause[] = [], extended = 0): ClockFacts => ({
  terms: own,
  startedAt: text(start),
  pauses,
  extensions: extended ? [{ at: text(start), value: extended, reason: '', by: '甲', approvedBy: '乙' }] : [],
})
const due = (...args: Parameters<typeof facts>): number => {
  const { dueAt } = dueOf(calendar, facts(...args))
  if (dueAt === null) throw new Error('beyond the calendar')
  return Date.parse(dueAt)
}
const duty = (own: ClockTerms) => dutyLine(calendar, own.windows ?? { working: [] })

describe('every clock', () => {
  test('is due after it starts, and later when it starts later', () => {
    fc.assert(
      fc.property(terms, instant, instant, (own, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        expect(due(own, early)).toBeGreaterThan(early)
        expect(due(own, early)).toBeLessThanOrEqual(due(own, late))
      }),
      { numRuns: 500 },
    )
  })

  test('is due later with a longer limit; an extension is a longer limit', () => {
    fc.assert(
      fc.property(terms, instant, fc.integer({ min: 1, max: 20 }), (own, start, more) => {
        if (own.limit.unit === 'day') return
        const longer = { ...own, limit: { ...own.limit, value: own.limit.value + more } }
        expect(due(longer, start)).toBeGreaterThanOrEqual(due(own, start))
        expect(due(own, start, [], more)).toBe(due(longer, start))
      }),
      { numRuns: 500 },
    )
  })

  test('is due the same when a pause is told as two that meet', () => {
    const cut = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 20_000 }),
      fc.nat(20_000),
    )
    fc.assert(
      fc.property(terms, instant, cut, (own, start, [share, one, two]) => {
        const from = start + Math.floor(((due(own, start) - start) * share) / minute) * minute
        const [middle, to] = [from + one * minute, from + (one + two) * minute]
        const whole = [aPause(text(from), text(to))]
        const halves = [aPause(text(from), text(middle)), aPause(text(middle), text(to))]
        expect(due(own, start, halves)).toBe(due(own, start, whole))
      }),
      { numRuns: 500 },
    )
  })
})

/** From a share of a clock's time on, for so many minutes. */
const pause = fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 20_000 }))

describe('a pause', () => {
  test('of so many minutes moves a clock by the hour by exactly these', () => {
    const hours = terms.filter(({ limit: own }) => own.unit === 'hours' || own.unit === 'minutes')
    fc.assert(
      fc.property(hours, instant, pause, (own, start, [share, length]) => {
        const end = due(own, start)
        const from = start + Math.floor((end - start) * share)
        expect(due(own, start, [aPause(text(from), text(from + length * minute))]) - end).toBe(length * minute)
      }),
    )
  })

  test('of so much duty moves a clock in working hours by exactly that duty', () => {
    const working = terms.filter(({ limit: own }) => own.unit === 'working-hours')
    fc.assert(
      fc.property(working, instant, pause, (own, start, [share, length]) => {
        const { at } = duty(own)
        const end = due(own, start)
        const from = start + Math.floor(((end - start) * share) / minute) * minute
        const to = from + length * minute
        const moved = due(own, start, [aPause(text(from), text(to))])
        expect(at(moved) - at(end)).toBe(at(to) - at(from))
      }),
    )
  })
})

describe('against a slow count', () => {
  const dayOf = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Asia/Shanghai')
  const spellsOn = (own: DutyWindows, day: Temporal.PlainDate) => {
    const { kind } = dayKind(calendar, day)
    if (kind === 'weekend') return own.weekends ?? []
    if (kind === 'off') return own.holidays ?? []
    return (day.dayOfWeek === 5 ? own.byWeekday?.['5'] : undefined) ?? own.working
  }
  const onDuty = (own: DutyWindows, at: number) => {
    const local = dayOf(at)
    const time = local.toPlainTime().toString().slice(0, 5)
    return spellsOn(own, local.toPlainDate()).some(({ from, to }) => from <= time && time < to)
  }

  test('working hours are full after as many minutes on duty, pauses left out', () => {
    const own = fc.record({ value: fc.integer({ min: 1, max: 4 }), windows })
    const stood = fc.option(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 600 })))
    fc.assert(
      fc.property(own, instant, stood, ({ value, windows: duties }, start, stop) => {
        const paused = stop && { from: start + stop[0] * minute, to: start + (stop[0] + stop[1]) * minute }
        let at = start
        for (let left = value * 60; left > 0; at += minute) {
          const stands = paused && at >= paused.from && at < paused.to
          if (!stands && onDuty(duties, at)) left--
        }
        const clock = someTerms({ unit: 'working-hours', value }, { windows: duties })
        const isBefore = paused && paused.from < due(clock, start)
        const pauses = isBefore ? [aPause(text(paused.from), text(paused.to))] : []
        expect(due(clock, start, pauses)).toBe(at)
      }),
      { numRuns: 40 },
    )
  })

  test('days are counted one by one, as the Civil Code says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.boolean(), instant, (value, working, start) => {
        let day = dayOf(start).toPlainDate()
        for (let left = value; left > 0; ) {
          day = day.add({ days: 1 })
          if (!working || isWorkingDay(calendar, day)) left--
        }
        while (!isWorkingDay(calendar, day)) day = day.add({ days: 1 })
        const end = day.add({ days: 1 }).toZonedDateTime('Asia/Shanghai').epochMilliseconds
        expect(due(someTerms({ unit: working ? 'working-days' : 'calendar-days', value }), start)).toBe(end)
      }),
    )
  })

  test('the duty of a day is the sum of its windows', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 19_723, max: 20_453 }), (own, day) => {
        const { at } = dutyLine(calendar, own)
        const spans = spellsOn(own, Temporal.PlainDate.from('1970-01-01').add({ days: day }))
        const sum = spans.reduce((total, { from, to }) => total + minutesOf(to) - minutesOf(from), 0)
        expect(at(startOfDay(day + 1)) - at(startOfDay(day))).toBe(sum * minute)
      }),
    )
  })
  const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
})

test('neither the zone of the machine nor the hour of the job changes a due moment', () => {
  const script = `
    import { loadCalendar } from '${new URL('../calendar/index.ts', import.meta.url).href}'
    import { dueOf } from '${new URL('./rules.ts', import.meta.url).href}'
    const all = JSON.parse(process.argv[1])
    process.stdout.write(JSON.stringify(all.map((one) => dueOf(loadCalendar(), one))))`
  const limits: Limit[] = [
    { unit: 'minutes', value: 60 },
    { unit: 'hours', value: 24 },
    { unit: 'calendar-days', value: 7 },
    { unit: 'working-days', value: 5 },
    { unit: 'working-hours', value: 8 },
    { unit: 'day', on: '2026-06-30' },
  ]
  const starts = ['2026-03-08 01:30', '2026-03-08 15:30', '2026-03-09 00:00', '2026-02-13 23:59'].map(moment)
  const all = limits.flatMap((own) =>
    starts.map((startedAt) => ({ terms: someTerms(own), startedAt, pauses: [], extensions: [] })),
  )
  const here = all.map((one) => dueOf(calendar, one))
  for (const zone of ['America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati']) {
    const answer = execFileSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, JSON.stringify(all)],
      { env: { ...process.env, TZ: zone }, encoding: 'utf8', cwd: fileURLToPath(new URL('.', import.meta.url)) },
    )
    expect(JSON.parse(answer), zone).toEqual(here)
  }
})

test('the ways of counting a clock starts from are those of the Civil Code', () => {
  expect(civilCode).toEqual({ startDayCounts: false, lastDayMovesOn: true, lastDayEnds: 'midnight' })
  expect(windowsNamed.office).toBeDefined()
})
