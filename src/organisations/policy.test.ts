import { beforeAll, expect, test } from 'vitest'
import { read } from '#platform/db/transact.ts'
import { roles } from '#platform/roles.ts'
import { expectAgreement, smallDivisions } from '#platform/testing/agreement.ts'
import { aContext, anActor, otherCity, rolledBack, testPool } from '#platform/testing/world.ts'
import { aDistrictOfficer, aSmallCity } from './builders.ts'
import { closeUnit, setDuties } from './commands.ts'
import { can, editsCity, seesUnits } from './policy.ts'
import { allUnits, byId, listDivisions, listPeople } from './queries.ts'
import { editors, pathOf } from './rules.ts'

beforeAll(async () => {
  await testPool()
})

test('for every role the lists agree with the policy, and another city sees nothing', () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    for (const role of roles) {
      const actor = anActor(role)
      const ctx = aContext(actor)
      const seen = await read(ctx, (tx) => allUnits(tx, ctx))
      expect(seen).toHaveLength(seesUnits(actor) ? Object.keys(ids).length : 0)
      expect(await read(ctx, (tx) => listDivisions(tx, ctx))).toHaveLength(seesUnits(actor) ? 4 : 0)
      const elsewhere = aContext(anActor(role, { city: otherCity }))
      expect(await read(elsewhere, (tx) => allUnits(tx, elsewhere))).toEqual([])
      expect(await read(elsewhere, (tx) => listPeople(tx, elsewhere, { search: '' }))).toEqual([])
    }
  }))

test('whoever may change something may also reach the routes, and nobody else', () => {
  const place = { kind: 'bureau', path: ['bureau', 'district'] }
  for (const role of roles) {
    const actor = anActor(role, role === 'district-officer' ? { unitIds: ['district'] } : {})
    expect(can(actor, 'change-unit', place)).toBe(editors.includes(role))
  }
})

test('a planning officer of one unit does not edit the city', () => {
  const actor = anActor('planning-officer', { scope: { kind: 'unit', id: 'bureau' }, unitIds: ['bureau'] })
  expect(editsCity(actor)).toBe(false)
  expect(can(actor, 'set-duties', { kind: 'bureau', path: ['bureau'] })).toBe(false)
})

test('a district officer cares for the district, and leaves its own structure to the city', () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    const { actor } = await aDistrictOfficer('990102')
    const tree = byId(await read(aContext(), (tx) => allUnits(tx, aContext())))
    const may = (id: string) => {
      const place = { kind: tree.get(id)?.kind ?? '', path: pathOf(tree, id) }
      const actions = ['add-unit', 'change-unit', 'close-unit', 'set-duties', 'change-people'] as const
      return actions.filter((action) => can(actor, action, place))
    }
    expect(may(ids.east)).toEqual(['add-unit', 'set-duties', 'change-people'])
    expect(may(ids.eastBureau)).toHaveLength(5)
    expect(may(ids.eastTown)).toHaveLength(5)
    for (const id of [ids.city, ids.industry, ids.west, ids.westBureau]) expect(may(id)).toEqual([])
  }))

test('lists, the policy and every write agree on who has which unit', () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    const tree = byId(await read(aContext(), (tx) => allUnits(tx, aContext())))
    const rows = [...tree.values()]
    const place = ({ id, kind }: { id: string; kind: string }) => ({ kind, path: pathOf(tree, id) })
    await expectAgreement({
      scopes: { divisions: smallDivisions, units: Object.values(ids) },
      rows,
      sees: seesUnits,
      listed: (actor) => read(aContext(actor), async (tx) => (await allUnits(tx, aContext(actor))).map(({ id }) => id)),
      write: {
        may: (actor, row) => can(actor, 'close-unit', place(row)),
        attempt: (actor, { id }) => closeUnit(aContext(actor), id, { version: 99 }),
      },
    })
    await expectAgreement({
      scopes: { divisions: smallDivisions, units: Object.values(ids) },
      rows,
      sees: seesUnits,
      listed: (actor) => read(aContext(actor), async (tx) => (await allUnits(tx, aContext(actor))).map(({ id }) => id)),
      write: {
        may: (actor, row) => can(actor, 'set-duties', place(row)),
        attempt: (actor, { id }) => setDuties(aContext(actor), id, { version: 99, duties: [] }),
      },
    })
  }))
