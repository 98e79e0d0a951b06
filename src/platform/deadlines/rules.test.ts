import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { calendarFrom, loadCalendar, shippedYears } from '../calendar/index.ts'
import { aPause, civilCode, moment, someTerms, windowsNamed } from './builders.ts'
import { ClockTerms, Counting, clockStates, Limit, Step } from './contract.ts'
import { type ClockFacts, canMove, dueOf, isOverdue, judge, lateBy, pausedShare, remaining } from './rules.ts'
import { stepMoment } from './steps.ts'

const calendar = loadCalendar()
const cases = (name: string) => parse(readFileSync(new URL(`./cases/${name}`, import.meta.url), 'utf8'))

const Case = z.strictObject({
  name: z.string(),
  limit: z.string(),
  start: z.string(),
  windows: z.string().optional(),
  counting: Counting.partial().optional(),
  pauses: z.array(z.string()).optional(),
  extended: z.int().optional(),
  why: z.string().optional(),
})
type Case = z.output<typeof Case>

const readSpan = (text: string) => {
  const [value, unit] = text.split(' ')
  return value === 'until' ? { unit: 'day', on: unit } : { unit, value: Number(value) }
}

/** Without what is left out, which a partial shape names as undefined. */
const defined = (counting: Case['counting']) =>
  Object.fromEntries(Object.entries(counting ?? {}).filter(([, value]) => value !== undefined))

function factsOf({ limit, start, windows, counting, pauses = [], extended = 0 }: Case): ClockFacts {
  const terms = someTerms(Limit.parse(readSpan(limit)), { counting: { ...civilCode, ...defined(counting) } })
  return {
    terms: ClockTerms.parse({ ...terms, windows: windows ? windowsNamed[windows] : terms.windows }),
    startedAt: moment(start),
    pauses: pauses.map((text) => {
      const [from = '', to = ''] = text.split(' / ')
      return aPause(moment(from), to === 'open' ? null : moment(to))
    }),
    extensions: extended ? [{ at: moment(start), value: extended, reason: '', by: '甲', approvedBy: '乙' }] : [],
  }
}

test.each(z.array(Case.extend({ due: z.string() })).parse(cases('terms.yaml')))('$name: $limit', (one) => {
  const { due, ...facts } = one
  expect(dueOf(calendar, factsOf(facts)).dueAt).toBe(due === 'unknown' ? null : moment(due))
})

const readStep = (text: string) => {
  const [value, unit, kind] = text.split(' ')
  return Step.parse(
    unit === '%' ? { kind: 'share', percent: Number(value) } : { kind, span: { unit, value: Number(value) } },
  )
}

test.each(z.array(Case.extend({ step: z.string(), at: z.string() })).parse(cases('steps.yaml')))(
  '$name: $step',
  ({ step, at, ...facts }) => {
    const found = stepMoment(calendar, factsOf(facts), readStep(step))
    expect(found.at ?? ('why' in found ? found.why : '')).toBe(at.startsWith('2') ? moment(at) : at)
  },
)

const facts = (limit: string, start: string, more: Partial<Case> = {}) => factsOf({ name: '', limit, start, ...more })

describe('the end of a clock', () => {
  const seven = dueOf(calendar, facts('7 calendar-days', '2026-03-10 10:00'))

  test('met until the last moment, missed after it', () => {
    expect(judge(seven, moment('2026-03-17 24:00'))).toBe('met')
    expect(judge(seven, '2026-03-17T16:00:00.001Z')).toBe('missed')
    expect(judge(seven, '2026-03-17T16:00:00Z')).toBe('met')
  })

  test('a clock due beyond the calendar is met for certain while the calendar lasts, and judged later after that', () => {
    const beyond = dueOf(calendar, facts('5 working-days', '2026-12-30 10:00'))
    expect(beyond).toEqual({ dueAt: null, notBefore: moment('2026-12-31 24:00') })
    expect(judge(beyond, moment('2026-12-31 20:00'))).toBe('met')
    expect(judge(beyond, moment('2027-01-02 20:00'))).toBe('awaiting-calendar')
    const outside = dueOf(calendar, facts('5 working-days', '2027-01-04 10:00'))
    expect(outside).toEqual({ dueAt: null, notBefore: null })
  })

  test('only a running clock is overdue', () => {
    const dueAt = moment('2026-03-17 24:00')
    expect(isOverdue({ state: 'running', dueAt }, dueAt)).toBe(false)
    expect(isOverdue({ state: 'running', dueAt }, moment('2026-03-18 00:01'))).toBe(true)
    for (const state of clockStates.filter((one) => one !== 'running'))
      expect(isOverdue({ state, dueAt }, moment('2026-04-01 00:00'))).toBe(false)
  })

  test('how late is told in its own unit and in minutes', () => {
    const three = facts('3 working-days', '2026-03-10 10:00')
    expect(lateBy(calendar, three, moment('2026-03-13 10:00'))).toBeNull()
    expect(lateBy(calendar, three, moment('2026-03-14 10:00'))).toEqual({
      unit: 'working-days',
      value: 0,
      minutes: 600,
    })
    expect(lateBy(calendar, three, moment('2026-03-17 10:00'))).toMatchObject({ unit: 'working-days', value: 2 })
    const hour = facts('1 working-hours', '2026-03-13 17:00')
    expect(lateBy(calendar, hour, moment('2026-03-16 10:00'))).toEqual({
      unit: 'working-minutes',
      value: 60,
      minutes: 60,
    })
  })

  test('an end is for good', () => {
    for (const end of ['met', 'missed', 'cancelled'] as const)
      for (const state of clockStates) expect(canMove(end, state)).toBe(false)
    expect(canMove('running', 'paused')).toBe(true)
  })
})

