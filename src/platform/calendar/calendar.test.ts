import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import {
  addWorkingDays,
  CalendarEnd,
  calendarFrom,
  coverage,
  dayKind,
  isWorkingDay,
  loadCalendar,
  nextWorkingDay,
  shippedYears,
  workingDayFrom,
  workingDaysBetween,
} from './index.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const calendar = loadCalendar()
const cases = (name: string) => parse(readFileSync(new URL(`./cases/${name}`, import.meta.url), 'utf8'))
const orUnknown = (ask: () => string) => {
  try {
    return ask()
  } catch (error) {
    if (error instanceof CalendarEnd) return 'unknown'
    throw error
  }
}

const DayCases = z.array(z.object({ on: z.string(), is: z.string(), name: z.string().optional() }))
const TermCases = z.array(z.object({ start: z.string(), workingDays: z.int(), due: z.string() }))

describe('days', () => {
  test.each(DayCases.parse(cases('days.yaml')))('$on is $is', ({ on, is, name }) => {
    expect(orUnknown(() => dayKind(calendar, day(on)).kind)).toBe(is)
    if (is === 'unknown') return
    expect(isWorkingDay(calendar, day(on))).toBe(is === 'workday' || is === 'make-up')
    expect(dayKind(calendar, day(on)).name).toBe(name)
  })

  test('a make-up day names the notice that orders it, even of the year after', () => {
    expect(dayKind(calendar, day('2018-12-29')).notices?.[0]).toContain('/2018-12/06/')
  })
})

describe('terms', () => {
  test.each(TermCases.parse(cases('terms.yaml')))(
    '$workingDays after $start is $due',
    ({ start, workingDays, due }) => {
      expect(orUnknown(() => addWorkingDays(calendar, day(start), workingDays).toString())).toBe(due)
      if (workingDays > 0 && due !== 'unknown')
        expect(workingDaysBetween(calendar, day(start), day(due))).toBe(workingDays)
    },
  )

  test('a term counted by jumps ends where one counted day by day does', () => {
    const known = calendar.from.until(calendar.to).days
    fc.assert(
      fc.property(fc.nat(known - 200), fc.integer({ min: 1, max: 90 }), (offset, n) => {
        const start = calendar.from.add({ days: offset })
        let at = start
        for (let left = n; left > 0; ) {
          at = at.add({ days: 1 })
          if (isWorkingDay(calendar, at)) left--
        }
        expect(addWorkingDays(calendar, start, n).toString()).toBe(at.toString())
        expect(workingDaysBetween(calendar, at, start)).toBe(-n)
      }),
    )
  })

  test('the next working day comes after, the working day of a term may be the day itself', () => {
    expect(nextWorkingDay(calendar, day('2026-09-18')).toString()).toBe('2026-09-20')
    expect(workingDayFrom(calendar, day('2026-09-18')).toString()).toBe('2026-09-18')
    expect(workingDayFrom(calendar, day('2026-09-19')).toString()).toBe('2026-09-20')
  })
})

describe('the end of the calendar', () => {
  test('a refusal names the last known day', () => {
    const refusal = (() => {
      try {
        return addWorkingDays(calendar, day('2026-12-25'), 10)
      } catch (error) {
        return error
      }
    })()
    expect(refusal).toBeInstanceOf(CalendarEnd)
    expect(refusal).toBeInstanceOf(AppError)
    expect(refusal).toMatchObject({
      fault: 'unavailable',
      key: 'calendar.termUnknown',
      facts: { day: '2026-12-25', workingDays: 10, lastKnownOn: '2026-12-31' },
    })
    if (refusal instanceof CalendarEnd) expect(refusal.lastKnownOn.toString()).toBe('2026-12-31')
  })

  test('it covers 2008 to the last notice, the last days of which the next notice may move', () => {
    const { from, to, firmTo } = coverage(calendar)
    expect([from, to, firmTo].map(String)).toEqual(['2008-01-01', '2026-12-31', '2026-12-28'])
  })

  test('the next notice carries a term further', () => {
    const next = {
      year: 2027,
      notices: ['https://city.example/notice'],
      days: [{ on: '2027-01-01', kind: 'off' as const, name: '元旦' }],
    }
    const longer = calendarFrom([next, ...shippedYears()])
    expect(addWorkingDays(longer, day('2026-12-31'), 1).toString()).toBe('2027-01-04')
  })
})

describe('rows of a calendar', () => {
  const year = (y: number, ...on: string[]) => ({
    year: y,
    notices: ['https://city.example/notice'],
    days: on.map((d) => ({ on: d, kind: 'off' as const, name: '元旦' })),
  })
  test.each([
    ['calendar.noYears', []],
    ['calendar.yearMissing', [year(2008), year(2010)]],
    ['calendar.dayTwice', [year(2008, '2008-12-31'), year(2009, '2008-12-31')]],
    ['calendar.dayElsewhere', [year(2008, '2010-01-01')]],
    ['calendar.dayElsewhere', [year(2008, '2007-11-30')]],
  ])('%s is refused', (key, rows) => {
    expect(() => calendarFrom(rows)).toThrow(expect.objectContaining({ key }))
  })
})

const reference = new URL('../../../../shared/domain/workdays-cn.json', import.meta.url)
const Reference = z.object({
  years: z.record(
    z.string(),
    z.object({ off: z.array(z.tuple([z.string(), z.string()])), makeUp: z.array(z.string()) }),
  ),
  tests: TermCases,
})

describe.skipIf(!existsSync(reference))('against an independent calendar', () => {
  const read = () => Reference.parse(JSON.parse(readFileSync(reference, 'utf8')))
  test('its terms end the same day', () => {
    for (const { start, workingDays, due } of read().tests)
      expect(addWorkingDays(calendar, day(start), workingDays).toString(), start).toBe(due)
  })
  test('each of its days is the same', () => {
    for (const [year, { off, makeUp }] of Object.entries(read().years)) {
      const offDays = new Set(off.map(([on]) => on))
      const worked = new Set(makeUp)
      for (let at = day(`${year}-01-01`); at.year === Number(year); at = at.add({ days: 1 })) {
        const on = at.toString()
        const expected = worked.has(on) || (at.dayOfWeek <= 5 && !offDays.has(on))
        expect(isWorkingDay(calendar, at), on).toBe(expected)
      }
    }
  })
})
