import { eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterEach, describe, expect, test } from 'vitest'
import type { Context } from '../actor.ts'
import { calendarFrom, shippedYears } from '../calendar/index.ts'
import { forgetCalendar } from '../calendar/stored.ts'
import { read, type Tx, transact } from '../db/transact.ts'
import { store } from '../db/transaction-store.ts'
import { loadRules } from '../rules/index.ts'
import { calendarYears, clocks, events } from '../tables.ts'
import { aContext, anActor, otherCity, rolledBack } from '../testing/world.ts'
import { civilCode, moment, someTerms } from './builders.ts'
import {
  applyChange,
  type Clock,
  calendarWarning,
  cancelClock,
  clocksOfSubjects,
  countingAt,
  extendClock,
  type Limit,
  listOpenClocks,
  listOverdueClocks,
  meetClock,
  moveClock,
  pauseClock,
  previewChange,
  resumeClock,
  startClocks,
} from './index.ts'

const bureau = '01900000-0000-7000-8000-00000000000a'
const other = '01900000-0000-7000-8000-00000000000b'
const reason = { reason: 'waiting-for-firm', note: '等企业补充材料' }

const at = (text: string, actor = anActor()): Context => aContext(actor, Temporal.Instant.from(moment(text)))
/** Each call a transaction of its own, as the commands of the owning modules have. */
const inTx = <T>(ctx: Context, work: (tx: Tx) => Promise<T>) => transact(ctx, work)

let serial = 0
async function aClock(start: string, limit: Limit, changed: Partial<Parameters<typeof someTerms>[1]> = {}) {
  const ctx = at(start)
  const subject = { kind: 'promise', id: `r${++serial}` }
  const wanted = { name: 'finish', terms: someTerms(limit, changed), ruleVersionId: null }
  const [clock] = await inTx(ctx, (tx) =>
    startClocks(ctx, tx, { subject, unitId: bureau, openness: 'internal', clocks: [wanted] }),
  )
  if (!clock) throw new Error('no clock')
  return clock
}
const sevenDays = { unit: 'calendar-days', value: 7 } as const
const call = <Rest extends unknown[]>(
  when: string,
  command: (ctx: Context, tx: Tx, ...rest: Rest) => Promise<Clock>,
  ...rest: Rest
) => inTx(at(when), (tx) => command(at(when), tx, ...rest))

afterEach(forgetCalendar)

