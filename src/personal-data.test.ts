/** One person's data through the whole product: found, copied, corrected, erased, and gone from every table. */
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { protectedTables, routes } from '#app'
import { aFirmsContact } from '#enterprises/builders.ts'
import { aPerson, aSmallCity } from '#organisations/builders.ts'
import type { Actor } from '#platform/actor.ts'
import { sealCity } from '#platform/audit/seal.ts'
import { type CityReport, verifyCity } from '#platform/audit/verify.ts'
import { now } from '#platform/clock.ts'
import { transact, transactAsOwner } from '#platform/db/transact.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { Place, type PlaceKey } from '#platform/personal-data/contract.ts'
import { placeOf, rawValue } from '#platform/protect/protected-tables.ts'
import { openValue } from '#platform/protect/values.ts'
import { readTable } from '#platform/sheets/index.ts'
import { accounts } from '#platform/tables.ts'
import { aContext, anActor, rolledBack, serverFor, testCity, testPool } from '#platform/testing/world.ts'

beforeAll(async () => {
  await testPool()
})

const security = anActor('security-administrator')
const system = anActor('system-administrator')
const planner = anActor('planning-officer')
const official = { name: '欧阳海潮', phone: '13912345678' }
const private_ = { name: '令狐晓月', phone: '13687654321' }

async function ask(actor: Actor | null, method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' }
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers }
  const response = await serverFor(routes, actor).request(`/api${path}`, { method, ...sent })
  return response
}
const answer = async (...asked: Parameters<typeof ask>): Promise<unknown> => {
  const response = await ask(...asked)
  const body: unknown = await response.json()
  expect(response.status, `${asked[1]} ${asked[2]} ${JSON.stringify(body)}`).toBe(200)
  return body
}
const key = async (...asked: Parameters<typeof ask>) =>
  z.object({ key: z.string() }).parse(await (await ask(...asked)).json()).key

const Written = z.object({ id: z.string(), version: z.number() })
const cases = '/personal-data/cases'
const opened = { fileNumber: '江信〔2026〕7号', requester: 'self', ground: 'art-47-consent', receivedOn: '2026-03-01' }
const openCase = async (kinds = ['copy', 'correct', 'erase']) =>
  Written.parse(await answer(security, 'POST', cases, { ...opened, kinds })).id
const search = async (id: string, person: object): Promise<Place[]> =>
  z.object({ places: z.array(Place) }).parse(await answer(security, 'POST', `${cases}/${id}/search`, person)).places
const keysOf = (places: readonly Place[]): PlaceKey[] =>
  places.map(({ source, kind, id, field }) => ({ source, kind, id, field }))
const choose = async (id: string, version: number, places: readonly Place[]) =>
  Written.parse(await answer(security, 'PUT', `${cases}/${id}/places`, { version, places: keysOf(places) })).version

/** An official with a number, and a private person who is contact of a firm, registered, and has a closed account. */
async function twoPersons() {
  const { ids } = await aSmallCity()
  const { personId } = await aPerson(ids.industry, official)
  await answer(planner, 'POST', `/organisations/units/${ids.science}/posts`, { title: '顾问', person: private_ })
  await answer({ ...planner, name: official.name }, 'PATCH', `/organisations/units/${ids.science}`, {
    version: 1,
    shortName: '市科技局',
  })
  await aFirmsContact({ ...private_, typed: '+86 136-8765-4321', accountId: 'lhxy' })
  await transactAsOwner(testCity, async (tx) => {
    await tx.insert(accounts).values({
      ...{ id: 'lhxy', city: testCity, name: private_.name, email: 'x@account.invalid', username: 'lhxy' },
      closedAt: new Date('2026-03-02'),
    })
  })
  return { ids, personId }
}

/** Every place of the database that holds one of the words, encrypted columns opened. */
async function scan(words: readonly string[]): Promise<string[]> {
  return transactAsOwner(testCity, async (tx) => {
    const columns = await tx.execute<{ schema: string; name: string; column: string }>(sql`
      select table_schema as schema, table_name as name, column_name as column from information_schema.columns
      where table_schema not in ('pg_catalog', 'information_schema') and data_type in ('text', 'jsonb', 'json', 'ARRAY', 'character varying')
        and (table_schema, table_name) in (select schemaname, tablename from pg_tables)`)
    const held: string[] = []
    for (const { schema, name, column } of columns.rows) {
      for (const word of words) {
        const found = await tx.execute(sql`
          select 1 from ${sql.identifier(schema)}.${sql.identifier(name)}
          where strpos(${sql.identifier(column)}::text, ${word}) > 0 limit 1`)
        if (found.rows.length > 0) held.push(`${schema}.${name}.${column} ${word}`)
      }
    }
    for (const { table, columns: sealed } of protectedTables) {
      for (const { column } of sealed) {
        const rows = await tx.select({ value: rawValue(column) }).from(table)
        for (const { value } of rows) {
          const open = value === null ? '' : openValue(placeOf(column), value)
          const text = typeof open === 'string' ? open : ''
          for (const word of words) if (text.includes(word)) held.push(`${placeOf(column)} ${word}`)
        }
      }
    }
    return held.toSorted()
  })
}

