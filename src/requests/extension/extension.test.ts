/** More time: the lead unit asks, the desk decides, and meanwhile the clock runs. */
import { expect, test } from 'vitest'
import { answerAtOnce } from '../answers/commands.ts'
import { atWork, clock, entered, inUnit, later, refusal, seen, withPeople } from '../builders.ts'
import { getRequest } from '../detail/queries.ts'
import { pauseRequest } from '../pausing/commands.ts'
import { listRequests } from '../queries.ts'
import { askExtension, extendRequest, refuseExtension } from './commands.ts'

const endDue = '2026-03-17T16:00:00.000Z'
const asked = { value: 7, reason: '需要现场核查' }

test(
  'the unit asks, the desk grants before it is due, the firm reads why, and the rule says how often',
  withPeople(async (people) => {
    const { desk, handler } = people
    const id = await atWork(people)
    const grant = async (ctx = desk) => extendRequest(ctx, id, { ...(await seen(desk, id)), note: '要到现场核查。' })
    expect(await refusal(grant())).toEqual(['conflict', 'requests.noExtensionAsked'])
    expect((await getRequest(desk, id)).may).not.toContain('extend')
    const version = await seen(desk, id)
    expect(await refusal(askExtension(desk, id, { ...version, ...asked }))).toEqual(['forbidden', 'platform.forbidden'])
    expect(await refusal(askExtension(handler, id, { ...version, ...asked, value: 8 }))).toEqual([
      'invalid',
      'deadlines.extendedFar',
    ])

    await askExtension(handler, id, { ...version, ...asked })
    const waiting = await getRequest(desk, id)
    expect(waiting.extensionAsk).toMatchObject({ value: 7, unit: 'calendar-days', askedBy: '经办人' })
    expect(clock(waiting, 'finish')).toMatchObject({ state: 'running', dueAt: endDue, extendedBy: 0 })
    expect((await listRequests(desk, { view: 'asked', page: 1 })).rows.map((row) => row.id)).toEqual([id])
    const twice = askExtension(handler, id, { version: waiting.version, ...asked })
    expect(await refusal(twice)).toEqual(['conflict', 'requests.extensionAsked'])
    expect(await refusal(grant(handler))).toEqual(['forbidden', 'platform.forbidden'])
    expect(await refusal(grant(later(desk, '2026-03-18 00:01')))).toEqual(['conflict', 'deadlines.alreadyOverdue'])

    await grant()
    const granted = await getRequest(desk, id)
    expect(granted.extensionAsk).toBeNull()
    expect(clock(granted, 'finish')).toMatchObject({ dueAt: '2026-03-24T16:00:00.000Z', extendedBy: 7 })
    expect(granted.remarks.map(({ audience, occasion }) => [audience, occasion])).toEqual([
      ['internal', 'ask-extension'],
      ['firm', 'extend'],
    ])
    expect(granted.timeline.map(({ kind, facts }) => [kind, facts.askedBy]).slice(-2)).toEqual([
      ['request-extension-asked', undefined],
      ['request-extended', '经办人'],
    ])
    expect(granted.may).not.toContain('ask-extension')
    const again = askExtension(handler, id, { version: granted.version, ...asked })
    expect(await refusal(again)).toEqual(['conflict', 'deadlines.extendedOften'])
  }),
)

test(
  'a refusal leaves the end as it was and says why; the unit may ask again, but not once it is overdue',
  withPeople(async (people) => {
    const { desk, otherDesk, handler, stranger } = people
    const id = await atWork(people)
    const ask = async (ctx = handler) => askExtension(ctx, id, { ...(await seen(ctx, id)), ...asked })
    expect(await refusal(askExtension(stranger, id, { version: 1, ...asked }))).toEqual([
      'not-found',
      'requests.notFound',
    ])
    await ask()
    const seenByBoth = await seen(desk, id)
    await refuseExtension(desk, id, { ...seenByBoth, note: '时间还够。' })
    const late = extendRequest(otherDesk, id, { ...seenByBoth, note: '同意。' })
    expect(await refusal(late)).toEqual(['conflict', 'platform.changedMeanwhile'])
    const view = await getRequest(handler, id)
    expect(clock(view, 'finish')).toMatchObject({ dueAt: endDue, extendedBy: 0 })
    expect(view.remarks.at(-1)).toMatchObject({
      audience: 'internal',
      occasion: 'refuse-extension',
      body: '时间还够。',
    })
    expect(view.may).toContain('ask-extension')
    expect(await refusal(ask(later(handler, '2026-03-18 00:01')))).toEqual(['conflict', 'requests.tooLateToAsk'])
    await ask()
  }),
)

test(
  'an ask that was granted while the case stands still moves the end when it runs on; an answer leaves none open',
  withPeople(async (people) => {
    const { world, desk, handler } = people
    const id = await atWork(people)
    await askExtension(handler, id, { ...(await seen(handler, id)), ...asked })
    await pauseRequest(handler, id, { ...(await seen(handler, id)), reason: 'force-majeure', note: '台风' })
    await extendRequest(desk, id, { ...(await seen(desk, id)), note: '台风后核查。' })
    expect(clock(await getRequest(desk, id), 'finish')).toMatchObject({ state: 'paused', extendedBy: 7 })

    const other = await entered(desk, world)
    const industry = await inUnit('unit-handler', world.ids.industry)
    expect(await refusal(askExtension(industry, other, { version: 1, ...asked }))).toEqual([
      'not-found',
      'requests.notFound',
    ])
    const third = await atWork(people)
    await askExtension(handler, third, { ...(await seen(handler, third)), ...asked })
    await answerAtOnce(desk, third, { ...(await seen(desk, third)), knownAnswerId: world.knownAnswerId })
    const done = await getRequest(desk, third)
    expect([done.extensionAsk, done.may.includes('extend')]).toEqual([null, false])
  }),
)