describe('the life of a clock', () => {
  test('several clocks of a matter start at once, each in its own unit, and tell the timeline', () =>
    rolledBack(async () => {
      const ctx = at('2026-03-10 10:00')
      const start = {
        subject: { kind: 'promise', id: 'r' },
        unitId: bureau,
        openness: 'internal' as const,
        clocks: [
          { name: 'contact', terms: someTerms({ unit: 'minutes', value: 60 }), ruleVersionId: null },
          { name: 'plan', terms: someTerms({ unit: 'hours', value: 24 }), ruleVersionId: null },
          { name: 'finish', terms: someTerms(sevenDays), ruleVersionId: null },
        ],
      }
      await inTx(ctx, (tx) => startClocks(ctx, tx, start))
      const rows = await read(ctx, (tx) => clocksOfSubjects(tx, ctx, 'promise', ['r']))
      expect(Object.fromEntries(rows.map((row) => [row.name, row.dueAt]))).toEqual({
        contact: moment('2026-03-10 11:00'),
        plan: moment('2026-03-11 10:00'),
        finish: moment('2026-03-17 24:00'),
      })
      const told = await read(ctx, (tx) => tx.select().from(events).where(eq(events.subjectId, 'r')))
      expect(told.map(({ kind }) => kind)).toEqual(['clock-started', 'clock-started', 'clock-started'])
      const again = inTx(ctx, (tx) => startClocks(ctx, tx, start))
      await expect(again).rejects.toMatchObject({ fault: 'conflict', key: 'deadlines.alreadyStarted' })
      await inTx(ctx, (tx) => startClocks(ctx, tx, { ...start, round: 2 }))
    }))

  test('met in time and ended late are decided at the end and stay', () =>
    rolledBack(async () => {
      const inTime = await aClock('2026-03-10 10:00', sevenDays)
      const late = await aClock('2026-03-10 10:00', sevenDays)
      expect(await call('2026-03-17 23:00', meetClock, inTime.id)).toMatchObject({ state: 'met' })
      expect(await call('2026-03-19 09:00', meetClock, late.id)).toMatchObject({ state: 'missed' })
      const told = await read(at('2026-03-19 09:00'), (tx) =>
        tx.select().from(events).where(eq(events.kind, 'clock-missed')),
      )
      expect(told[0]?.facts).toMatchObject({ name: 'finish', late: { unit: 'calendar-days', value: 2 } })
      for (const ended of [inTime, late]) {
        const repeat = call('2026-03-20 09:00', meetClock, ended.id)
        await expect(repeat).rejects.toMatchObject({ fault: 'conflict', key: 'deadlines.ended' })
        const cancel = call('2026-03-20 09:00', cancelClock, ended.id, '撤回')
        await expect(cancel).rejects.toMatchObject({ key: 'deadlines.ended' })
      }
    }))

  test('an end proved later counts from when it was, but never before the start or after now', () =>
    rolledBack(async () => {
      const clock = await aClock('2026-03-10 10:00', { unit: 'minutes', value: 60 })
      const early = call('2026-03-10 12:00', meetClock, clock.id, Temporal.Instant.from(moment('2026-03-10 09:00')))
      await expect(early).rejects.toMatchObject({ fault: 'invalid', key: 'deadlines.metOutside' })
      const future = call('2026-03-10 12:00', meetClock, clock.id, Temporal.Instant.from(moment('2026-03-10 13:00')))
      await expect(future).rejects.toMatchObject({ key: 'deadlines.metOutside' })
      const proved = call('2026-03-10 12:00', meetClock, clock.id, Temporal.Instant.from(moment('2026-03-10 10:40')))
      expect(await proved).toMatchObject({ state: 'met', metAt: moment('2026-03-10 10:40') })
    }))

  test('a pause needs a reason of the rule, and what was left stays left', () =>
    rolledBack(async () => {
      const clock = await aClock('2026-03-09 10:00', { unit: 'working-days', value: 5 })
      const unknown = call('2026-03-10 10:00', pauseClock, clock.id, { reason: 'tired', note: '' })
      await expect(unknown).rejects.toMatchObject({ fault: 'invalid', key: 'deadlines.pauseReason' })
      expect(await call('2026-03-10 10:00', pauseClock, clock.id, reason)).toMatchObject({
        state: 'paused',
        dueAt: null,
      })
      const twice = call('2026-03-10 11:00', pauseClock, clock.id, reason)
      await expect(twice).rejects.toMatchObject({ fault: 'conflict', key: 'deadlines.isPaused' })
      const resumed = await call('2026-03-12 10:00', resumeClock, clock.id)
      expect(resumed).toMatchObject({ state: 'running', dueAt: moment('2026-03-18 24:00'), version: 3 })
      await expect(call('2026-03-12 11:00', resumeClock, clock.id)).rejects.toMatchObject({
        key: 'deadlines.notPaused',
      })
      const told = await read(at('2026-03-12 10:00'), (tx) =>
        tx.select().from(events).where(eq(events.kind, 'clock-paused')),
      )
      expect(JSON.stringify(told)).not.toContain('补充材料')
    }))

  test('what is overdue is neither paused nor extended', () =>
    rolledBack(async () => {
      const clock = await aClock('2026-03-10 10:00', sevenDays)
      const more = { value: 3, reason: '案情复杂', askedBy: '甲', approvedBy: '乙' }
      for (const late of [
        call('2026-03-18 10:00', pauseClock, clock.id, reason),
        call('2026-03-18 10:00', extendClock, clock.id, more),
      ])
        await expect(late).rejects.toMatchObject({ fault: 'conflict', key: 'deadlines.alreadyOverdue' })
    }))

  test('work done while the clock pauses is in time', () =>
    rolledBack(async () => {
      const clock = await aClock('2026-03-10 10:00', { unit: 'hours', value: 24 })
      await call('2026-03-10 12:00', pauseClock, clock.id, reason)
      expect(await call('2026-04-10 12:00', meetClock, clock.id)).toMatchObject({ state: 'met' })
    }))

  test('an extension moves the due moment by what the rule allows, as often as it allows, by two people', () =>
    rolledBack(async () => {
      const clock = await aClock('2026-03-10 10:00', sevenDays, { extension: { times: 1, atMost: 3 } })
      const more = { value: 3, reason: '案情复杂', askedBy: '甲', approvedBy: '乙' }
      const far = call('2026-03-11 10:00', extendClock, clock.id, { ...more, value: 4 })
      await expect(far).rejects.toMatchObject({ fault: 'invalid', key: 'deadlines.extendedFar' })
      const own = call('2026-03-11 10:00', extendClock, clock.id, { ...more, approvedBy: '甲' })
      await expect(own).rejects.toMatchObject({ key: 'deadlines.approveOwn' })
      const moved = await call('2026-03-11 10:00', extendClock, clock.id, more)
      expect(moved).toMatchObject({ dueAt: moment('2026-03-20 24:00'), extensions: [{ value: 3, approvedBy: '乙' }] })
      const often = call('2026-03-12 10:00', extendClock, clock.id, { ...more, value: 1 })
      await expect(often).rejects.toMatchObject({ fault: 'conflict', key: 'deadlines.extendedOften' })
      const never = await aClock('2026-03-10 10:00', sevenDays, { extension: null })
      const refused = call('2026-03-11 10:00', extendClock, never.id, more)
      await expect(refused).rejects.toMatchObject({ key: 'deadlines.neverExtended' })
    }))

  test('a clock passed to another unit keeps its due moment', () =>
    rolledBack(async () => {
      const clock = await aClock('2026-03-10 10:00', sevenDays)
      const moved = await call('2026-03-16 10:00', moveClock, clock.id, other)
      expect(moved).toMatchObject({ unitId: other, dueAt: clock.dueAt, startedAt: clock.startedAt })
    }))

  test('a fixed day that has passed starts no clock', () =>
    rolledBack(async () => {
      const past = aClock('2026-03-10 10:00', { unit: 'day', on: '2026-03-06' })
      await expect(past).rejects.toMatchObject({ fault: 'invalid', key: 'deadlines.dueBeforeStart' })
    }))

  test('the clock of another city does not exist', () =>
    rolledBack(async () => {
      const clock = await aClock('2026-03-10 10:00', sevenDays)
      const stranger = at('2026-03-11 10:00', anActor('planning-officer', { city: otherCity }))
      const tried = inTx(stranger, (tx) => meetClock(stranger, tx, clock.id))
      await expect(tried).rejects.toMatchObject({ fault: 'not-found', key: 'deadlines.noClock' })
    }))
})