test('a private person is found in every place by name or phone, masked, and after erasing stands nowhere', () =>
  rolledBack(async () => {
    const { ids } = await twoPersons()
    const id = await openCase()
    const places = await search(id, private_)
    expect(places.map(({ labelKey }) => labelKey.split('.').slice(-2).join('.')).toSorted()).toEqual([
      'enterprises.contactName',
      'enterprises.contactPhone',
      'personalData.name',
      'personalData.phone',
      'personalData.post',
      'place.account',
      'place.auditDetails',
      'registrations.contactName',
      'registrations.contactPhone',
    ])
    expect(JSON.stringify(places)).not.toMatch(/令狐晓月|13687654321|8765-4321/)
    expect(places.find(({ kind, field }) => kind === 'enterprises' && field === 'contactName')?.value).toBe('令***')
    expect(await search(id, { phone: '136 8765 4321' })).toHaveLength(7)

    let version = await choose(id, 1, places)
    const copy = await ask(security, 'GET', `${cases}/${id}/copy.xlsx`)
    const table = await readTable(new Uint8Array(await copy.arrayBuffer()), {
      columns: [{ key: 'value', headers: ['内容'] }] as const,
    })
    const copied = table.rows.map(({ values }) => values.value)
    expect(copied).toContain(private_.phone)
    expect(copied.filter((value) => value === private_.name)).toHaveLength(4)

    const phoneOfFirm = places.find(({ kind, field }) => kind === 'enterprises' && field === 'contactPhone')
    const corrected = await answer(security, 'POST', `${cases}/${id}/corrections`, {
      version,
      place: keysOf(phoneOfFirm ? [phoneOfFirm] : [])[0],
      value: '13600000000',
    })
    version = Written.parse(corrected).version
    expect(await search(id, { phone: '13600000000' })).toHaveLength(2)

    const erasing = `${cases}/${id}/erasing`
    expect(await key(planner, 'POST', erasing, { version })).toBe('platform.forbidden')
    const proposed = z
      .object({ version: z.number(), approvalId: z.string() })
      .parse(await answer(security, 'POST', erasing, { version }))
    expect(await key(security, 'POST', erasing, { version: proposed.version })).toBe(
      'platform.personalData.erasingWaits',
    )
    const decide = `/approvals/${proposed.approvalId}/decide`
    const agreed = { version: 1, approve: true, note: '' }
    expect(await key(security, 'POST', decide, agreed)).toBe('approvals.ownProposal')
    expect(JSON.stringify(await answer(system, 'GET', `/approvals/${proposed.approvalId}`))).not.toMatch(/令狐|1368765/)
    await answer(system, 'POST', decide, agreed)

    // The post of adviser in a bureau is a public office: its holder's name stays, and nothing else.
    expect(await scan([private_.name, private_.phone, '13600000000', '136-8765-4321'])).toEqual([
      `organisations.people.name ${private_.name}`,
    ])
    expect((await search(id, private_)).map(({ keptKey }) => keptKey)).toEqual([
      'platform.personalData.kept.publicOffice',
      'platform.personalData.kept.publicOffice',
    ])
    await answer(security, 'POST', `${cases}/${id}/close`, { version: proposed.version + 1, outcome: 'done' })
    expect(await key(security, 'POST', `${cases}/${id}/search`, private_)).toBe('platform.personalData.closed')
    expect(ids.science).toBeTruthy()
    expect((await auditHolds()).erased).toBeGreaterThan(0)
  }))

