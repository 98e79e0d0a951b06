import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { loadPack, seedOrganisations } from '#organisations/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import { read, transactAsOwner } from '#platform/db/transact.ts'
import { addGrant } from '#platform/sign-in/accounts.ts'
import { accounts, auditRows, cities, grants } from '#platform/tables.ts'
import {
  aContext,
  anActor,
  otherCity,
  rolledBack,
  serverFor,
  testCity,
  testMoment,
  testPool,
} from '#platform/testing/world.ts'
import { checkCharacter } from '../rules.ts'
import { seedEnterprises } from '../seed.ts'
import { enterprises } from '../tables.ts'
import { Registered, RegistrationInList, RegistrationStanding } from './contract.ts'
import { sees } from './policy.ts'
import { listRegistrations } from './queries.ts'
import { routes } from './routes.ts'

beforeAll(async () => {
  await testPool()
})

const known = '91990103MAWL01293Y'
const desk = anActor('request-desk')
const person = {
  creditCode: known,
  firmName: '望澜某某有限公司',
  contactName: '何小满',
  contactPhone: '13900001234',
  username: 'hexiaoman',
  password: 'Bridge-2026-river',
}

/** The sample city with its firms, and this city alone on the server. */
const inSampleCity = (work: (firms: Map<string, string>) => Promise<void>) => () =>
  rolledBack(async () => {
    await transactAsOwner(testCity, (tx) => tx.delete(cities).where(eq(cities.code, otherCity)))
    const system = aContext(systemActor(testCity))
    await seedOrganisations(system, loadPack('sample'), '2026-03-10')
    await work(await seedEnterprises(system, 'sample'))
  })

async function ask(actor: Actor | null, method: string, path: string, body?: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await serverFor(routes, actor).request(`/api/registrations${path}`, { method, ...sent })
  const answer: unknown = await response.json()
  return { status: response.status, answer }
}
const refusal = async (...asked: Parameters<typeof ask>) => {
  const { status, answer } = await ask(...asked)
  return [status, z.object({ key: z.string() }).parse(answer).key]
}
const registered = async (changed: Partial<typeof person> & { invitation?: string } = {}) =>
  Registered.parse((await ask(null, 'POST', '', { ...person, ...changed })).answer)
const rows = async (actor: Actor, query = '') =>
  z.array(RegistrationInList).parse(z.object({ rows: z.unknown() }).parse((await ask(actor, 'GET', query)).answer).rows)
const grantsOf = (username: string) =>
  transactAsOwner(testCity, (tx) =>
    tx
      .select({ role: grants.role, scopeId: grants.scopeId, city: grants.city })
      .from(grants)
      .innerJoin(accounts, eq(accounts.id, grants.accountId))
      .where(eq(accounts.username, username)),
  )

test(
  'without an invitation the desk confirms: until then the account may nothing, afterwards it acts for its firm',
  inSampleCity(async (firms) => {
    const { state, receipt } = await registered()
    expect(state).toBe('waiting')
    expect(await grantsOf('hexiaoman')).toEqual([])
    const [waiting] = await rows(desk)
    expect(waiting).toMatchObject({ creditCode: known, known: { id: firms.get(known) }, divisionCode: '990103100' })
    expect(waiting?.contactPhone).toBe('139****1234')

    const confirm = { version: 1 }
    const path = `/${waiting?.id}/confirm`
    expect((await ask(desk, 'POST', path, confirm)).status).toBe(200)
    expect(await grantsOf('hexiaoman')).toEqual([
      { role: 'enterprise-user', scopeId: firms.get(known), city: testCity },
    ])
    expect(await refusal(desk, 'POST', path, confirm)).toEqual([409, 'enterprises.registration.decided'])
    const standing = await ask(null, 'POST', '/standing', { receipt: receipt.toLowerCase().replaceAll('-', ' ') })
    expect(RegistrationStanding.parse(standing.answer).state).toBe('confirmed')
    const audited = await read(aContext(), (tx) =>
      tx.select({ action: auditRows.action }).from(auditRows).where(eq(auditRows.result, 'done')),
    )
    expect(audited.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['firm-registered', 'registration-confirmed']),
    )
  }),
)

test(
  'an invitation of the firm opens the account at once, and once',
  inSampleCity(async (firms) => {
    const { answer } = await ask(desk, 'POST', '/invitations', { enterpriseId: firms.get(known) })
    const { code } = z.object({ code: z.string() }).parse(answer)
    const other = [...firms.keys()].find((creditCode) => creditCode !== known) ?? ''
    const bad = [400, 'enterprises.registration.badInvitation']
    expect(await refusal(null, 'POST', '', { ...person, creditCode: other, invitation: code })).toEqual(bad)
    expect(await refusal(null, 'POST', '', { ...person, invitation: 'AAAA-AAAA-AAAA' })).toEqual(bad)
    expect((await registered({ invitation: code })).state).toBe('ready')
    expect(await grantsOf('hexiaoman')).toHaveLength(1)
    expect(await refusal(null, 'POST', '', { ...person, username: 'second', invitation: code })).toEqual(bad)
    expect(await grantsOf('second')).toEqual([])
  }),
)

