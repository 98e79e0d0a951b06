import { and, asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Context, systemContext } from '#platform/actor.ts'
import { read, transact } from '#platform/db/transact.ts'
import { shippedVersions } from '#platform/rules/shipped.ts'
import { alerts } from '#platform/tables.ts'
import { testCity } from '#platform/testing/world.ts'
import { contactFirm } from '../answers/commands.ts'
import { atWork, cityMoment, entered, holder, later, type People, seen, withPeople } from '../builders.ts'
import { getRequest } from '../detail/queries.ts'
import { dispatchRequest } from '../dispatch/commands.ts'
import { findRequest } from '../queries.ts'
import { escalateAll, wakingReactions } from './commands.ts'
import { remind } from './jobs.ts'
import { dueAndNext, Escalation, escalationRule, pointsOf, wakeOfLevel } from './rules.ts'
import { firedPoints } from './tables.ts'

const rule = Escalation.parse(shippedVersions().find((one) => one.rule === escalationRule)?.body)
const hour = 3_600_000
const weekdays = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
const moment = (text: string) => cityMoment(text)().epochMilliseconds
const clockOf = (name: string, dueAt: string, extensions: unknown[] = []) => ({
  ...{
    name,
    extensions,
    startedAt: cityMoment('2026-01-05 09:00')().toString(),
    dueAt: cityMoment(dueAt)().toString(),
  },
})
const timesOf = (name: string, dueAt: string) =>
  pointsOf(rule, clockOf(name, dueAt), weekdays).map(({ key, at }) => [key, at])

test('the contact is promised day and night: its points come to the minute, at midnight too', () => {
  expect(timesOf('contact', '2026-03-14 00:10')).toEqual([
    ['before-15m', moment('2026-03-13 23:55')],
    ['due', moment('2026-03-14 00:10')],
    ['after-1h', moment('2026-03-14 01:10')],
    ['after-1d', moment('2026-03-15 00:10')],
  ])
})

test('a plan due on Saturday at two is spoken of on Friday evening before and on Monday morning after', () => {
  expect(timesOf('plan', '2026-03-14 02:00')).toEqual([
    ['before-4h', moment('2026-03-13 21:00')],
    ['due', moment('2026-03-16 08:30')],
    ['after-1d', moment('2026-03-16 08:30')],
    ['after-3d', moment('2026-03-17 08:30')],
  ])
})

test('no point but those of the contact ever comes at night or on a day off, none before comes late, none after early', () => {
  const start = Date.parse('2026-02-01T00:00:00Z')
  fc.assert(
    fc.property(fc.constantFrom('plan', 'finish'), fc.integer({ min: 0, max: 90 * 1440 }), (name, minutes) => {
      const due = start + minutes * 60_000
      const points = pointsOf(
        rule,
        { ...clockOf(name, '2026-03-01 00:00'), dueAt: new Date(due).toISOString() },
        weekdays,
      )
      for (const { at, when, minutes: distance } of points) {
        const local = new Date(at + 8 * hour).toISOString()
        expect(weekdays(local.slice(0, 10))).toBe(true)
        expect(local.slice(11, 16) >= '08:30' && local.slice(11, 16) <= '21:00').toBe(true)
        if (when === 'before') expect(at).toBeLessThanOrEqual(due - distance * 60_000)
        else expect(at).toBeGreaterThanOrEqual(due + distance * 60_000)
      }
    }),
  )
})

test('a point that was reached stays reached; more time lets the points count anew', () => {
  const points = pointsOf(rule, clockOf('contact', '2026-03-10 10:30'), weekdays)
  const fired = new Set(['before-15m'])
  const { due, next } = dueAndNext(points, fired, moment('2026-03-10 10:30'))
  expect([due.map(({ key }) => key), next?.key]).toEqual([['due'], 'after-1h'])
  expect(pointsOf(rule, clockOf('contact', '2026-03-10 10:30', [1]), weekdays)[0]?.key).toBe('before-15m+1')
})