describe('what is left', () => {
  test.each([
    ['60 minutes', '2026-03-10 10:00', '2026-03-10 10:20', { unit: 'minutes', value: 40 }],
    ['24 hours', '2026-03-10 10:00', '2026-03-11 12:00', { unit: 'minutes', value: -120 }],
    ['7 calendar-days', '2026-03-10 10:00', '2026-03-15 23:00', { unit: 'calendar-days', value: 2 }],
    ['7 calendar-days', '2026-03-10 10:00', '2026-03-17 23:00', { unit: 'calendar-days', value: 0 }],
    ['5 working-days', '2026-03-09 10:00', '2026-03-13 10:00', { unit: 'working-days', value: 1 }],
    ['4 working-hours', '2026-03-10 08:30', '2026-03-10 13:00', { unit: 'working-minutes', value: 30 }],
    ['5 working-days', '2026-12-30 10:00', '2026-12-30 12:00', null],
  ])('%s from %s at %s', (limit, start, asOf, left) => {
    expect(remaining(calendar, facts(limit, start), moment(asOf))).toEqual(left)
  })

  test('while it pauses nothing of it runs away', () => {
    const paused = facts('24 hours', '2026-03-10 10:00', { pauses: ['2026-03-10 12:00 / open'] })
    expect(remaining(calendar, paused, moment('2026-03-20 12:00'))).toEqual({ unit: 'minutes', value: 22 * 60 })
  })

  test('the share of time paused is told with both its numbers', () => {
    const paused = facts('5 working-days', '2026-03-09 10:00', { pauses: ['2026-03-10 10:00 / 2026-03-12 10:00'] })
    expect(pausedShare(calendar, paused, moment('2026-03-13 10:00'))).toEqual({
      unit: 'working-days',
      paused: 2,
      elapsed: 4,
    })
  })
})

test('the next notice carries a waiting clock further', () => {
  const next = {
    year: 2027,
    notices: ['https://city.example/notice'],
    days: [{ on: '2027-01-01', kind: 'off' as const, name: '元旦' }],
  }
  const longer = calendarFrom([next, ...shippedYears()])
  const waiting = facts('7 calendar-days', '2026-12-28 10:00')
  expect(dueOf(longer, waiting).dueAt).toBe(moment('2027-01-04 24:00'))
})

test('terms refuse what cannot be computed', () => {
  const terms = someTerms({ unit: 'working-hours', value: 8 })
  expect(ClockTerms.safeParse({ ...terms, windows: null }).success).toBe(false)
  const backward = { working: [{ from: '14:00', to: '12:00' }] }
  expect(ClockTerms.safeParse({ ...terms, windows: backward }).success).toBe(false)
  const overlapping = {
    working: [
      { from: '08:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ],
  }
  expect(ClockTerms.safeParse({ ...terms, windows: overlapping }).success).toBe(false)
  expect(ClockTerms.safeParse({ ...terms, windows: { working: [] } }).success).toBe(false)
  expect(Limit.safeParse({ unit: 'hours', value: 0 }).success).toBe(false)
})

const reference = new URL('../../../../shared/domain/workdays-cn.json', import.meta.url)
const Reference = z.object({
  tests: z.array(z.object({ start: z.string(), workingDays: z.int(), due: z.string() })).min(1),
})

test.skipIf(!existsSync(reference))('the terms of an independent calendar end the same day, whatever the hour', () => {
  for (const { start, workingDays, due } of Reference.parse(JSON.parse(readFileSync(reference, 'utf8'))).tests)
    for (const time of ['00:00', '08:30', '23:59'])
      expect(dueOf(calendar, facts(`${workingDays} working-days`, `${start} ${time}`)).dueAt, start).toBe(
        moment(`${due} 24:00`),
      )
})
