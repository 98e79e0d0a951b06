import { expect, test } from 'vitest'
import { otherCity } from '#platform/testing/world.ts'
import { entered, later, refusal, withPeople } from '../builders.ts'
import { giveShift, takeShift } from './commands.ts'
import { getShift } from './queries.ts'

test(
  'a shift says what is open and breaks next, is handed over once and taken by another person',
  withPeople(async ({ world, desk, otherDesk, stranger }) => {
    const unitId = world.ids.industry
    const given = { ...desk, actor: { ...desk.actor, unitId } }
    const taking = { ...otherDesk, actor: { ...otherDesk.actor, unitId } }
    const elsewhere = { ...taking, city: otherCity, actor: { ...taking.actor, city: otherCity } }
    const id = await entered(given, world, { title: '夜班要看的' })
    const evening = later(given, '2026-03-10 17:30')
    const before = await getShift(evening)
    expect(before).toMatchObject({ open: 1, overdue: 1, soon: 0, handOvers: [] })
    expect(before.breaking.map(({ title }) => title)).toEqual(['夜班要看的'])

    const handOverId = crypto.randomUUID()
    const input = { handOverId, note: '其余平稳。', items: [{ requestId: id, note: '等企业回电。' }] }
    await giveShift(evening, input)
    await giveShift(evening, input)
    const wrong = { handOverId: crypto.randomUUID(), note: '', items: [{ requestId: handOverId, note: '没有这件' }] }
    expect(await refusal(giveShift(evening, wrong))).toEqual(['not-found', 'requests.notFound'])
    const { handOvers } = await getShift(evening)
    expect(handOvers).toMatchObject([{ open: 1, overdue: 1, note: '其余平稳。', takenAt: null, mayTake: false }])
    expect(handOvers[0]?.items).toMatchObject([{ requestId: id, number: '2026-000001', note: '等企业回电。' }])

    expect(await refusal(takeShift(evening, handOverId))).toEqual(['forbidden', 'platform.forbidden'])
    expect(await refusal(takeShift(stranger, handOverId))).toEqual(['not-found', 'requests.noShift'])
    expect(await refusal(takeShift(elsewhere, handOverId))).toEqual(['not-found', 'requests.noShift'])
    const night = later(taking, '2026-03-10 18:00')
    expect((await getShift(night)).handOvers[0]?.mayTake).toBe(true)
    await takeShift(night, handOverId)
    expect((await getShift(night)).handOvers[0]).toMatchObject({ takenByName: '另一专窗员', mayTake: false })
    expect(await refusal(takeShift(night, handOverId))).toEqual(['conflict', 'requests.shiftTaken'])
  }),
)

test(
  'a post that belongs to no unit has no shift',
  withPeople(async ({ desk }) => {
    const unplaced = { ...desk, actor: { ...desk.actor, unitId: null } }
    expect(await refusal(getShift(unplaced))).toEqual(['not-found', 'requests.noShift'])
  }),
)
