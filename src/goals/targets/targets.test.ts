import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { loadPack, scopeOf, seedOrganisations } from '#organisations/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import { read, transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { readTable } from '#platform/sheets/index.ts'
import { aContext, anActor, rolledBack, serverFor, testCity } from '#platform/testing/world.ts'
import { routes } from '../routes.ts'
import { seedIndicators } from '../seed.ts'
import type { StageView } from '../stages/contract.ts'
import { figures, indicators } from '../tables.ts'
import type { FiguresReport, TargetView } from './contract.ts'
import { figureColumns } from './sheets/rules.ts'

const planner = anActor('planning-officer')
const yanpu = '990104'
let target = ''
let indicator = ''

/** The city of the sample with its catalogue, and one target of a report: 新增规模以上工业企业260家. */
const inTheCity = (work: () => Promise<void>) =>
  rolledBack(async () => {
    const system = aContext(systemActor(testCity))
    await seedOrganisations(system, loadPack('sample'), '2026-01-01')
    await seedIndicators(system)
    await transact({ city: testCity }, async (tx) => {
      const [found] = await tx.select().from(indicators).where(eq(indicators.name, '新增规模以上工业企业'))
      indicator = found?.id ?? ''
      target = newId()
      await tx.insert(figures).values({
        ...{ city: testCity, id: target, kind: 'target', indicator: '规模以上工业企业', op: '=', value: '260' },
        ...{ unit: '家', period: '2026', year: 2026, dueOn: '2026-12-31', indicatorId: indicator, openness: 'public' },
        ...{ commissioner: testCity, ownerKind: 'division', ownerId: testCity },
        ...{ enteredBy: 'x', enteredByName: '规划员', enteredAt: '2026-01-27T00:00:00Z' },
      })
    })
    await work()
  })

function asking(actor: Actor) {
  const server = serverFor(routes, actor)
  return async <T>(method: string, path: string, body?: unknown): Promise<{ status: number; json: T }> => {
    const isForm = body instanceof FormData
    const answer = await server.request(`/api${path}`, {
      method,
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      headers: isForm ? {} : { 'content-type': 'application/json' },
    })
    return { status: answer.status, json: (await answer.json()) as T }
  }
}

const division = (id: string) => ({ kind: 'division' as const, id })
const actual = (value: string, facts: object = {}) => ({
  ...{ indicatorId: indicator, owner: division(testCity), period: '2026-01..2026-02', value },
  ...{ standing: 'preliminary', isEstimated: false, statedBy: 'statistics', note: null },
  ...facts,
})
const table = (text: string) => {
  const form = new FormData()
  form.append('files', new File([text], '指标.csv'))
  form.append('apply', 'no')
  return form
}

let ask: ReturnType<typeof asking>
beforeEach(() => {
  ask = asking(planner)
})

test('a target says what each month must still bring, and a corrected figure replaces the first without losing it', () =>
  inTheCity(async () => {
    expect((await ask('POST', '/actuals', actual('30'))).status).toBe(200)
    expect((await ask('POST', '/actuals', actual('35', { standing: 'final' }))).status).toBe(200)
    expect((await ask('POST', '/actuals', actual('90', { statedBy: 'own' }))).status).toBe(200)
    const { json } = await ask<{ rows: TargetView[] }>('GET', '/targets')
    expect(json.rows[0]).toMatchObject({
      standing: 'behind',
      latest: { value: '35' },
      need: { each: '23', periods: 10 },
    })
    const detail = await ask<{ actuals: { value: string; isCurrent: boolean; isProof: boolean }[] }>(
      'GET',
      `/targets/${target}`,
    )
    expect(detail.json.actuals.map(({ value, isCurrent, isProof }) => [value, isCurrent, isProof])).toEqual(
      expect.arrayContaining([
        ['30', false, true],
        ['35', true, true],
        ['90', false, false],
      ]),
    )
  }))

