import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { read, transact, transactAsOwner } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { Role } from '#platform/roles.ts'
import { accounts, grants } from '#platform/tables.ts'
import { aContext, anActor, rolledBack, testCity, testMoment, testPool } from '#platform/testing/world.ts'
import { aSmallCity, type SmallCity } from '../builders.ts'
import { setRoster } from './commands.ts'
import type { DutyTurn } from './contract.ts'
import { cityWakers, getRoster, onDuty } from './queries.ts'
import { addDays, dayAt, dutyAt, gapsOf, startOf, type Turn } from './rules.ts'

beforeAll(async () => {
  await testPool()
})

const aTurn = (changed: Partial<DutyTurn> = {}): DutyTurn => ({
  ...{ accountId: 'a', standInId: null, weekdays: [1, 2, 3, 4, 5], onDay: null, fromTime: '08:30', toTime: '17:30' },
  ...{ validFromOn: '2026-01-01', validToOn: null, ...changed },
})
const night = aTurn({ accountId: 'n', standInId: 's', weekdays: [5], fromTime: '17:30', toTime: '08:30' })
/** At this moment of the city. */
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`)

test('a turn over midnight belongs to the evening on which it begins', () => {
  expect(dutyAt([night], at('2026-03-13 17:29'))).toEqual([])
  expect(dutyAt([night], at('2026-03-13 17:30'))).toEqual(['n', 's'])
  expect(dutyAt([night], at('2026-03-14 08:29'))).toEqual(['n', 's'])
  expect(dutyAt([night], at('2026-03-14 08:30'))).toEqual([])
})

test('who is put in for one date goes before the weekly turn, and only that day', () => {
  const turns = [aTurn(), aTurn({ accountId: 'b', weekdays: [], onDay: '2026-03-10' })]
  expect(dutyAt(turns, at('2026-03-10 09:00'))).toEqual(['b'])
  expect(dutyAt(turns, at('2026-03-11 09:00'))).toEqual(['a'])
  expect(dutyAt([aTurn({ validToOn: '2026-03-09' })], at('2026-03-10 09:00'))).toEqual([])
})

test('a roster of office hours needs nobody on a day off, one of day and night has its gaps named', () => {
  const isWorked = (day: string) => day !== '2026-03-14' && day !== '2026-03-15'
  expect(gapsOf([aTurn()], 'office-hours', '2026-03-09', 7, isWorked)).toEqual([])
  const always = [aTurn(), night]
  const gaps = gapsOf(always, 'always', '2026-03-13', 2, isWorked)
  expect(gaps).toEqual([
    { from: at('2026-03-13 00:00'), to: at('2026-03-13 08:30') },
    { from: at('2026-03-14 08:30'), to: at('2026-03-15 00:00') },
  ])
})

test('at every moment either somebody is on duty or the moment lies in a gap', () => {
  const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`)
  const turn = fc
    .record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      fromTime: time,
      toTime: time,
    })
    .map((changed) => aTurn(changed) as Turn)
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 4 }), fc.integer({ min: 0, max: 7 * 1440 - 1 }), (turns, minutes) => {
      const day = '2026-03-09'
      const moment = startOf(day) + minutes * 60_000
      const isGap = gapsOf(turns, 'always', day, 7, () => true).some(({ from, to }) => moment >= from && moment < to)
      expect(dutyAt(turns, moment).length === 0).toBe(isGap)
    }),
  )
  expect(dayAt(startOf(addDays('2026-02-28', 1)))).toBe('2026-03-01')
})

