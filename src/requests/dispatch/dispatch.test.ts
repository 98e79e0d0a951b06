/** Where a request goes, who helps, and what goes back. */
import { expect, test } from 'vitest'
import { atWork, entered, inScope, inUnit, refusal, seen, withPeople } from '../builders.ts'
import { getRequest } from '../detail/queries.ts'
import { askSupporter, dispatchMany, dispatchRequest, replyAsSupporter, returnRequest } from './commands.ts'

test(
  'two officers dispatch at once: the second is told, and the same step twice does nothing twice',
  withPeople(async ({ world, desk, otherDesk }) => {
    const id = await entered(desk, world)
    const { version } = await seen(desk, id)
    await dispatchRequest(desk, id, { version, unitId: world.ids.industry })
    const stale = ['conflict', 'platform.changedMeanwhile']
    expect(await refusal(dispatchRequest(otherDesk, id, { version, unitId: world.ids.science }))).toEqual(stale)
    expect(await refusal(dispatchRequest(desk, id, { version, unitId: world.ids.industry }))).toEqual(stale)
    expect((await getRequest(desk, id)).leadUnit?.id).toBe(world.ids.industry)
  }),
)

test(
  'a complaint goes neither to the unit it is about nor under it, and nobody there sees it',
  withPeople(async (people) => {
    const { world, desk, head } = people
    const id = await entered(desk, world, { kind: 'complaint', aboutUnitId: world.ids.industry })
    const version = await seen(desk, id)
    for (const unitId of [world.ids.industry, world.ids.industryOffice]) {
      expect(await refusal(dispatchRequest(desk, id, { ...version, unitId }))).toEqual([
        'invalid',
        'requests.complaintToItself',
      ])
    }
    const planner = await inScope('planning-officer', 'city', world.ids.city, { unitId: world.ids.industry })
    expect(await refusal(getRequest(planner, id))).toEqual(['not-found', 'requests.notFound'])
    await dispatchRequest(desk, id, { ...version, unitId: world.ids.science })
    const inScience = await inUnit('unit-head', world.ids.science, '科技负责人')
    const helping = { ...(await seen(inScience, id)), unitId: world.ids.industryOffice, task: '说明情况' }
    expect(await refusal(askSupporter(inScience, id, helping))).toEqual(['invalid', 'requests.complaintToItself'])
    expect(await refusal(getRequest(head, id))).toEqual(['not-found', 'requests.notFound'])
  }),
)

test(
  'a unit gives a request back with its reason and whose it is; the clocks run on',
  withPeople(async (people) => {
    const { world, desk, handler } = people
    const id = await atWork(people)
    const input = { reason: 'not-our-duty', note: '属科技部门。', suggestedUnitId: world.ids.science } as const
    await returnRequest(handler, id, { ...(await seen(handler, id)), ...input })
    expect(await refusal(getRequest(handler, id))).toEqual(['not-found', 'requests.notFound'])
    const view = await getRequest(desk, id)
    expect(view).toMatchObject({ state: 'accepted', leadUnit: null, suggestedUnit: { id: world.ids.science } })
    expect(view.remarks.at(-1)).toMatchObject({ audience: 'internal', occasion: 'return', reason: 'not-our-duty' })
    expect(view.clocks.every(({ state }) => state === 'running')).toBe(true)
  }),
)

test(
  'a unit that helps has a clock of its own, sees the case and replies once',
  withPeople(async (people) => {
    const { world, handler, stranger } = people
    const id = await atWork(people)
    await askSupporter(handler, id, { ...(await seen(handler, id)), unitId: world.ids.science, task: '核实研发投入' })
    const again = askSupporter(handler, id, { ...(await seen(handler, id)), unitId: world.ids.science, task: '再' })
    expect(await refusal(again)).toEqual(['conflict', 'requests.alreadyAsked'])
    const asked = await getRequest(stranger, id)
    expect(asked.may).toEqual(['remark', 'reply-as-supporter'])
    expect(asked.supporters[0]?.clock).toMatchObject({ name: 'support', dueAt: '2026-03-12T16:00:00.000Z' })
    expect(asked.isPhoneWhole).toBe(false)
    await replyAsSupporter(stranger, id, { version: asked.version, reply: '属实。' })
    const replied = await getRequest(handler, id)
    expect(replied.supporters).toMatchObject([{ reply: '属实。', repliedBy: '别的单位', clock: { state: 'met' } }])
    expect(await refusal(replyAsSupporter(stranger, id, { version: replied.version, reply: '再复' }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
  }),
)

test(
  'several requests go to one unit; what fails is named and the rest is done',
  withPeople(async ({ world, desk }) => {
    const [first, second] = [await entered(desk, world), await entered(desk, world)]
    const gone = '0190a0a0-0000-7000-8000-000000000000'
    const { done, failed } = await dispatchMany(desk, {
      requests: [
        { id: first, ...(await seen(desk, first)) },
        { id: second, version: 7 },
        { id: gone, version: 1 },
      ],
      unitId: world.ids.industry,
    })
    expect(done).toEqual([first])
    expect(failed.map(({ id, key }) => [id, key])).toEqual([
      [second, 'platform.changedMeanwhile'],
      [gone, 'requests.notFound'],
    ])
  }),
)