test('shares of districts are added up, keep their row when changed, and stand at their whole', () =>
  inTheCity(async () => {
    const put = (version: number, values: Record<string, string>) =>
      ask('PUT', `/targets/${target}/shares`, {
        version,
        shares: Object.entries(values).map(([id, value]) => ({ owner: division(id), value })),
      })
    expect((await put(1, { '990102': '100', [yanpu]: '62' })).status).toBe(200)
    expect((await put(1, { [yanpu]: '62' })).status).toBe(409)
    expect((await put(2, { [yanpu]: '62', [testCity]: '1' })).json).toMatchObject({ key: 'goals.shareTwice' })
    expect((await put(2, { '999999': '62' })).json).toMatchObject({ key: 'goals.noOwner' })
    const before = await ask<{ shares: TargetView[] }>('GET', `/targets/${target}`)
    await put(2, { '990102': '198', [yanpu]: '62' })
    const after = await ask<{ target: TargetView; shares: TargetView[] }>('GET', `/targets/${target}`)
    expect(after.json.target.shares).toMatchObject({ count: 2, verdict: 'adds-up', difference: '0' })
    expect(new Set(after.json.shares.map(({ id }) => id))).toEqual(new Set(before.json.shares.map(({ id }) => id)))
    const list = await ask<{ total: number; checks: { check: string; count: number }[] }>('GET', '/targets?year=2026')
    expect(list.json.total).toBe(1)
    expect(list.json.checks).toContainEqual({ check: 'no-figure', count: 3 })
    expect((await ask<{ total: number }>('GET', `/targets?owner=${yanpu}`)).json.total).toBe(1)
  }))

test('突破 is decided by the office, by name, and its shares are read the same', () =>
  inTheCity(async () => {
    await ask('PUT', `/targets/${target}/shares`, { version: 1, shares: [{ owner: division(yanpu), value: '62' }] })
    const body = { version: 2, indicatorId: indicator, readAs: '>', baseline: null }
    expect((await ask('PUT', `/targets/${target}/reading`, body)).status).toBe(200)
    const { json } = await ask<{ target: TargetView; shares: TargetView[] }>('GET', `/targets/${target}`)
    expect(json.target.reading).toMatchObject({ op: '>', why: 'decided', byName: planner.name })
    expect(json.shares[0]?.reading.op).toBe('>')
  }))

test('a district enters its own figures, and neither the city’s nor another district’s', () =>
  inTheCity(async () => {
    const scope = { kind: 'district', id: yanpu } as const
    const officer = anActor('district-officer', { scope, ...(await scopeOf({ city: testCity, scope })) })
    const district = asking(officer)
    expect((await district('POST', '/actuals', actual('9', { owner: division(yanpu), statedBy: 'own' }))).status).toBe(
      200,
    )
    for (const id of [testCity, '990102'])
      expect((await district('POST', '/actuals', actual('9', { owner: division(id) }))).json).toMatchObject({
        key: 'goals.noOwner',
      })
    const reading = { version: 1, indicatorId: indicator, readAs: '>=', baseline: null }
    expect((await district('PUT', `/targets/${target}/reading`, reading)).status).toBe(403)
    expect((await district('POST', '/indicators', {})).status).toBe(403)
    expect((await asking(anActor('unit-handler'))('POST', '/actuals', actual('9'))).status).toBe(403)
  }))

test('a table of figures says what it would add, names what it cannot read, and adds nothing twice', () =>
  inTheCity(async () => {
    const text = [
      '指标,区县（单位）,期间,数值,计量单位,初步/核定,是否估计,数据来源,备注',
      '新增规模以上工业企业,望澜市,2026年1-2月,３５,家,核定,,统计,',
      '新增规模以上工业企业,砚浦区,2026年1-2月,9,家,,是,,',
      '新增规模以上工业企业,鹭汀区,2026年1-2月,,家,,,,',
      '工业投资,望澜市,2026年1-2月,61.2,亿元,,,统计,',
      '工业投资,望澜市,2026年1-2月,61.3,亿元,,,统计,',
      '没有的指标,望澜市,2026年1-2月,5,家,,,,',
      '新增规模以上工业企业,某某区,2026年1-2月,5,家,,,,',
      '新增规模以上工业企业,望澜市,最近,5,家,,,,',
      '新增规模以上工业企业,望澜市,2026年1-2月,约5,家,,,,',
      '新增规模以上工业企业,棠港区,2027年1-2月,5,家,,,,',
      '新增规模以上工业企业,棠港区,2026年1-2月,5,万元,,,,',
    ].join('\n')
    const dry = await ask<FiguresReport>('POST', '/actuals/import', table(text))
    expect(dry.json).toMatchObject({ added: 3, empty: 1, applied: false })
    expect(dry.json.changes.map(({ value }) => value)).toEqual(['35', '9', '6120000000'])
    expect(dry.json.problems.map(({ row }) => row)).toEqual([6, 7, 8, 9, 10, 11, 12])
    const count = () => read({ city: testCity }, (tx) => tx.$count(figures, eq(figures.kind, 'actual')))
    expect(await count()).toBe(0)
    const form = table(text)
    form.set('apply', 'yes')
    await ask('POST', '/actuals/import', form)
    expect(await count()).toBe(3)
    const again = await ask<FiguresReport>('POST', '/actuals/import', form)
    expect(again.json).toMatchObject({ added: 0, unchanged: 3 })
    expect(await count()).toBe(3)
  }))

