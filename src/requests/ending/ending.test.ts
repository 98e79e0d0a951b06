/** Who approves and closes, what is done again, merged or withdrawn. */
import { expect, test } from 'vitest'
import { answerAtOnce, approveAnswer, proposeAnswer } from '../answers/commands.ts'
import {
  answered,
  atWork,
  clock,
  entered,
  heard,
  inScope,
  inUnit,
  later,
  refusal,
  seen,
  withPeople,
} from '../builders.ts'
import { getRequest } from '../detail/queries.ts'
import { closeRequest, explainByLaw, mergeRequest, redoRequest, withdrawRequest } from './commands.ts'

test(
  'an answer is not approved by its author, nor a case closed by who had a part in it',
  withPeople(async (people) => {
    const { head, handler, desk, otherDesk, world } = people
    const id = await atWork(people)
    await proposeAnswer(head, id, { ...(await seen(head, id)), answer: '自拟' })
    expect(await refusal(approveAnswer(head, id, await seen(head, id)))).toEqual(['forbidden', 'platform.forbidden'])
    expect((await getRequest(head, id)).may).not.toContain('approve-answer')
    const deputy = await inUnit('unit-head', world.ids.industry, '副职')
    await approveAnswer(deputy, id, await seen(deputy, id))
    expect(
      await refusal(closeRequest(handler, id, { ...(await seen(handler, id)), outcome: 'solved', note: '好' })),
    ).toEqual(['forbidden', 'platform.forbidden'])
    const own = await entered(desk, world)
    await answerAtOnce(desk, own, { ...(await seen(desk, own)), knownAnswerId: world.knownAnswerId })
    await heard(otherDesk, own)
    const closing = { ...(await seen(desk, own)), outcome: 'explained', note: '已回访' } as const
    expect(await refusal(closeRequest(desk, own, closing))).toEqual(['forbidden', 'platform.forbidden'])
    expect((await closeRequest(otherDesk, own, closing)).state).toBe('closed')
  }),
)

test(
  'an unsatisfied firm has it done again: a new round, new clocks, and the earlier answer is kept',
  withPeople(async (people) => {
    const { desk, otherDesk, handler, head, world } = people
    const id = await answered(people)
    await heard(otherDesk, id)
    await closeRequest(otherDesk, id, { ...(await seen(desk, id)), outcome: 'explained', note: '一般' })
    const next = later(desk, '2026-03-16 09:30')
    await redoRequest(next, id, { ...(await seen(desk, id)), note: '企业不满意。' })
    const view = await getRequest(next, id)
    expect(view).toMatchObject({ state: 'dispatched', round: 2, outcome: null, answer: null, handlerName: null })
    expect(view.leadUnit?.id).toBe(world.ids.industry)
    expect(clock(view, 'contact', 1).state).toBe('met')
    expect(clock(view, 'contact', 2)).toMatchObject({ state: 'running', dueAt: '2026-03-16T02:30:00.000Z' })
    expect(view.earlierRounds).toMatchObject([{ round: 1, answer: '已协调落实。' }])

    const leader = await inScope('city-leader', 'city', world.ids.city)
    const early = explainByLaw(leader, id, { version: view.version, note: '依法' })
    expect(await refusal(early)).toEqual(['conflict', 'requests.tooFewRedos'])
    await proposeAnswer(later(handler, '2026-03-16 10:00'), id, { version: view.version, answer: '再答' })
    await approveAnswer(later(head, '2026-03-16 10:10'), id, await seen(head, id))
    await redoRequest(later(desk, '2026-03-17 09:00'), id, { ...(await seen(desk, id)), note: '仍不满意' })
    const version = await seen(leader, id)
    expect(await refusal(explainByLaw(desk, id, { ...version, note: '依法' }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    await explainByLaw(later(leader, '2026-03-17 09:30'), id, { ...version, note: '依照某法第三条。' })
    const ended = await getRequest(later(desk, '2026-03-17 10:00'), id)
    expect(ended).toMatchObject({ state: 'closed', outcome: 'explained-by-law', round: 3 })
    expect(ended.may).toEqual(['redo', 'remark'].filter((one) => one !== 'redo'))
    expect(await refusal(redoRequest(desk, id, { version: ended.version, note: '再' }))).toEqual([
      'conflict',
      'requests.cannotRedo',
    ])
  }),
)

test(
  'a delay stays on record when a case is withdrawn or merged; what was in time falls away',
  withPeople(async ({ world, desk }) => {
    const id = await entered(desk, world)
    const noon = later(desk, '2026-03-10 12:00')
    await withdrawRequest(noon, id, { ...(await seen(noon, id)), note: '企业自行解决。' })
    const states = Object.fromEntries((await getRequest(noon, id)).clocks.map(({ name, state }) => [name, state]))
    expect(states).toEqual({ contact: 'missed', plan: 'cancelled', finish: 'cancelled' })
  }),
)

test(
  'a duplicate is merged into a request that still runs, and both tell it',
  withPeople(async ({ world, desk }) => {
    const [first, second, ended] = [await entered(desk, world), await entered(desk, world), await entered(desk, world)]
    await withdrawRequest(desk, ended, { ...(await seen(desk, ended)), note: '撤' })
    const numberOf = async (id: string) => (await getRequest(desk, id)).number
    const version = await seen(desk, second)
    const into = async (intoNumber: string) => refusal(mergeRequest(desk, second, { ...version, intoNumber }))
    expect(await into('2026-999999')).toEqual(['invalid', 'requests.noSuchNumber'])
    expect(await into(await numberOf(second))).toEqual(['invalid', 'requests.mergeIntoItself'])
    expect(await into(await numberOf(ended))).toEqual(['invalid', 'requests.mergeIntoEnded'])
    await mergeRequest(desk, second, { ...version, intoNumber: await numberOf(first) })
    expect(await getRequest(desk, second)).toMatchObject({ outcome: 'merged', mergedInto: { id: first } })
    const kinds = (await getRequest(desk, first)).timeline.map(({ kind }) => kind)
    expect(kinds).toContain('request-duplicate-merged')
  }),
)