test('of an official the phone goes, and name, posts and acts stay as the public record', () =>
  rolledBack(async () => {
    const { personId } = await twoPersons()
    await answer(planner, 'POST', `/organisations/people/${personId}/phone`, { reason: 'emergency' })
    const id = await openCase(['erase'])
    const places = await search(id, official)
    expect(places.flatMap(({ keptKey }) => keptKey ?? []).map((one) => one.split('.').at(-1))).toEqual([
      'officialActs',
      'publicOffice',
      'publicOffice',
    ])
    expect(await key(security, 'GET', `${cases}/${id}/copy.xlsx`)).toBe('platform.personalData.notAsked')
    const version = await choose(id, 1, places)
    const proposed = await answer(security, 'POST', `${cases}/${id}/erasing`, { version })
    const { approvalId } = z.object({ approvalId: z.string() }).parse(proposed)
    await answer(system, 'POST', `/approvals/${approvalId}/decide`, { version: 1, approve: true, note: '' })
    expect(await scan([official.name, official.phone])).toEqual([
      `organisations.people.name ${official.name}`,
      `platform.events.actor_name ${official.name}`,
    ])
    await auditHolds()
  }))

async function auditHolds(): Promise<CityReport> {
  const moment = now()
  await sealCity(testCity, moment)
  const quietly = { report: () => undefined, signal: new AbortController().signal }
  const report = await verifyCity(testCity, quietly, { moment })
  expect(report.broken).toBe(null)
  return report
}

test('cases are the security administrator’s alone; a search needs a whole name or phone', () =>
  rolledBack(async () => {
    const id = await openCase()
    for (const actor of [system, planner, anActor('audit-administrator'), anActor('enterprise-user')]) {
      for (const path of [cases, `${cases}/${id}`, `${cases}/${id}/copy.xlsx`]) {
        expect((await ask(actor, 'GET', path)).status).toBe(403)
      }
      expect((await ask(actor, 'POST', `${cases}/${id}/search`, official)).status).toBe(403)
    }
    const other = anActor('security-administrator', { city: '990200' })
    expect((await ask(other, 'GET', `${cases}/${id}`)).status).toBe(404)
    for (const person of [{}, { name: '欧' }, { phone: '139' }]) {
      expect(await key(security, 'POST', `${cases}/${id}/search`, person)).toBe('platform.invalidInput')
    }
    const nothing = { version: 1, places: [{ source: 'organisations', kind: 'person', id: newId(), field: 'name' }] }
    expect(await key(security, 'PUT', `${cases}/${id}/places`, nothing)).toBe('platform.personalData.placeGone')
    expect(await key(security, 'POST', `${cases}/${id}/erasing`, { version: 1 })).toBe(
      'platform.personalData.nothingChosen',
    )
    expect(await key(security, 'POST', cases, { ...opened, kinds: ['copy'], receivedOn: '2999-01-01' })).toBe(
      'platform.personalData.receivedLater',
    )
    expect(aContext(security).city).toBe(testCity)
  }))

test('copies carry no directory out: each whole number in them counts as a reveal', () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    const name = '陌上同名'
    for (let at = 0; at < 31; at++) await aPerson(ids.industry, { name, phone: `139000012${at + 10}` })
    const id = await openCase(['copy'])
    const phones = (await search(id, { name })).filter(({ field }) => field === 'phone')
    await choose(id, 1, phones)
    expect(await key(security, 'GET', `${cases}/${id}/copy.xlsx`)).toBe('platform.personalData.tooManyReveals')
    await choose(id, 2, phones.slice(0, 30))
    expect((await ask(security, 'GET', `${cases}/${id}/copy.xlsx`)).status).toBe(200)
    expect(await key(security, 'GET', `${cases}/${id}/copy.xlsx`)).toBe('platform.personalData.tooManyReveals')
  }))

test('what an administrator did keeps its before and after, whoever agrees to erase it', () =>
  rolledBack(async () => {
    await aSmallCity()
    const ctx = aContext(security)
    const did = { kind: 'grant-ended', subject: { kind: 'account', id: 'x' }, details: { name: private_.name } }
    await transact(ctx, (tx) => announce(ctx, tx, did))
    const id = await openCase(['erase'])
    const places = await search(id, { name: private_.name })
    expect(places.map(({ keptKey }) => keptKey)).toEqual(['platform.personalData.kept.officialActs'])
    const version = await choose(id, 1, places)
    const proposed = await answer(security, 'POST', `${cases}/${id}/erasing`, { version })
    const { approvalId } = z.object({ approvalId: z.string() }).parse(proposed)
    await answer(system, 'POST', `/approvals/${approvalId}/decide`, { version: 1, approve: true, note: '' })
    expect(await scan([private_.name])).toContain(`platform.audit_details.details ${private_.name}`)
  }))
