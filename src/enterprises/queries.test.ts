import { beforeAll, expect, test } from 'vitest'
import { loadPack, scopeOf, seedOrganisations } from '#organisations/index.ts'
import { type Context, systemActor } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { administrators } from '#platform/roles.ts'
import { aContext, anActor, otherCity, rolledBack, testCity, testPool } from '#platform/testing/world.ts'
import { sees } from './policy.ts'
import { listEnterprises } from './queries.ts'
import { enterpriseScopes } from './scopes/queries.ts'
import { seedEnterprises } from './seed.ts'

beforeAll(async () => {
  await testPool()
})

const system = aContext(systemActor(testCity))
const list = (ctx: Context, options = {}) => read(ctx, (tx) => listEnterprises(tx, ctx, { limit: 200, ...options }))

const withSampleCity = (work: (ids: Map<string, string>) => Promise<void>) => () =>
  rolledBack(async () => {
    await seedOrganisations(system, loadPack('sample'), '2026-03-10')
    await work(await seedEnterprises(system, 'sample'))
  })

test(
  'the firms of the sample city are loaded once, however often',
  withSampleCity(async (ids) => {
    expect(await seedEnterprises(system, 'sample')).toEqual(ids)
    expect((await list(aContext())).map(({ id }) => id).toSorted()).toEqual([...ids.values()].toSorted())
  }),
)

test(
  'each sees the firms of their scope, and the list agrees with the policy',
  withSampleCity(async (ids) => {
    const own = ids.get('91990103MAWL01293Y') ?? ''
    const district = { kind: 'district', id: '990104' } as const
    const actors = [
      anActor('enterprise-officer'),
      anActor('district-officer', { scope: district, ...(await scopeOf({ city: testCity, scope: district })) }),
      anActor('district-officer', { scope: district, unitIds: [], divisions: [] }),
      anActor('enterprise-user', { scope: { kind: 'enterprise', id: own }, unitIds: [], divisions: [] }),
      anActor('institute-user', { scope: { kind: 'own', id: 'x' }, unitIds: [], divisions: [] }),
      ...administrators.map((role) => anActor(role)),
    ]
    const all = await list(aContext())
    const counts: number[] = []
    for (const actor of actors) {
      const seen = await list(aContext(actor))
      expect(seen.map(({ id }) => id)).toEqual(all.filter((firm) => sees(actor, firm)).map(({ id }) => id))
      counts.push(seen.length)
    }
    expect(counts[0]).toBe(ids.size)
    expect(counts[1]).toBeGreaterThan(0)
    expect(counts[1]).toBeLessThan(ids.size)
    expect(counts.slice(2)).toEqual([0, 1, 0, 0, 0, 0])
    expect(await list(aContext(anActor('planning-officer', { city: otherCity })))).toEqual([])
  }),
)

test(
  'a search finds a part of the name or the code, and its wildcards are plain characters',
  withSampleCity(async () => {
    expect((await list(aContext(), { search: '海砺' })).map(({ name }) => name)).toEqual(['望澜海砺重工股份有限公司'])
    expect(await list(aContext(), { search: '91990103MAWL01293Y' })).toHaveLength(1)
    expect(await list(aContext(), { search: '%' })).toEqual([])
  }),
)

test(
  'who gives roles sees no list of firms, and finds one by its name alone',
  withSampleCity(async (ids) => {
    const ctx = aContext(anActor('system-administrator'))
    expect(await list(ctx)).toEqual([])
    const name = '望澜海砺重工股份有限公司'
    const found = await read(ctx, (tx) => enterpriseScopes.enterprise?.search(tx, ctx, '海砺') ?? Promise.resolve([]))
    expect(found).toEqual([{ id: expect.any(String), name, nameEn: name }])
    expect([...ids.values()]).toContain(found[0]?.id)
  }),
)

test(
  'phones on the list are masked',
  withSampleCity(async () => {
    const phones = (await list(aContext())).map((firm) => firm.contactPhone ?? '')
    expect(phones.every((phone) => phone.includes('*'))).toBe(true)
  }),
)