describe('lists', () => {
  test('what breaks next stands first, within the scope', () =>
    rolledBack(async () => {
      const slow = await aClock('2026-03-10 10:00', sevenDays)
      const quick = await aClock('2026-03-10 10:00', { unit: 'hours', value: 24 })
      const done = await aClock('2026-03-10 10:00', { unit: 'hours', value: 1 })
      const moved = await aClock('2026-03-10 10:00', { unit: 'hours', value: 2 })
      await call('2026-03-10 10:30', meetClock, done.id)
      await call('2026-03-10 10:30', moveClock, moved.id, other)
      await call('2026-03-10 10:30', pauseClock, slow.id, reason)
      const handler = anActor('unit-handler', {
        scope: { kind: 'unit', id: bureau },
        unitId: bureau,
        unitIds: [bureau],
      })
      const ctx = at('2026-03-12 10:00', handler)
      const ids = await read(ctx, async (tx) => ({
        own: (await listOpenClocks(tx, ctx, { limit: 20 })).map((row) => row.id),
        foreign: await listOpenClocks(tx, ctx, { limit: 20, unitIds: [other] }),
        overdue: (await listOverdueClocks(tx, ctx, ctx.now(), 20)).map((row) => row.id),
        second: (await listOpenClocks(tx, ctx, { limit: 20, after: { dueAt: quick.dueAt, id: quick.id } })).map(
          (row) => row.id,
        ),
      }))
      expect(ids).toEqual({ own: [quick.id, slow.id], foreign: [], overdue: [quick.id], second: [slow.id] })
    }))

  test('the two hot lists use their indexes under the role of the application', () =>
    rolledBack(async () => {
      const ctx = at('2026-03-12 10:00')
      const unit = anActor('unit-handler', { scope: { kind: 'unit', id: bureau }, unitId: bureau, unitIds: [bureau] })
      const unitCtx = at('2026-03-12 10:00', unit)
      await transact(ctx, async (tx) => {
        await tx.execute(sql`
          INSERT INTO platform.clocks (city, id, subject_kind, subject_id, name, unit_id, terms, started_at, due_at, state, met_at, openness)
          SELECT '990100', gen_random_uuid(), 'promise', n::text, 'finish', CASE WHEN n % 50 = 0 THEN ${bureau}::uuid ELSE gen_random_uuid() END,
            '{}'::jsonb, '2026-03-01Z', timestamptz '2026-03-02Z' + n * interval '1 minute', CASE WHEN n % 4 = 0 THEN 'running' ELSE 'met' END,
            CASE WHEN n % 4 = 0 THEN null ELSE timestamptz '2026-03-02Z' END, 'internal' FROM generate_series(1, 20000) n`)
      })
      const role = store.getStore()?.client
      await role?.query('ANALYZE platform.clocks')
      await transact(ctx, async (tx) => {
        const planOf = async (query: { getSQL(): ReturnType<typeof sql> }) =>
          JSON.stringify((await tx.execute(sql`EXPLAIN ${query.getSQL()}`)).rows)
        expect((await tx.execute<{ name: string }>(sql`select current_user::text as name`)).rows[0]?.name).toBe(
          'daqiao_app',
        )
        const ofUnit = await planOf(listOpenClocks(tx, unitCtx, { limit: 20 }))
        expect(ofUnit).toContain('clocks_open_of_unit')
        const byDue = await planOf(listOpenClocks(tx, ctx, { dueBefore: ctx.now(), limit: 20 }))
        expect(byDue).toContain('clocks_open_by_due')
        expect(ofUnit + byDue).not.toContain('Seq Scan')
      })
    }))
})