const staffed = async ({ world }: People) => {
  await holder('bureau-head', 'unit-head', world.ids.industry, 'unit')
  await holder('supervisor', 'supervision-officer', world.ids.government, 'city')
  await holder('mayor', 'city-leader', null, 'city')
  await holder('desk-officer', 'request-desk', world.ids.government, 'city')
}
const system = (text: string): Context => systemContext(testCity, cityMoment(text))
const told = (id: string) =>
  read({ city: testCity }, (tx) =>
    tx
      .select({ kind: alerts.kind, recipients: alerts.recipients, acknowledgedAt: alerts.acknowledgedAt })
      .from(alerts)
      .where(and(eq(alerts.city, testCity), eq(alerts.subjectId, id)))
      .orderBy(asc(alerts.raisedAt), asc(alerts.id)),
  ).then((rows) => rows.filter(({ kind }) => !kind.startsWith('request-dispatched')))
const reached = (id: string) =>
  read({ city: testCity }, (tx) =>
    tx.select({ point: firedPoints.point }).from(firedPoints).where(eq(firedPoints.requestId, id)),
  ).then((rows) => rows.map(({ point }) => point).toSorted())

test(
  'nobody calls the firm: the handler is reminded, then head, supervision and leader are woken, each once',
  withPeople(async (people) => {
    await staffed(people)
    const id = await atWork(people)
    expect(await remind(system('2026-03-10 10:14'))).toBe(0)
    expect(await remind(system('2026-03-10 10:15'))).toBe(1)
    expect(await remind(system('2026-03-10 10:15'))).toBe(0)
    expect((await getRequest(people.handler, id)).escalationLevel).toBe(0)
    expect(await remind(system('2026-03-10 10:30'))).toBe(1)
    expect(await remind(system('2026-03-10 11:30'))).toBe(1)
    expect(await told(id)).toMatchObject([
      { kind: 'request-due-soon', recipients: ['经办人'] },
      { kind: 'request-overdue', recipients: ['bureau-head'] },
      { kind: 'request-overdue', recipients: ['supervisor', 'desk-officer'] },
    ])
    // The plan was due meanwhile as well: the leader hears of the contact, the head of the plan.
    await remind(system('2026-03-11 10:30'))
    expect(
      (await told(id))
        .slice(3)
        .flatMap(({ recipients }) => recipients)
        .toSorted(),
    ).toEqual(['bureau-head', 'mayor'])
    const view = await getRequest(people.handler, id)
    expect(view.escalationLevel).toBe(3)
    const rises = view.timeline.filter(({ kind }) => kind === 'request-escalated').map(({ facts }) => facts)
    expect(rises).toEqual([
      { level: 1, because: 'overdue', clock: 'contact' },
      { level: 2, because: 'overdue', clock: 'contact' },
      { level: 3, because: 'overdue', clock: 'contact' },
    ])
  }),
)

test(
  'who calls the firm ends the waking, and a paused promise reminds nobody',
  withPeople(async (people) => {
    await staffed(people)
    const { handler } = people
    const id = await atWork(people)
    await remind(system('2026-03-10 10:15'))
    const called = later(handler, '2026-03-10 10:20')
    await contactFirm(called, id, { ...(await seen(handler, id)), note: '已联系' })
    await transact(
      called,
      (tx) =>
        wakingReactions['request-contacted']?.(called, tx, {
          kind: 'request-contacted',
          subject: { kind: 'request', id },
        }) ?? Promise.resolve(),
    )
    expect((await told(id)).every(({ acknowledgedAt }) => acknowledgedAt !== null)).toBe(true)
    expect(await remind(system('2026-03-10 12:00'))).toBe(0)
    expect(await reached(id)).toEqual(['before-15m'])
  }),
)

