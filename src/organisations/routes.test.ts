import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { administrators } from '#platform/roles.ts'
import { auditDetails, auditRows, events } from '#platform/tables.ts'
import { aContext, anActor, otherCity, rolledBack, serverFor, testPool } from '#platform/testing/world.ts'
import { aDistrictOfficer, aPerson, aSmallCity, type SmallCity } from './builders.ts'
import { ImportReport, organisationsApi, PersonInList, UnitDetail, UnitInList } from './contract.ts'
import { revealPhone } from './people/commands.ts'
import { routes } from './routes.ts'

beforeAll(async () => {
  await testPool()
})

type Ids = SmallCity['ids']
const inSmallCity = (work: (ids: Ids) => Promise<void>) => () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    await work(ids)
  })

const gone = '019d0000-0000-7000-8000-000000000000'
const planner = anActor('planning-officer')
const firm = anActor('enterprise-user', { scope: { kind: 'enterprise', id: gone }, unitIds: [], divisions: [] })

/** Status and body of a request of `actor`. */
async function ask(actor: Actor | null, method: string, path: string, body?: unknown) {
  const sent = body instanceof FormData ? { body } : { body: JSON.stringify(body) }
  const headers = body instanceof FormData ? {} : { 'content-type': 'application/json' }
  const request = { method, headers, ...(body === undefined ? {} : sent) }
  const response = await serverFor(routes, actor).request(`/api/organisations${path}`, request)
  const answer: unknown = await response.json()
  return { status: response.status, answer }
}
const refusal = async (...asked: Parameters<typeof ask>) => {
  const { status, answer } = await ask(...asked)
  return [status, z.object({ key: z.string() }).parse(answer).key]
}
const unit = async (id: string) => UnitDetail.parse((await ask(planner, 'GET', `/units/${id}`)).answer)
const tree = async (actor: Actor, query = '') =>
  z.array(UnitInList).parse((await ask(actor, 'GET', `/units${query}`)).answer)
const announced = async (kind: string) =>
  (await read(aContext(), (tx) => tx.select().from(events).where(eq(events.kind, kind)))).map(({ facts }) => facts)

test(
  'the tree comes in official order, tells who may edit, and is empty for outsiders and other cities',
  inSmallCity(async (ids) => {
    await aPerson(ids.industry)
    const seen = await tree(planner)
    expect(seen.map(({ id }) => id)).toEqual(Object.values(ids))
    expect(seen.find(({ id }) => id === ids.industry)?.posts).toMatchObject([{ title: '局长', personName: '张三' }])
    expect(seen.every(({ canEdit }) => canEdit)).toBe(true)
    const { actor } = await aDistrictOfficer('990102')
    const editable = (await tree(actor)).filter(({ canEdit }) => canEdit).map(({ id }) => id)
    expect(editable).toEqual([ids.east, ids.eastBureau, ids.eastTown])
    expect(await tree(firm)).toEqual([])
    expect(await tree(anActor('planning-officer', { city: otherCity }))).toEqual([])
    expect(await refusal(null, 'GET', '/units')).toEqual([403, 'platform.signInFirst'])
  }),
)

test(
  'a unit opens with its path and what the actor may do, and a stranger does not find it',
  inSmallCity(async (ids) => {
    const { actor } = await aDistrictOfficer('990102')
    const district = UnitDetail.parse((await ask(actor, 'GET', `/units/${ids.east}`)).answer)
    expect(district.path.map(({ shortName }) => shortName)).toEqual(['甲'])
    expect(district.may).toEqual({ structure: false, addUnit: true, duties: true, people: true })
    expect(await refusal(firm, 'GET', `/units/${ids.east}`)).toEqual([404, 'organisations.noSuchUnit'])
    expect(await refusal(planner, 'GET', `/units/${gone}`)).toEqual([404, 'organisations.noSuchUnit'])
    expect(await refusal(planner, 'GET', '/units/1')).toEqual([400, 'platform.invalidInput'])
  }),
)

