/** Time: pauses, more time, and the end of the calendar. */
import { expect, test } from 'vitest'
import { systemActor } from '#platform/actor.ts'
import { calendarFrom, shippedYears } from '#platform/calendar/index.ts'
import { read, transact } from '#platform/db/transact.ts'
import { applyChange } from '#platform/deadlines/index.ts'
import { aContext, testCity } from '#platform/testing/world.ts'
import { approveAnswer, contactFirm, planRequest, proposeAnswer } from '../answers/commands.ts'
import { atWork, clock, entered, inUnit, later, refusal, seen, withPeople } from '../builders.ts'
import { getRequest } from '../detail/queries.ts'
import { dispatchRequest } from '../dispatch/commands.ts'
import { requestsReactions } from '../index.ts'
import { listRequests } from '../queries.ts'
import { requests } from '../tables.ts'
import { pauseRequest, resumeRequest } from './commands.ts'

test(
  'a pause stops the clocks that the rule lets pause, tells the firm, and moves the due moment by what it took',
  withPeople(async (people) => {
    const { handler } = people
    const id = await atWork(people)
    await contactFirm(handler, id, { ...(await seen(handler, id)), note: '已联系' })
    const pausing = { ...(await seen(handler, id)), reason: 'waits-for-firm', note: '请补充土地证。' } as const
    await pauseRequest(handler, id, pausing)
    const paused = await getRequest(handler, id)
    expect(paused.clocks.map(({ name, state }) => [name, state])).toEqual([
      ['contact', 'met'],
      ['finish', 'paused'],
      ['plan', 'paused'],
    ])
    expect(paused.remarks.at(-1)).toMatchObject({ audience: 'firm', occasion: 'pause', reason: 'waits-for-firm' })
    expect(paused.may).not.toContain('pause')
    expect(await refusal(pauseRequest(handler, id, { ...pausing, version: paused.version }))).toEqual([
      'conflict',
      'requests.isPaused',
    ])
    const friday = later(handler, '2026-03-12 09:30')
    await resumeRequest(friday, id, { version: paused.version })
    const resumed = await getRequest(friday, id)
    expect(clock(resumed, 'plan').dueAt).toBe('2026-03-13T01:30:00.000Z')
    expect(clock(resumed, 'finish').dueAt).toBe('2026-03-19T16:00:00.000Z')
    expect(clock(resumed, 'finish').pausedShare).toBeGreaterThan(0.9)
    expect(await refusal(resumeRequest(friday, id, { version: resumed.version }))).toEqual([
      'conflict',
      'requests.notPaused',
    ])
  }),
)

test(
  'waiting for the firm is no reason not to have called it',
  withPeople(async (people) => {
    const { handler } = people
    const id = await atWork(people)
    await pauseRequest(handler, id, { ...(await seen(handler, id)), reason: 'waits-for-firm', note: '等材料' })
    const view = await getRequest(handler, id)
    expect(clock(view, 'contact').state).toBe('running')
    expect(view.next?.name).toBe('contact')
  }),
)

test(
  'beyond the calendar a clock waits for the notice, and the case goes on',
  withPeople(async (people) => {
    const { world, handler, head } = people
    const desk = later(people.desk, '2026-12-28 10:00')
    const id = await entered(desk, world)
    const view = await getRequest(desk, id)
    expect(clock(view, 'finish')).toMatchObject({ state: 'awaiting-calendar', dueAt: null, remaining: null })
    expect(clock(view, 'contact').dueAt).toBe('2026-12-28T03:00:00.000Z')
    expect(view.next?.name).toBe('contact')
    await dispatchRequest(desk, id, { version: view.version, unitId: world.ids.industry })
    const morning = '2027-01-05 10:00'
    await proposeAnswer(later(handler, morning), id, { ...(await seen(desk, id)), answer: '已办' })
    await approveAnswer(later(head, morning), id, await seen(desk, id))
    const done = await getRequest(later(people.desk, morning), id)
    expect(done.state).toBe('answered')
    expect(clock(done, 'finish')).toMatchObject({ state: 'awaiting-calendar', isOverdue: false })
    expect(clock(done, 'contact').state).toBe('missed')
  }),
)

test(
  'when the notice of the next year arrives, a clock that waited has its day, and the list follows',
  withPeople(async (people) => {
    const { world } = people
    const desk = later(people.desk, '2026-12-28 10:00')
    const id = await entered(desk, world)
    const { version } = await seen(desk, id)
    const handler = later(await inUnit('unit-handler', world.ids.industry), '2026-12-28 10:20')
    await dispatchRequest(desk, id, { version, unitId: world.ids.industry })
    await contactFirm(handler, id, { ...(await seen(handler, id)), note: '已联系' })
    await planRequest(handler, id, { ...(await seen(handler, id)), plan: '元旦后办理' })
    const dues = async () => (await listRequests(desk, { page: 1 })).rows.map(({ next }) => next?.dueAt)
    const kept = () => read(desk, (tx) => tx.select({ due: requests.nextDueAt }).from(requests))
    expect([await dues(), await kept()]).toEqual([[null], [{ due: null }]])

    const system = later(aContext(systemActor(testCity)), '2026-12-28 11:00')
    const days = [{ on: '2027-01-01', kind: 'off', name: '元旦' }] as const
    const calendar = calendarFrom([...shippedYears(), { year: 2027, notices: ['测试'], days }])
    await transact(system, async (tx) => {
      await applyChange(tx, system, { calendar })
      const announced = { kind: 'clock-recalculated', subject: { kind: 'request', id } }
      await requestsReactions['clock-recalculated']?.(system, tx, announced)
    })
    expect((await kept())[0]?.due).toBe('2027-01-04T16:00:00.000Z')
  }),
)