test(
  'a process killed in the middle leaves nothing half, and the next one misses nothing and says nothing twice',
  withPeople(async (people) => {
    await staffed(people)
    const id = await atWork(people)
    const ctx = system('2026-03-10 10:30')
    const killed = transact(ctx, async () => {
      await remind(ctx)
      throw new Error('killed before the commit')
    })
    await expect(killed).rejects.toThrow('killed')
    expect([await reached(id), await told(id)]).toEqual([[], []])
    // It stood still for an hour: what was passed is written down, and the highest is told once.
    expect(await remind(system('2026-03-10 11:31'))).toBe(3)
    expect(await remind(system('2026-03-10 11:31'))).toBe(0)
    expect(await reached(id)).toEqual(['after-1h', 'before-15m', 'due'])
    expect(await told(id)).toHaveLength(1)
  }),
)

test(
  'what was passed days ago is written down and wakes nobody',
  withPeople(async (people) => {
    await staffed(people)
    const id = await atWork(people)
    await remind(system('2026-03-27 09:00'))
    expect(await told(id)).toEqual([])
    expect((await getRequest(people.handler, id)).escalationLevel).toBe(3)
  }),
)

test(
  'a complaint wakes nobody of the unit it is about',
  withPeople(async (people) => {
    await staffed(people)
    const { desk, world } = people
    const id = await entered(desk, world, { kind: 'complaint', aboutUnitId: world.ids.government })
    await remind(system('2026-03-10 11:30'))
    expect((await told(id)).flatMap(({ recipients }) => recipients)).toEqual(['desk-officer'])
  }),
)

test(
  'an unsatisfied firm raises a request and wakes the head; it never falls, and the firm reads nothing of it',
  withPeople(async (people) => {
    await staffed(people)
    const { handler } = people
    const id = await atWork(people)
    const before = await getRequest(handler, id)
    for (const level of [2, 1] as const) {
      await transact(handler, async (tx) =>
        escalateAll(handler, tx, [
          { request: await findRequest(tx, handler, id), level, because: 'unsatisfied', wake: wakeOfLevel[level] },
        ]),
      )
    }
    const view = await getRequest(handler, id)
    expect([view.escalationLevel, view.version]).toEqual([2, before.version])
    expect((await told(id)).map(({ kind }) => kind)).toEqual(['request-unsatisfied', 'request-unsatisfied'])
    expect(view.timeline.filter(({ kind }) => kind === 'request-escalated')).toHaveLength(1)
  }),
)

test(
  'the desk hears that a unit asks for more time, until it has decided',
  withPeople(async (people) => {
    await staffed(people)
    const { handler } = people
    const id = await atWork(people)
    const happens = (kind: string) =>
      transact(handler, async (tx) => wakingReactions[kind]?.(handler, tx, { kind, subject: { kind: 'request', id } }))
    await happens('request-extension-asked')
    await happens('request-planned')
    const ask = { kind: 'request-extension-asked', recipients: ['desk-officer'] }
    expect(await told(id)).toMatchObject([{ ...ask, acknowledgedAt: null }])
    await happens('request-extension-refused')
    expect((await told(id)).map(({ acknowledgedAt }) => acknowledgedAt === null)).toEqual([false])
  }),
)

test(
  'a request that comes to a unit wakes who is on duty there, by its number alone',
  withPeople(async (people) => {
    await staffed(people)
    const { desk, world } = people
    const id = await entered(desk, world)
    await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
    const fact = { kind: 'request-dispatched', subject: { kind: 'request', id } }
    await transact(desk, (tx) => wakingReactions['request-dispatched']?.(desk, tx, fact) ?? Promise.resolve())
    const rows = await read(desk, (tx) => tx.select().from(alerts).where(eq(alerts.subjectId, id)))
    const open = rows.filter(({ acknowledgedAt }) => acknowledgedAt === null)
    expect(open).toMatchObject([{ kind: 'request-dispatched', urgency: 'urgent', recipients: ['bureau-head'] }])
    expect(Object.keys(open[0]?.facts ?? {}).toSorted()).toEqual(['dueAt', 'number'])
  }),
)