test(
  'a unit is added last below its parent, by those who may, where it may be',
  inSmallCity(async (ids) => {
    const body = { parentId: ids.east, name: '东区统计局', kind: 'bureau', activeFromOn: '2026-03-01' }
    const { actor } = await aDistrictOfficer('990102')
    const { status, answer } = await ask(actor, 'POST', '/units', body)
    expect(status).toBe(200)
    const { id } = z.object({ id: z.string() }).parse(answer)
    expect(await unit(id)).toMatchObject({
      shortName: '东区统计局',
      divisionCode: '990102',
      activeFromOn: '2026-03-01',
    })
    expect((await tree(planner)).at(-1)?.id).toBe(id)
    expect(await announced('unit-added')).toEqual([{ unitId: id, parentId: ids.east, name: '东区统计局' }])
    // The officer's scope was read before the unit was made; it counts all the same.
    expect((await ask(actor, 'PATCH', `/units/${id}`, { version: 1, name: '东区数据局' })).status).toBe(200)

    const elsewhere = { ...body, parentId: ids.west }
    expect(await refusal(actor, 'POST', '/units', elsewhere)).toEqual([403, 'platform.forbidden'])
    const abroad = { ...body, divisionCode: '990103' }
    expect(await refusal(actor, 'POST', '/units', abroad)).toEqual([400, 'organisations.noSuchDivision'])
    expect(await refusal(planner, 'POST', '/units', { ...body, kind: 'club' })).toEqual([400, 'platform.invalidInput'])
    expect(await refusal(planner, 'POST', '/units', { ...body, parentId: gone })).toEqual([
      404,
      'organisations.noSuchUnit',
    ])
    expect(await refusal(anActor('city-leader'), 'POST', '/units', body)).toEqual([403, 'platform.forbidden'])
  }),
)

test(
  'a unit is renamed and moved; a stale edit, a loop and a foreign hand are refused',
  inSmallCity(async (ids) => {
    const path = `/units/${ids.industryOffice}`
    const moved = { version: 1, name: '甲市科学技术局园区科', parentId: ids.science }
    expect(await ask(planner, 'PATCH', path, moved)).toEqual({
      status: 200,
      answer: { id: ids.industryOffice, version: 2 },
    })
    expect((await unit(ids.industryOffice)).parentId).toBe(ids.science)
    expect(await announced('unit-changed')).toEqual([{ unitId: ids.industryOffice, changed: ['name', 'parentId'] }])
    expect(await refusal(planner, 'PATCH', path, moved)).toEqual([409, 'platform.changedMeanwhile'])
    const below = { version: 1, parentId: ids.industryOffice }
    expect(await refusal(planner, 'PATCH', `/units/${ids.science}`, below)).toEqual([409, 'organisations.cycle'])

    const { actor } = await aDistrictOfficer('990102')
    const rename = { version: 1, name: '新名' }
    expect(await refusal(actor, 'PATCH', `/units/${ids.west}`, rename)).toEqual([403, 'platform.forbidden'])
    expect(await refusal(actor, 'PATCH', `/units/${ids.east}`, rename)).toEqual([403, 'platform.forbidden'])
    const away = { version: 1, parentId: ids.west }
    expect(await refusal(actor, 'PATCH', `/units/${ids.eastBureau}`, away)).toEqual([403, 'platform.forbidden'])
  }),
)

test(
  'a unit moved before a sibling changes places with it and nothing else',
  inSmallCity(async (ids) => {
    await ask(planner, 'PATCH', `/units/${ids.west}`, { version: 1, before: ids.east })
    const order = (await tree(planner)).map(({ id }) => id)
    expect(order.indexOf(ids.west)).toBe(Object.values(ids).indexOf(ids.east))
    expect(order.indexOf(ids.east)).toBe(Object.values(ids).indexOf(ids.west))
    expect(order[0]).toBe(ids.city)
    const foreign = { version: 2, before: ids.science }
    expect(await refusal(planner, 'PATCH', `/units/${ids.west}`, foreign)).toEqual([404, 'organisations.noSuchUnit'])
  }),
)

test(
  'closing a unit ends its posts; one with units below stays open, a closed one is not changed',
  inSmallCity(async (ids) => {
    await aPerson(ids.industryOffice)
    expect(await refusal(planner, 'POST', `/units/${ids.industry}/close`, { version: 1 })).toEqual([
      409,
      'organisations.hasUnits',
    ])
    const path = `/units/${ids.industryOffice}`
    const tomorrow = { version: 1, lastDayOn: '2099-01-01' }
    expect(await refusal(planner, 'POST', `${path}/close`, tomorrow)).toEqual([400, 'organisations.lastDay'])
    expect((await ask(planner, 'POST', `${path}/close`, { version: 1, lastDayOn: '2025-02-28' })).status).toBe(200)
    const closed = await unit(ids.industryOffice)
    expect([closed.activeToOn, closed.posts[0]?.toOn]).toEqual(['2025-02-28', '2025-02-28'])
    expect(closed.may).toEqual({ structure: false, addUnit: false, duties: false, people: false })
    expect(await refusal(planner, 'PATCH', path, { version: 2, name: '新名' })).toEqual([409, 'organisations.closed'])
    expect((await tree(planner)).some(({ id }) => id === ids.industryOffice)).toBe(false)
    expect((await tree(planner, '?closed=yes')).some(({ id }) => id === ids.industryOffice)).toBe(true)
  }),
)

