import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterEach, expect, test } from 'vitest'
import { readNotice } from '../calendar/notice.ts'
import { forgetCalendar } from '../calendar/stored.ts'
import { read, transact } from '../db/transact.ts'
import { calendarYears, clocks, events } from '../tables.ts'
import { aContext, anActor, otherCity, rolledBack, testCity } from '../testing/world.ts'
import { moment, someTerms } from './builders.ts'
import { extendCalendar, type ImportCalendar } from './extend-calendar.ts'
import { startClocks } from './index.ts'

/** The days of 2026 a year later, so that weekdays and the count of the law do not fit: only for what needs no fit. */
const next: ImportCalendar = {
  year: 2027,
  number: '国办发明电〔2026〕1号',
  source: 'https://city.example/notice',
  days: [
    ...['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10'].map((on) => ({
      on,
      kind: 'off' as const,
      name: on < '2027-02' ? '元旦' : '春节',
    })),
    { on: '2027-04-05', kind: 'off', name: '清明节' },
    ...['2027-05-01', '2027-05-02', '2027-05-03', '2027-05-04'].map((on) => ({
      on,
      kind: 'off' as const,
      name: '劳动节',
    })),
    { on: '2027-06-09', kind: 'off', name: '端午节' },
    { on: '2027-09-15', kind: 'off', name: '中秋节' },
    ...['2027-10-01', '2027-10-02', '2027-10-03', '2027-10-04', '2027-10-05'].map((on) => ({
      on,
      kind: 'off' as const,
      name: '国庆节',
    })),
  ],
  claims: [],
  exception: null,
  dryRun: false,
  importedBy: '运维',
}

afterEach(forgetCalendar)

const waiting = async (city: string) => {
  const ctx = aContext(anActor('planning-officer', { city }), Temporal.Instant.from(moment('2026-12-28 10:00')))
  const terms = someTerms({ unit: 'working-days', value: 5 })
  const start = { subject: { kind: 'promise', id: 'r' }, unitId: null, openness: 'internal' as const }
  const own = { ...start, clocks: [{ name: 'finish', terms, ruleVersionId: null }] }
  await transact(ctx, (tx) => startClocks(ctx, tx, own))
  return ctx
}

test('an import carries the clocks of every city further, with an event and the number of the notice', () =>
  rolledBack(async () => {
    const here = await waiting(testCity)
    const there = await waiting(otherCity)
    const dry = await extendCalendar({ ...next, dryRun: true })
    expect(dry).toMatchObject({ outcome: 'checked', revision: 1, problems: [], changed: 2, kept: 0 })
    expect(await read(here, (tx) => tx.select().from(calendarYears))).toEqual([])

    expect(await extendCalendar(next)).toMatchObject({ outcome: 'imported', revision: 1, changed: 2 })
    for (const ctx of [here, there]) {
      const [clock] = await read(ctx, (tx) => tx.select().from(clocks))
      expect(clock).toMatchObject({ state: 'running', dueAt: moment('2027-01-05 24:00') })
      const told = await read(ctx, (tx) => tx.select().from(events).where(eq(events.kind, 'calendar-extended')))
      expect(told[0]?.facts).toMatchObject({ year: 2027, number: next.number, changed: 1 })
    }
    expect(await extendCalendar(next)).toMatchObject({ outcome: 'same', changed: 0 })
  }))

test('a correction is a further revision and tells the days that differ', () =>
  rolledBack(async () => {
    const here = await waiting(testCity)
    await extendCalendar(next)
    const days = [...next.days, { on: '2027-01-04', kind: 'off' as const, name: '元旦' }]
    const plain = await extendCalendar({ ...next, days })
    expect(plain).toMatchObject({ outcome: 'refused', problems: [{ key: 'calendar.lawCount', isExplained: false }] })
    const corrected = await extendCalendar({ ...next, days, exception: '补充通知' })
    expect(corrected).toMatchObject({
      outcome: 'imported',
      revision: 2,
      changedDays: [{ on: '2027-01-04', before: null, after: 'off' }],
      problems: [{ key: 'calendar.lawCount', isExplained: true }],
    })
    const [clock] = await read(here, (tx) => tx.select().from(clocks))
    expect(clock).toMatchObject({ dueAt: moment('2027-01-06 24:00'), version: 3 })
  }))

test('contradictions are refused whatever the reason, and a year that leaves a gap', () =>
  rolledBack(async () => {
    const worked = [...next.days, { on: '2027-01-04', kind: 'work' as const, name: '元旦' }]
    expect(await extendCalendar({ ...next, days: worked, exception: '有原因' })).toMatchObject({ outcome: 'refused' })
    const text = readFileSync(new URL('../calendar/cases/notice-2026.txt', import.meta.url), 'utf8')
    const known = {
      ...readNotice(text),
      number: '示例',
      source: '示例',
      exception: null,
      dryRun: false,
      importedBy: '运维',
    }
    expect(await extendCalendar(known)).toMatchObject({ outcome: 'same' })
    const gap = next.days.map((day) => ({ ...day, on: day.on.replace('2027', '2028') }))
    await expect(extendCalendar({ ...next, year: 2028, days: gap, exception: '有原因' })).rejects.toMatchObject({
      fault: 'invalid',
      key: 'calendar.yearMissing',
    })
  }))