test(
  'a firm that is not in the registry is entered with the division the officer names',
  inSampleCity(async () => {
    const body = '91990104MA9999999'
    const creditCode = body + checkCharacter(body)
    await registered({ creditCode })
    const [waiting] = await rows(desk)
    expect(waiting).toMatchObject({ known: null, divisionCode: '990104' })
    const path = `/${waiting?.id}/confirm`
    const needed = [400, 'enterprises.registration.divisionNeeded']
    expect(await refusal(desk, 'POST', path, { version: 1 })).toEqual(needed)
    expect(await refusal(desk, 'POST', path, { version: 1, divisionCode: '440700' })).toEqual(needed)
    expect((await ask(desk, 'POST', path, { version: 1, divisionCode: '990104' })).status).toBe(200)
    const entered = await read(aContext(), (tx) =>
      tx
        .select({ name: enterprises.name, divisionCode: enterprises.divisionCode })
        .from(enterprises)
        .where(and(eq(enterprises.city, testCity), eq(enterprises.creditCode, creditCode))),
    )
    expect(entered).toEqual([{ name: person.firmName, divisionCode: '990104' }])
  }),
)

test(
  'a refusal closes the account and tells the firm why',
  inSampleCity(async () => {
    const { receipt } = await registered()
    const [waiting] = await rows(desk)
    const refuse = { version: 1, reason: 'not-authorised', note: '请带授权书再来' }
    expect((await ask(desk, 'POST', `/${waiting?.id}/refuse`, refuse)).status).toBe(200)
    const standing = RegistrationStanding.parse((await ask(null, 'POST', '/standing', { receipt })).answer)
    expect(standing).toMatchObject({ state: 'refused', reason: 'not-authorised', note: '请带授权书再来' })
    const [account] = await transactAsOwner(testCity, (tx) =>
      tx.select({ closedAt: accounts.closedAt }).from(accounts).where(eq(accounts.username, 'hexiaoman')),
    )
    expect(account?.closedAt?.getTime()).toBeGreaterThan(testMoment.epochMilliseconds - 1)
    expect(await refusal(null, 'POST', '/standing', { receipt: 'AAAA-AAAA-AAAA' })).toEqual([
      404,
      'enterprises.registration.noSuchReceipt',
    ])
  }),
)

test(
  'bad codes, taken names and a flood are refused in words',
  inSampleCity(async () => {
    expect(await refusal(null, 'POST', '', { ...person, creditCode: '91990103MAWL01293X' })).toEqual([
      400,
      'enterprises.badCreditCode',
    ])
    await registered()
    expect(await refusal(null, 'POST', '', person)).toEqual([409, 'platform.usernameTaken'])
    await registered({ username: 'second' })
    await registered({ username: 'third' })
    expect(await refusal(null, 'POST', '', { ...person, username: 'fourth' })).toEqual([
      409,
      'enterprises.registration.tooManyWaiting',
    ])
  }),
)

test(
  'who decides sees what lies in the own scope, and the list agrees with the policy',
  inSampleCity(async () => {
    await registered()
    const all = await rows(desk)
    const actors = [
      desk,
      anActor('district-officer', { scope: { kind: 'district', id: '990103' }, divisions: ['990103'], unitIds: [] }),
      anActor('district-officer', { scope: { kind: 'district', id: '990104' }, divisions: ['990104'], unitIds: [] }),
    ]
    for (const actor of actors) {
      const seen = await listRegistrations(aContext(actor), { page: 1 })
      expect(seen.rows.map(({ id }) => id)).toEqual(all.filter((one) => sees(actor, one)).map(({ id }) => id))
    }
    const [, , elsewhere] = actors
    const path = `/${all[0]?.id}/confirm`
    expect(await refusal(elsewhere ?? null, 'POST', path, { version: 1 })).toEqual([
      404,
      'enterprises.registration.noSuchRegistration',
    ])
    expect(await refusal(anActor('system-administrator'), 'POST', path, { version: 1 })).toEqual([
      403,
      'platform.forbidden',
    ])
    expect(await refusal(anActor('request-desk', { city: otherCity }), 'POST', path, { version: 1 })).toEqual([
      404,
      'enterprises.registration.noSuchRegistration',
    ])
  }),
)

test(
  'an officer confirms nobody for a firm that was meanwhile entered outside the own scope',
  inSampleCity(async (firms) => {
    await registered()
    const [waiting] = await rows(desk)
    const near = ['990103', '990103100']
    const officer = anActor('district-officer', {
      scope: { kind: 'district', id: '990103' },
      divisions: near,
      unitIds: [],
    })
    await transactAsOwner(testCity, (tx) =>
      tx
        .update(enterprises)
        .set({ divisionCode: '990104' })
        .where(eq(enterprises.id, firms.get(known) ?? '')),
    )
    const gone = [404, 'enterprises.registration.noSuchRegistration']
    expect(await refusal(officer, 'POST', `/${waiting?.id}/confirm`, { version: 1 })).toEqual(gone)
    expect(await grantsOf('hexiaoman')).toEqual([])
  }),
)

test(
  'an account that became an administrator meanwhile acts for no firm',
  inSampleCity(async () => {
    await registered()
    const [waiting] = await rows(desk)
    await transactAsOwner(testCity, async (tx) => {
      const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.username, 'hexiaoman'))
      const scope = { kind: 'city', id: testCity } as const
      const office = { city: testCity, role: 'audit-administrator', scope, unitId: null, post: '审计' } as const
      await addGrant(tx, account?.id ?? '', { ...office, fromOn: '2026-03-01' })
    })
    expect(await refusal(desk, 'POST', `/${waiting?.id}/confirm`, { version: 1 })).toEqual([
      409,
      'enterprises.registration.administrator',
    ])
  }),
)