test(
  'a duty list is replaced as a whole, once per version',
  inSmallCity(async (ids) => {
    const path = `/units/${ids.science}/duties`
    const body = { version: 1, duties: [{ text: '推动成果转化。', keywords: ['成果转化', '成果转化'] }] }
    expect((await ask(planner, 'PUT', path, body)).status).toBe(200)
    expect((await unit(ids.science)).duties).toEqual([{ text: '推动成果转化。', keywords: ['成果转化'] }])
    expect(await refusal(planner, 'PUT', path, body)).toEqual([409, 'platform.changedMeanwhile'])
    expect((await ask(planner, 'PUT', path, { version: 2, duties: [] })).status).toBe(200)
    expect((await unit(ids.science)).duties).toEqual([])
    const { actor } = await aDistrictOfficer('990102')
    expect(await refusal(actor, 'PUT', path, { ...body, version: 3 })).toEqual([403, 'platform.forbidden'])
  }),
)

test(
  'a post is given, not twice, and ended once',
  inSmallCity(async (ids) => {
    const path = `/units/${ids.industry}/posts`
    const person = { name: '李四', phone: '13900005678' }
    const given = await ask(planner, 'POST', path, { title: '副局长', person })
    const { id, personId } = z.object({ id: z.string(), personId: z.string() }).parse(given.answer)
    expect((await unit(ids.industry)).posts).toMatchObject([
      { title: '副局长', person: { name: '李四', phone: '139****5678' } },
    ])
    const again = { title: '副局长', person: { id: personId } }
    expect(await refusal(planner, 'POST', path, again)).toEqual([409, 'organisations.holdsPost'])
    expect(await refusal(planner, 'POST', path, { title: '局长', person: { id: gone } })).toEqual([
      404,
      'organisations.noSuchPerson',
    ])
    expect((await ask(planner, 'POST', `/posts/${id}/end`, {})).status).toBe(200)
    expect(await refusal(planner, 'POST', `/posts/${id}/end`, {})).toEqual([409, 'organisations.postEnded'])
    expect(await refusal(planner, 'POST', `/posts/${gone}/end`, {})).toEqual([404, 'organisations.noSuchPost'])
  }),
)

test(
  'a person is corrected by those who care for all their posts, and a phone shown to an official is in the audit',
  inSmallCity(async (ids) => {
    const { personId } = await aPerson(ids.eastBureau)
    const { actor } = await aDistrictOfficer('990102')
    expect((await ask(actor, 'PATCH', `/people/${personId}`, { version: 1, name: '张三丰' })).status).toBe(200)
    expect(await refusal(actor, 'PATCH', `/people/${personId}`, { version: 1, name: '张三' })).toEqual([
      409,
      'platform.changedMeanwhile',
    ])
    await ask(planner, 'POST', `/units/${ids.industry}/posts`, { title: '顾问', person: { id: personId } })
    expect(await refusal(actor, 'PATCH', `/people/${personId}`, { version: 2, name: '张三' })).toEqual([
      403,
      'platform.forbidden',
    ])
    const people = z.array(PersonInList).parse((await ask(planner, 'GET', '/people?search=三丰')).answer)
    expect(people).toMatchObject([{ name: '张三丰', phone: '138****1234' }])
    expect(people[0]?.posts).toHaveLength(2)

    const leader = anActor('city-leader')
    const why = { reason: 'duty-contact' }
    const path = `/people/${personId}/phone`
    expect((await ask(leader, 'POST', path, why)).answer).toEqual({ phone: '13800001234' })
    expect(await announced('phone-revealed')).toEqual([{ personId }])
    expect(await refusal(firm, 'POST', path, why)).toEqual([403, 'platform.forbidden'])
    for (const role of administrators) {
      expect(await refusal(anActor(role), 'POST', path, why)).toEqual([403, 'platform.forbidden'])
      await expect(revealPhone(aContext(anActor(role)), personId, { reason: 'duty-contact' })).rejects.toThrow(
        'platform.forbidden',
      )
    }
    expect(await refusal(planner, 'POST', `/people/${gone}/phone`, why)).toEqual([404, 'organisations.noSuchPerson'])
  }),
)