/** An account with a role, its scope a unit unless told otherwise. */
async function holder(name: string, role: Role, unitId: string | null, scope?: { kind: string; id: string }) {
  await transactAsOwner(testCity, async (tx) => {
    await tx
      .insert(accounts)
      .values({ id: name, city: testCity, name, email: `${name}@account.invalid`, username: name })
    const where = scope ?? (unitId ? { kind: 'unit', id: unitId } : { kind: 'city', id: testCity })
    await tx.insert(grants).values({
      ...{ city: testCity, id: newId(), accountId: name, role, scopeKind: where.kind, scopeId: where.id, unitId },
      ...{ post: '岗', fromOn: '2026-01-01' },
    })
  })
}
async function staffed(): Promise<SmallCity['ids']> {
  const { ids } = await aSmallCity()
  await holder('handler', 'unit-handler', ids.industryOffice)
  await holder('deputy', 'unit-handler', ids.industryOffice)
  await holder('office-head', 'unit-head', ids.industryOffice)
  await holder('bureau-head', 'unit-head', ids.industry)
  await holder('mayor', 'city-leader', null)
  await holder('desk-1', 'request-desk', ids.government, { kind: 'city', id: testCity })
  return ids
}
const head = (unitId: string): Context =>
  aContext(
    anActor('unit-head', { accountId: 'office-head', unitId, unitIds: [unitId], scope: { kind: 'unit', id: unitId } }),
  )
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? `${error.fault} ${error.key}` : String(error)),
  )
const roster = {
  version: 0,
  coverage: 'always' as const,
  turns: [aTurn({ accountId: 'handler', standInId: 'deputy' })],
}

test('on duty is woken first, then the stand-in, then the head; who left is not woken', () =>
  rolledBack(async () => {
    const ids = await staffed()
    await setRoster(head(ids.industryOffice), ids.industryOffice, roster)
    const ctx = head(ids.industryOffice)
    const woken = (moment = testMoment) => read(ctx, (tx) => onDuty(tx, ctx, ids.industryOffice, moment))
    expect(await woken()).toEqual(['handler', 'deputy', 'office-head'])
    expect(await woken(testMoment.add({ hours: 12 }))).toEqual(['office-head'])
    await transactAsOwner(testCity, (tx) => tx.update(accounts).set({ closedAt: new Date() }))
    expect(await woken()).toEqual([])
  }))

test('above a unit stand the head of its bureau and the leader in charge, and the desk of its own', () =>
  rolledBack(async () => {
    const ids = await staffed()
    const ctx = head(ids.industryOffice)
    const wakers = await read(ctx, (tx) => cityWakers(tx, ctx, testMoment))
    expect(wakers.of(ids.industryOffice)).toMatchObject({
      ...{ heads: ['office-head'], bureauHeads: ['bureau-head'], leaders: ['mayor'] },
    })
    // A unit without a head has the one above.
    expect(wakers.of(ids.science).heads).toEqual([])
    expect(wakers.desk).toEqual(['desk-1'])
  }))

test('a head sets the roster of the own unit, with people of it, against the version that was seen', () =>
  rolledBack(async () => {
    const ids = await staffed()
    const own = head(ids.industryOffice)
    expect(await setRoster(own, ids.industryOffice, roster)).toEqual({ version: 1 })
    expect(await refusal(setRoster(own, ids.industryOffice, roster))).toBe('conflict platform.changedMeanwhile')
    expect(await refusal(setRoster(own, ids.science, roster))).toBe('forbidden platform.forbidden')
    expect(await refusal(setRoster(own, newId(), roster))).toBe('not-found organisations.noSuchUnit')
    const foreign = { ...roster, version: 1, turns: [aTurn({ accountId: 'mayor' })] }
    expect(await refusal(setRoster(own, ids.industryOffice, foreign))).toBe('invalid duty.notOfUnit')
    const seen = await getRoster(own, ids.industryOffice)
    expect(seen).toMatchObject({ version: 1, coverage: 'always', canEdit: true })
    expect(seen.now.map(({ name }) => name)).toEqual(['handler', 'deputy', 'office-head'])
    expect(seen.gaps[0]).toEqual({ from: '2026-03-09T16:00:00.000Z', to: '2026-03-10T00:30:00.000Z' })
    const elsewhere = aContext(anActor('unit-head', { city: '990200' }))
    expect(await refusal(getRoster(elsewhere, ids.industryOffice))).toBe('not-found organisations.noSuchUnit')
    expect(await transact(elsewhere, (tx) => onDuty(tx, elsewhere, ids.industryOffice, testMoment))).toEqual([])
  }))
