import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/actor.ts'
import { read, transactAsOwner } from '#platform/db/transact.ts'
import { scopeKinds } from '#platform/roles.ts'
import { accounts, events, grants } from '#platform/tables.ts'
import { aContext, anActor, rolledBack, testCity, testPool } from '#platform/testing/world.ts'
import { changeUnit } from './commands.ts'
import { loadPack } from './pack/load.ts'
import { listUnits, scopeOf } from './queries.ts'
import { seedAccounts, seedOrganisations } from './seed.ts'

beforeAll(async () => {
  await testPool()
})

const today = '2026-03-10'
const ctx = aContext(systemActor(testCity))

test('the sample city loads whole, in its official order', () =>
  rolledBack(async () => {
    const pack = loadPack('sample')
    await seedOrganisations(ctx, pack, today)
    const units = await read(ctx, (tx) => listUnits(tx, ctx, { closed: false }))
    expect(units.map((unit) => unit.slug)).toEqual(
      pack.units.toSorted((a, b) => a.order - b.order).map((unit) => unit.id),
    )
    const industry = units.find((unit) => unit.slug === 'industry')
    expect(industry?.posts.map((post) => post.title)).toEqual(['市工业和信息化局局长'])
  }))

test('a second load changes nothing and keeps what the city has renamed since', () =>
  rolledBack(async () => {
    const pack = loadPack('sample')
    await seedOrganisations(ctx, pack, today)
    const before = await read(ctx, (tx) => listUnits(tx, ctx, { closed: false }))
    const bureau = before.find((unit) => unit.slug === 'science')
    await changeUnit(ctx, bureau?.id ?? '', { version: 1, name: '望澜市科技局' })
    await seedOrganisations(ctx, pack, '2026-04-01')
    const after = await read(ctx, (tx) => listUnits(tx, ctx, { closed: false }))
    expect(after.map((unit) => unit.id)).toEqual(before.map((unit) => unit.id))
    expect(after.find((unit) => unit.slug === 'science')?.name).toBe('望澜市科技局')
    const seeded = await read(ctx, (tx) => tx.select().from(events).where(eq(events.kind, 'organisations-seeded')))
    expect(seeded).toHaveLength(1)
  }))

test('every role of the sample city gets an account whose scope holds what it should', () =>
  rolledBack(async () => {
    const pack = loadPack('sample')
    await seedOrganisations(ctx, pack, today)
    const enterpriseIds = new Map([['91990103MAWL01293Y', '019d0000-0000-7000-8000-000000000001']])
    const shown = await seedAccounts(ctx, pack, { password: 'kxvt-2648-mwpr', today, enterpriseIds })
    expect(shown).toHaveLength(pack.accounts.length)
    // A second run makes no account twice, and shows the same list.
    expect(await seedAccounts(ctx, pack, { password: 'hgzd-7395-bcnf', today, enterpriseIds })).toEqual(shown)

    const rows = await transactAsOwner(testCity, (tx) =>
      tx
        .select({ user: accounts.username, kind: grants.scopeKind, id: grants.scopeId })
        .from(grants)
        .innerJoin(accounts, eq(accounts.id, grants.accountId)),
    )
    expect(rows).toHaveLength(pack.accounts.length + pack.acting.length)
    const scopeFor = async (user: string) => {
      const row = rows.find((one) => one.user === user)
      const kind = scopeKinds.find((one) => one === row?.kind) ?? 'city'
      return scopeOf({ city: testCity, scope: { kind, id: row?.id ?? '' } }, today)
    }
    expect(await scopeFor('planning')).toEqual({ unitIds: null, divisions: null, chainIds: null })
    const district = await scopeFor('district')
    expect(district.divisions?.toSorted()[0]).toBe('990104')
    expect(district.divisions?.every((code) => code.startsWith('990104'))).toBe(true)
    const units = await read(ctx, (tx) => listUnits(tx, ctx, { closed: false }))
    const slugs = units.filter((unit) => district.unitIds?.includes(unit.id)).map((unit) => unit.slug)
    expect(slugs).toContain('yanpu-reform-development')
    expect(slugs).toContain('yanpu-mowu')
    expect(slugs.every((slug) => slug.startsWith('yanpu'))).toBe(true)
    expect(rows.find((one) => one.user === 'firm')?.id).toBe('019d0000-0000-7000-8000-000000000001')
    // The deputy mayor is in charge of two bureaus and two districts, and of no others.
    const portfolio = await scopeFor('vice-mayor')
    expect(portfolio.divisions?.every((code) => /^99010[34]/.test(code))).toBe(true)
    const inCharge = units.filter((unit) => portfolio.unitIds?.includes(unit.id)).map((unit) => unit.slug)
    for (const slug of ['industry', 'industry-upgrading', 'investment-promotion', 'tanggang', 'yanpu-mowu']) {
      expect(inCharge).toContain(slug)
    }
    for (const slug of ['science', 'luting', 'government']) expect(inCharge).not.toContain(slug)
    expect(rows.filter((one) => one.user === 'handler').map((one) => one.kind)).toEqual(['unit', 'unit'])
    expect(await scopeFor('firm')).toEqual({ unitIds: [], divisions: [], chainIds: null })
  }))

test('both packs that ship are sound', () => {
  expect(loadPack('sample').city.sample).toBe(true)
  expect(loadPack('jiangmen').city.sample).toBe(false)
  expect(() => loadPack('../secrets')).toThrow('organisations.noSuchPack')
})

test('a person of a firm sees no unit', () =>
  rolledBack(async () => {
    await seedOrganisations(ctx, loadPack('sample'), today)
    const firm = aContext(anActor('enterprise-user', { scope: { kind: 'enterprise', id: 'x' } }))
    expect(await read(firm, (tx) => listUnits(tx, firm, { closed: true }))).toEqual([])
  }))