test('the table to fill in holds what is known, and comes back unchanged', () =>
  inTheCity(async () => {
    await ask('POST', '/actuals', actual('35', { standing: 'final' }))
    const answer = await serverFor(routes, planner).request('/api/actuals/template.xlsx?period=2026-01..2026-02')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const { rows, errors } = await readTable(bytes, { columns: figureColumns })
    expect(errors).toEqual([])
    expect(rows[0]?.values).toMatchObject({
      indicator: '新增规模以上工业企业',
      owner: '望澜市',
      value: '35',
      unit: '家',
    })
    const form = new FormData()
    form.append('files', new File([bytes], '指标.xlsx'))
    form.append('apply', 'yes')
    expect((await ask<FiguresReport>('POST', '/actuals/import', form)).json).toMatchObject({ added: 0, unchanged: 1 })
  }))

test('an indicator of one name and unit is there once, joins figures by its name, and keeps its unit while it is used', () =>
  inTheCity(async () => {
    const { json } = await ask<{ rows: { id: string; name: string; version: number; targets: number }[] }>(
      'GET',
      '/indicators',
    )
    const own = json.rows.find(({ id }) => id === indicator)
    expect(own?.targets).toBe(1)
    const input = {
      ...{ name: '新增规模以上工业企业', otherNames: [], unit: '家', direction: 'more', periodType: 'month' },
      ...{ counting: 'cumulative', isAdditive: true, publisher: '统计局', ownerUnitId: null },
    }
    expect((await ask('POST', '/indicators', input)).json).toMatchObject({ key: 'goals.indicatorTwice' })
    const change = { ...input, unit: '个', version: 1 }
    expect((await ask('PUT', `/indicators/${indicator}`, change)).json).toMatchObject({ key: 'goals.indicatorUnit' })
    await transact({ city: testCity }, (tx) =>
      tx.update(figures).set({ indicatorId: null }).where(eq(figures.id, target)),
    )
    expect(
      (await ask('PUT', `/indicators/${indicator}`, { ...change, unit: '家', otherNames: ['规模以上工业企业'] })).json,
    ).toMatchObject({ joined: 1 })
  }))

test('a step of a title is reached by words that prove it, and then stays', () =>
  inTheCity(async () => {
    const goal = await ask<{ id: string }>('POST', '/goals', {
      ...{
        title: '创建省级特色产业园',
        kind: 'goal',
        parentId: null,
        owner: division(testCity),
        theme: null,
        year: 2026,
      },
      ...{ dueOn: '2026-12-31', leader: null, leadUnitId: null, supportingUnitIds: [] },
    })
    const path = `/goals/${goal.json.id}/stages`
    const put = (stages: object[]) => ask('PUT', path, { stages })
    const list = async () => (await ask<{ rows: StageView[] }>('GET', path)).json.rows
    await put([
      { name: '申报', dueOn: '2026-02-28' },
      { name: '公布认定', dueOn: null },
    ])
    const [first, second] = await list()
    const reach = (body: object) => ask('POST', `${path}/${first?.id}/reached`, { documentId: null, ...body })
    expect((await reach({ reachedOn: '2026-03-01', evidence: '' })).status).toBe(400)
    expect((await reach({ reachedOn: '2099-03-11', evidence: '已受理申报。' })).json).toMatchObject({
      key: 'goals.stageToCome',
    })
    expect((await reach({ reachedOn: '2026-03-01', evidence: '已受理申报。' })).status).toBe(200)
    expect((await reach({ reachedOn: '2026-03-01', evidence: '已受理申报。' })).status).toBe(409)
    expect((await put([{ id: second?.id, name: '公布认定', dueOn: null }])).json).toMatchObject({
      key: 'goals.stageReached',
    })
    await put([
      { id: first?.id, name: '申报', dueOn: '2026-02-28' },
      { id: second?.id, name: '公示', dueOn: null },
    ])
    expect((await list()).map(({ id, name, evidence }) => [id, name, evidence])).toEqual([
      [first?.id, '申报', '已受理申报。'],
      [second?.id, '公示', null],
    ])
  }))