test(
  'a whole number asks a reason, which the audit keeps without the number, and so many in an hour are all',
  inSmallCity(async (ids) => {
    const { personId } = await aPerson(ids.industry)
    const path = `/people/${personId}/phone`
    for (const body of [{}, { reason: 'curious' }, { reason: 'other' }, { reason: 'other', note: '看看' }]) {
      expect(await refusal(planner, 'POST', path, body)).toEqual([400, 'platform.invalidInput'])
    }
    const other = { reason: 'other', note: '防汛值班联络' }
    for (let at = 0; at < 30; at++) expect((await ask(planner, 'POST', path, other)).status).toBe(200)
    expect(await refusal(planner, 'POST', path, other)).toEqual([429, 'platform.personalData.tooManyReveals'])
    expect((await ask(anActor('unit-head'), 'POST', path, other)).status).toBe(200)

    const details = await read(aContext(), (tx) => tx.select({ details: auditDetails.details }).from(auditDetails))
    expect(details.filter(({ details: one }) => JSON.stringify(one).includes('防汛值班联络'))).toHaveLength(31)
    expect(JSON.stringify(details)).not.toContain('13800001234')
  }),
)

test(
  'the audit of a change holds what stood there before',
  inSmallCity(async (ids) => {
    await ask(planner, 'PATCH', `/units/${ids.science}`, { version: 1, name: '甲市科技局' })
    const rows = await read(aContext(), (tx) =>
      tx
        .select({ details: auditDetails.details })
        .from(auditRows)
        .innerJoin(auditDetails, eq(auditDetails.id, auditRows.id))
        .where(eq(auditRows.action, 'unit-changed')),
    )
    expect(rows).toEqual([{ details: { before: { name: '甲市科学技术局' }, after: { name: '甲市科技局' } } }])
  }),
)

const form = (bytes: Uint8Array<ArrayBuffer> | string, apply: 'yes' | 'no') => {
  const sent = new FormData()
  sent.set('apply', apply)
  sent.append('files', new File([bytes], '单位表.csv'))
  return sent
}
const report = async (actor: Actor, bytes: Uint8Array<ArrayBuffer> | string, apply: 'yes' | 'no') =>
  ImportReport.parse((await ask(actor, 'POST', '/import', form(bytes, apply))).answer)

test(
  'the filled form, read back, changes nothing; with a new row it adds that row once',
  inSmallCity(async () => {
    const response = await serverFor(routes, planner).request('/api/organisations/units.xlsx?filled=yes')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(response.headers.get('content-type')).toBe(
      organisationsApi.unitsWorkbook.answer satisfies Endpoint['answer'],
    )
    const same = { rows: 10, added: 0, changed: 0, unchanged: 10, errors: [], applied: true }
    expect(await report(planner, bytes, 'yes')).toEqual(same)

    const rows =
      '编号,上级编号,名称,类别,区划代码\nstatistics,government,甲市统计局,部门,990100\nscience,government,甲市科技局,部门,'
    const expected = { rows: 2, added: 1, changed: 1, unchanged: 0, errors: [] }
    expect(await report(planner, rows, 'no')).toEqual({ ...expected, applied: false })
    expect(await tree(planner)).toHaveLength(10)
    expect(await report(planner, rows, 'yes')).toEqual({ ...expected, applied: true })
    expect((await tree(planner)).map(({ name }) => name)).toEqual(expect.arrayContaining(['甲市统计局', '甲市科技局']))
    expect(await report(planner, rows, 'yes')).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
    expect(await announced('units-imported')).toEqual([{ added: 1, changed: 1 }])
  }),
)

test(
  'an import with an error says where, and writes nothing; a district imports only its own',
  inSmallCity(async () => {
    const rows =
      '编号,上级编号,名称,类别,区划代码\na,nowhere,甲,部门,990100\nb,government,乙,社团,990100\nc,government,丙,部门,110000'
    const refused = await report(planner, rows, 'yes')
    expect(refused.applied).toBe(false)
    expect(refused.errors.map(({ row, column, key }) => [row, column, key])).toEqual([
      [2, '上级编号', 'organisations.import.unknownParent'],
      [3, '类别', 'organisations.import.kind'],
      [4, '区划代码', 'organisations.import.division'],
    ])
    expect(await tree(planner)).toHaveLength(10)

    const { actor } = await aDistrictOfficer('990102')
    const foreign = '编号,上级编号,名称,类别,区划代码\nx,west,西区统计局,部门,990103\ny,east,东区统计局,部门,990102'
    expect((await report(actor, foreign, 'yes')).errors).toMatchObject([
      { row: 2, key: 'organisations.import.outside' },
    ])
    expect(await refusal(firm, 'POST', '/import', form(rows, 'no'))).toEqual([403, 'platform.forbidden'])
    expect(await refusal(planner, 'POST', '/import', new FormData())).toEqual([400, 'organisations.import.oneFile'])
    expect(await refusal(planner, 'POST', '/import', form('%PDF-1.7', 'no'))).toEqual([400, 'sheets.otherFormat'])
  }),
)