describe('the end of the calendar and changes of rules', () => {
  const notice = {
    year: 2027,
    revision: 1,
    noticeNumber: '测试',
    source: 'https://city.example/notice',
    days: [{ on: '2027-01-01', kind: 'off' as const, name: '元旦' }],
    importedAt: '2026-12-01T00:00:00Z',
    importedBy: '测试员',
  }
  const longer = calendarFrom([{ ...notice, notices: [notice.source] }, ...shippedYears()])

  test('a clock due beyond the calendar waits, and administrators are told from a quarter before', () =>
    rolledBack(async () => {
      const warned = (when: string) => read(at(when), (tx) => calendarWarning(tx, at(when)))
      expect(await warned('2026-09-30 10:00')).toBeNull()
      expect(await warned('2026-10-01 10:00')).toEqual({ lastKnownOn: '2026-12-31', daysLeft: 91, waiting: 0 })
      const clock = await aClock('2026-12-28 10:00', sevenDays)
      expect(clock).toMatchObject({ state: 'awaiting-calendar', dueAt: null })
      expect(await warned('2026-12-28 10:00')).toEqual({ lastKnownOn: '2026-12-31', daysLeft: 3, waiting: 1 })
    }))

  test('when the calendar is extended the waiting clock is computed, with an event; a repeat does nothing', () =>
    rolledBack(async () => {
      const clock = await aClock('2026-12-28 10:00', sevenDays)
      const ctx = at('2026-12-29 10:00')
      const preview = await read(ctx, (tx) => previewChange(tx, ctx, { calendar: longer }))
      expect(preview).toMatchObject({
        looked: 1,
        rows: [
          {
            id: clock.id,
            oldDueAt: null,
            result: { newDueAt: moment('2027-01-04 24:00'), reasons: ['calendar-known'] },
          },
        ],
      })
      await inTx(ctx, (tx) => applyChange(tx, ctx, { calendar: longer }))
      const [now] = await read(ctx, (tx) => tx.select().from(clocks).where(eq(clocks.id, clock.id)))
      expect(now).toMatchObject({ state: 'running', dueAt: moment('2027-01-04 24:00'), version: 2 })
      expect((await inTx(ctx, (tx) => applyChange(tx, ctx, { calendar: longer }))).rows).toEqual([])
      const told = await read(ctx, (tx) => tx.select().from(events).where(eq(events.kind, 'clock-recalculated')))
      expect(told).toHaveLength(1)
    }))

  test('what was done after the calendar ended is judged when it is extended', () =>
    rolledBack(async () => {
      const clock = await aClock('2026-12-28 10:00', sevenDays)
      expect(await call('2027-01-03 10:00', meetClock, clock.id)).toMatchObject({ state: 'awaiting-calendar' })
      const ctx = at('2027-01-10 10:00')
      await inTx(ctx, (tx) => applyChange(tx, ctx, { calendar: longer }))
      const [now] = await read(ctx, (tx) => tx.select().from(clocks).where(eq(clocks.id, clock.id)))
      expect(now).toMatchObject({ state: 'met', dueAt: moment('2027-01-04 24:00') })
    }))

  test('a new rule moves what runs, and never makes late what was in time or past what is past', () =>
    rolledBack(async () => {
      const running = await aClock('2026-03-10 10:00', sevenDays)
      const almost = await aClock('2026-03-06 10:00', sevenDays)
      const overdue = await aClock('2026-03-02 10:00', sevenDays)
      const met = await aClock('2026-03-02 10:00', sevenDays)
      await call('2026-03-03 10:00', meetClock, met.id)
      const paused = await aClock('2026-03-10 09:00', sevenDays)
      await call('2026-03-10 10:00', pauseClock, paused.id, reason)
      const ctx = at('2026-03-12 10:00')
      const five = { terms: someTerms({ unit: 'calendar-days', value: 5 }), ruleVersionId: other }
      const change = { calendar: longer, termsFor: () => five }
      const { rows } = await read(ctx, (tx) => previewChange(tx, ctx, change))
      expect(Object.fromEntries(rows.map(({ id, result }) => [id, result]))).toEqual({
        [running.id]: expect.objectContaining({ newDueAt: moment('2026-03-16 24:00'), reasons: ['limit'] }),
        [almost.id]: { kind: 'kept', reason: 'would-be-past', newDueAt: moment('2026-03-11 24:00') },
        [overdue.id]: { kind: 'kept', reason: 'already-past', newDueAt: moment('2026-03-09 24:00') },
        [paused.id]: expect.objectContaining({ newDueAt: null, newState: 'paused', reasons: ['limit'] }),
      })
      await inTx(ctx, (tx) => applyChange(tx, ctx, change))
      const after = await read(ctx, (tx) => tx.select().from(clocks))
      const byId = new Map(after.map((row) => [row.id, row]))
      expect(byId.get(running.id)).toMatchObject({ dueAt: moment('2026-03-16 24:00'), ruleVersionId: other })
      for (const kept of [almost, overdue]) expect(byId.get(kept.id)).toMatchObject({ dueAt: kept.dueAt, version: 1 })
      expect(byId.get(met.id)).toMatchObject({ state: 'met', dueAt: met.dueAt })
    }))

  test('imported years stand over the shipped ones, the last revision first', () =>
    rolledBack(async () => {
      const owner = store.getStore()
      await owner?.tx
        .insert(calendarYears)
        .values([
          notice,
          { ...notice, revision: 2, days: [...notice.days, { on: '2027-01-04', kind: 'off', name: '元旦' }] },
        ])
      const clock = await aClock('2026-12-28 10:00', sevenDays)
      expect(clock.dueAt).toBe(moment('2027-01-05 24:00'))
      const add = transact(at('2026-12-28 10:00'), (tx) => tx.insert(calendarYears).values({ ...notice, revision: 3 }))
      await expect(add).rejects.toThrow()
    }))

  test('the ways of counting ship as a rule with their articles', () =>
    rolledBack(async () => {
      const ctx = at('2026-03-10 10:00')
      await loadRules(ctx.now())
      const counting = await read(ctx, (tx) => countingAt(tx, ctx.city, Temporal.PlainDate.from('2026-03-10')))
      expect(counting).toEqual(civilCode)
    }))
})
