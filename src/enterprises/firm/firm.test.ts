import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { aSmallCity } from '#organisations/builders.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import { createAccount } from '#platform/sign-in/accounts.ts'
import { aContext, anActor, rolledBack, testCity } from '#platform/testing/world.ts'
import { followWordDays, giveWord, revokeWord } from '../authorisations/commands.ts'
import { aFirm } from '../builders.ts'
import { decideCorrection, proposeCorrection } from '../corrections/commands.ts'
import { listCorrections, ownFirm } from '../corrections/queries.ts'
import { addListing, addListings } from '../honours/commands.ts'
import { recordFigures } from '../indicators/commands.ts'
import { figureHistory } from '../indicators/queries.ts'
import { completeWords } from '../search/commands.ts'
import type { ListFirms } from '../search/contract.ts'
import { exportFirms } from '../search/list/commands.ts'
import { firmsByDistrict, listFirms } from '../search/list/queries.ts'
import { planVisits } from '../visits/commands.ts'
import { spreadOver } from '../visits/rules.ts'
import { setTeams } from '../visits/teams/commands.ts'
import { addFirm, changeStatus, keepFirm, showContact } from './commands.ts'
import type { AddFirm } from './contract.ts'
import { addItem, removeItem } from './items/commands.ts'
import { readCode } from './queries.ts'
import { getFirm } from './whole/queries.ts'

const officer = aContext(anActor('enterprise-officer', { accountId: 'officer', name: '企服员' }))
const code = '91350100M000100Y43'
const entry = (changed: Partial<AddFirm> = {}): AddFirm => ({
  ...{ name: '甲市江海精密机械有限公司', shortName: '江海精密', divisionCode: '990102', creditCode: code },
  ...changed,
})
const found = async (q: string) => (await listFirms(officer, { q, page: 1 })).rows.map(({ name }) => name)
const refusal = (fault: string, key: string) => ({ fault, key })

test('a firm is entered once with a right code, found by every part of its names and codes, and keeps its former name', () =>
  rolledBack(async () => {
    await aSmallCity()
    await expect(addFirm(officer, entry({ creditCode: '91350100M000100Y4Z' }))).rejects.toMatchObject(
      refusal('invalid', 'enterprises.badCreditCode'),
    )
    await expect(addFirm(officer, entry({ creditCode: null }))).rejects.toMatchObject(
      refusal('invalid', 'enterprises.whyNoCode'),
    )
    const { id } = await addFirm(officer, entry({ creditCode: ' 91350100m000100y43' }))
    await expect(addFirm(officer, entry({ name: '另一家' }))).rejects.toMatchObject(
      refusal('conflict', 'enterprises.codeTaken'),
    )
    expect(await readCode(officer, code)).toMatchObject({ kind: 'right', taken: { id } })
    const old = await addFirm(officer, entry({ name: '甲市旧厂', shortName: '旧厂', creditCode: '440701000012345' }))
    expect(await getFirm(officer, old.id)).toMatchObject({ noCodeReason: 'old-number', oldNumber: '440701000012345' })

    await keepFirm(officer, id, { version: 1, name: '甲市江海智造科技有限公司', industryCode: 'C3484' })
    await addItem(officer, id, { kind: 'product', name: '谐波减速器', isLeading: true })
    for (const q of [
      '海智',
      '智',
      '精密机械',
      '谐波减',
      '波',
      'M00010',
      'y43',
      'jhzz',
      'jhzzkj',
      'JHJM',
      '江海 精密',
      '00y4',
    ]) {
      expect(await found(q), q).toContain('甲市江海智造科技有限公司')
    }
    for (const q of ['海造', '波谐', '%', '_', "'", 'zzzz']) expect(await found(q), q).toEqual([])
    const near = (await listFirms(officer, { q: '江海知造', page: 1 })).near
    expect(near).toEqual([{ id, name: '甲市江海智造科技有限公司' }])

    const firm = await getFirm(officer, id)
    expect(firm.names).toMatchObject([{ kind: 'former', name: '甲市江海精密机械有限公司', until: '2026-03-10' }])
    await removeItem(officer, id, 'product', firm.products[0]?.id ?? '')
    expect(await found('谐波')).toEqual([])
    await expect(keepFirm(officer, id, { version: 1, shortName: '智造' })).rejects.toMatchObject(
      refusal('conflict', 'platform.changedMeanwhile'),
    )
    await changeStatus(officer, id, { version: 2, status: 'moved-out', sinceOn: '2026-03-01' })
    expect((await listFirms(officer, { page: 1, status: 'active' })).rows.map((row) => row.id)).toEqual([old.id])
    const elsewhere = aContext(
      anActor('district-officer', { scope: { kind: 'district', id: '990103' }, divisions: ['990103'] }),
    )
    await expect(getFirm(elsewhere, id)).rejects.toMatchObject(refusal('not-found', 'enterprises.noSuchFirm'))
    await expect(keepFirm(aContext(anActor('city-leader')), id, { version: 3 })).rejects.toMatchObject({
      fault: 'forbidden',
    })
    await keepFirm(officer, id, { version: 3, contactName: '周工', contactPhone: '13900001234' })
    expect((await getFirm(officer, id)).contactPhone).toBe('139****1234')
    expect(await showContact(officer, id)).toEqual({ contactName: '周工', contactPhone: '13900001234' })
  }))

test('figures that can be read in two ways are asked back; what stood before stays in the history; size follows', () =>
  rolledBack(async () => {
    await aSmallCity()
    const { id } = await addFirm(officer, entry({ industryCode: 'C3484', foundedOn: '2015-05-01' }))
    const record = (
      figures: [
        code: 'revenue' | 'employees' | 'main-revenue',
        year: number,
        typed: string,
        unit: '10k-yuan' | 'count' | null,
      ][],
      more: Partial<Parameters<typeof recordFigures>[2]> = {},
    ) =>
      recordFigures(officer, id, {
        ...{ sourceClass: 'annual-report', confirmed: [] },
        figures: figures.map(([of, year, typed, unit]) => ({ code: of, year, typed, unit, isEstimated: false })),
        ...more,
      })
    expect(await record([['revenue', 2024, '4800', null]])).toMatchObject({ saved: false, asks: [{ typed: '4800' }] })
    expect((await getFirm(officer, id)).figures).toEqual([])
    expect(
      (
        await record([
          ['revenue', 2024, '4800', '10k-yuan'],
          ['employees', 2024, '120', 'count'],
        ])
      ).saved,
    ).toBe(true)
    expect((await getFirm(officer, id)).size).toMatchObject({ sizeClass: 'small', year: 2024 })

    const doubtful = await record([['revenue', 2025, '5100 元', null]])
    expect(doubtful.doubts).toMatchObject([{ kind: 'unit-mistaken', value: 5100, other: 51_000_000 }])
    expect(
      (
        await record([
          ['revenue', 2025, '41000', '10k-yuan'],
          ['employees', 2025, '1000', 'count'],
        ])
      ).saved,
    ).toBe(true)
    expect((await listFirms(officer, { size: 'large', page: 1 })).rows).toHaveLength(1)
    const differs = await record([['revenue', 2025, '41001', '10k-yuan']], { sourceClass: 'platform' })
    expect(differs.doubts.map(({ key }) => key)).toEqual(['other-source-differs:revenue:2025'])
    const confirmed: Partial<Parameters<typeof recordFigures>[2]> = {
      sourceClass: 'platform',
      confirmed: ['other-source-differs:revenue:2025'],
      reason: '核对年报',
    }
    expect((await record([['revenue', 2025, '41001', '10k-yuan']], confirmed)).saved).toBe(true)
    expect(await figureHistory(officer, { id, code: 'revenue', year: 2025 })).toMatchObject([
      { value: 410_000_000, sourceClass: 'annual-report', replacedByName: '企服员', reason: '核对年报' },
    ])
    for (const [figure, key] of [
      [['revenue', 2025, '-1', '10k-yuan'], 'enterprises.figure.negative'],
      [['revenue', 2027, '1', '10k-yuan'], 'enterprises.yearToCome'],
    ] as const) {
      await expect(record([[...figure]])).rejects.toMatchObject(refusal('invalid', key))
    }
    await expect(record([['employees', 2024, '9', 'count']], { sourceClass: 'statistics' })).rejects.toMatchObject(
      refusal('invalid', 'enterprises.statistics'),
    )
  }))

test('tax figures need the firm’s word, and only who may sees them', () =>
  rolledBack(async () => {
    await aSmallCity()
    const { id } = await addFirm(officer, entry())
    const figures = [{ code: 'tax-paid', year: 2025, typed: '120', unit: '10k-yuan', isEstimated: false } as const]
    const record = () => recordFigures(officer, id, { figures, sourceClass: 'tax-authorised', confirmed: [] })
    await expect(record()).rejects.toMatchObject(refusal('invalid', 'enterprises.noTaxWord'))
    const word = { subject: 'tax', validFrom: '2026-01-01', validTo: '2026-12-31', evidence: '授权书' } as const
    await giveWord(officer, id, { ...word, purpose: 'ladder' })
    expect((await record()).saved).toBe(true)
    const valueFor = async (ctx = officer) => (await getFirm(ctx, id)).figures[0]?.value
    // The word was for the ladder, not for the page of the firm.
    expect(await valueFor()).toBe(null)
    await giveWord(officer, id, { ...word, purpose: 'registry' })
    expect(await valueFor()).toBe(1_200_000)
    expect(await valueFor(aContext(anActor('city-leader')))).toBe(null)

    // The firm takes back its own word, once; neither another firm nor a leader does.
    const [firm, other] = [id, await aFirm('乙')].map((own) =>
      aContext(anActor('enterprise-user', { scope: { kind: 'enterprise', id: own } })),
    ) as [typeof officer, typeof officer]
    const given = (await getFirm(firm, id)).authorisations.find(({ purpose }) => purpose === 'registry')
    const takenBack = (ctx: typeof officer) => revokeWord(ctx, id, given?.id ?? '', '2026-03-10')
    expect(given).toMatchObject({ holds: true })
    await expect(takenBack(other)).rejects.toMatchObject({ fault: 'not-found' })
    await expect(takenBack(aContext(anActor('city-leader')))).rejects.toMatchObject({ fault: 'forbidden' })
    await takenBack(firm)
    expect(await valueFor()).toBe(null)
    await expect(takenBack(officer)).rejects.toMatchObject(refusal('conflict', 'enterprises.revokedBefore'))
    await giveWord(firm, id, { ...word, purpose: 'registry', evidence: '在线授权' })
    expect(await valueFor()).toBe(1_200_000)
  }))

test('the size class follows a word that ends by the calendar, though nobody touches the firm', () =>
  rolledBack(async () => {
    await aSmallCity()
    const { id } = await addFirm(officer, entry({ industryCode: 'C3484' }))
    const on = (day: string) => aContext(officer.actor, Temporal.Instant.from(`${day}T01:00:00Z`))
    const word = { subject: 'tax', purpose: 'size', validFrom: '2026-01-01', evidence: '授权书' } as const
    await giveWord(officer, id, { ...word, validTo: '2026-03-20' })
    const figures = [
      { code: 'revenue', year: 2025, typed: '4800', unit: '10k-yuan', isEstimated: false },
      { code: 'employees', year: 2025, typed: '120', unit: 'count', isEstimated: false },
    ] as const
    await recordFigures(officer, id, { figures: [...figures], sourceClass: 'tax-authorised', confirmed: [] })
    const listed = async () => (await listFirms(officer, { size: 'small', page: 1 })).rows.length
    expect(await listed()).toBe(1)
    expect(await followWordDays(on('2026-03-20'))).toBe(0)
    expect(await followWordDays(on('2026-03-21'))).toBe(1)
    expect(await listed()).toBe(0)
    expect(await followWordDays(on('2026-03-22'))).toBe(0)
  }))

test('chosen firms get a list, a team and visits at once, each with an event of its own, and none where one is out of reach', () =>
  rolledBack(async () => {
    const { ids: units } = await aSmallCity()
    const east = [await aFirm('甲'), await aFirm('乙'), await aFirm('丙')]
    const west = await aFirm('丁', null, '990103')
    const scope = { kind: 'district', id: '990102' } as const
    const district = aContext(anActor('district-officer', { scope, divisions: ['990102'], name: '区经办' }))
    const account = { city: testCity, username: 'bulk', name: '企服员', password: 'long-enough-4711' }
    const post = { city: testCity, role: 'enterprise-officer', post: '科员', unitId: units.eastBureau } as const
    const granted = { ...post, fromOn: '2026-01-01', scope: { kind: 'city', id: testCity } } as const
    const responsibleId = await transactAsOwner(testCity, (tx) => createAccount(tx, account, [granted]))

    const listing = { list: 'high-tech', validFrom: '2026-01-01', source: 'notice', evidence: '公告' } as const
    expect(await addListings(district, { ids: east.slice(0, 2), ...listing })).toEqual({ added: 2 })
    expect(await addListings(district, { ids: east, ...listing })).toEqual({ added: 1 })
    const team = { unitId: units.eastBureau, everyDays: 60, responsibleId, memberIds: [] }
    expect(await setTeams(district, { ids: east, ...team })).toEqual({ set: 3 })
    const visits = east.map((enterpriseId) => ({ enterpriseId, day: '2026-03-12' }))
    expect(await planVisits(district, { visits, purpose: '季度走访' })).toEqual({ planned: 3 })

    // All or none, and nothing outside of the scope is told of.
    const notFound = { fault: 'not-found' }
    await expect(setTeams(district, { ids: [...east, west], ...team })).rejects.toMatchObject(notFound)
    await expect(addListings(district, { ids: [west], ...listing })).rejects.toMatchObject(notFound)
    const [first] = visits
    const yesterday = { visits: [{ enterpriseId: first?.enterpriseId ?? '', day: '2026-03-09' }], purpose: '走访' }
    await expect(planVisits(district, yesterday)).rejects.toMatchObject({ key: 'enterprises.visitInThePast' })
    await expect(setTeams(aContext(anActor('city-leader')), { ids: east, ...team })).rejects.toMatchObject({
      fault: 'forbidden',
    })

    const told = await transactAsOwner(testCity, (tx) =>
      tx.execute<{ kind: string; firms: string }>(
        sql`select kind, count(distinct subject_id) as firms from platform.events where kind in ('firm-listed',
          'firm-team-set', 'firm-visit-planned') group by kind order by kind`,
      ),
    )
    expect(told.rows.map(({ kind, firms }) => [kind, Number(firms)])).toEqual([
      ['firm-listed', 3],
      ['firm-team-set', 3],
      ['firm-visit-planned', 3],
    ])

    const by = async (filters: Omit<ListFirms, 'page'>) => (await listFirms(officer, { ...filters, page: 1 })).rows
    expect((await by({ stage: 'base' })).map(({ name }) => name).sort()).toEqual(['丙', '乙', '甲'])
    expect((await by({ stage: 'entered' })).map(({ name }) => name)).toEqual(['丁'])
    expect(await by({ unvisited: '90' })).toHaveLength(4)
    expect((await by({ list: 'high-tech' })).every(({ responsible }) => responsible === '企服员')).toBe(true)
    expect(await firmsByDistrict(officer, { list: 'high-tech', division: '990103' })).toEqual({
      rows: [
        { code: '990102', firms: 3 },
        { code: '990103', firms: 0 },
      ],
    })
    expect(await firmsByDistrict(district, {})).toEqual({ rows: [{ code: '990102', firms: 3 }] })
  }))

test('veteran status is its bureau’s alone, unless the firm agreed; to the firm itself it is no secret', () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    await transactAsOwner(testCity, (tx) =>
      tx.execute(sql`update organisations.units set name = '甲市退役军人事务局' where id = ${ids.science}`),
    )
    const { id } = await addFirm(officer, entry())
    const listing = { list: 'veteran-founded', validFrom: '2025-01-01', source: 'notice', evidence: '名单' } as const
    await expect(addListing(officer, id, listing)).rejects.toMatchObject({ fault: 'forbidden' })
    await expect(
      addListing(aContext(anActor('unit-head', { unitId: ids.eastBureau })), id, listing),
    ).rejects.toMatchObject({
      fault: 'forbidden',
    })
    const veterans = aContext(anActor('unit-head', { unitId: ids.science }))
    await addListing(veterans, id, listing)
    const shownTo = async (ctx: typeof officer) => (await getFirm(ctx, id)).listings.map(({ list }) => list)
    const listedFor = async (ctx: typeof officer) =>
      (await listFirms(ctx, { list: 'veteran-founded', page: 1 })).rows.length
    const firm = aContext(anActor('enterprise-user', { scope: { kind: 'enterprise', id } }))
    expect(await shownTo(officer)).toEqual([])
    expect(await listedFor(officer)).toBe(0)
    expect(await shownTo(veterans)).toEqual(['veteran-founded'])
    expect(await listedFor(veterans)).toBe(1)
    expect(await shownTo(firm)).toEqual(['veteran-founded'])
    const word = { subject: 'veteran', purpose: 'registry', validFrom: '2026-01-01', validTo: '2026-12-31' } as const
    await giveWord(officer, id, { ...word, evidence: '同意书' })
    expect(await shownTo(officer)).toEqual(['veteran-founded'])
    expect(await listedFor(officer)).toBe(1)
  }))

test('a firm’s correction is a proposal until an officer accepts it, and the firm decides none', () =>
  rolledBack(async () => {
    await aSmallCity()
    const { id } = await addFirm(officer, entry({ address: '老路一号' }))
    const firm = aContext(anActor('enterprise-user', { accountId: 'firm', scope: { kind: 'enterprise', id } }))
    const proposed = { kind: 'entry', field: 'address', proposed: '新路二号', reason: '搬迁' } as const
    const one = await proposeCorrection(firm, proposed)
    const figure = {
      kind: 'indicator',
      field: 'employees',
      year: 2025,
      proposed: '88',
      unit: 'count',
      reason: '漏报',
    } as const
    const two = await proposeCorrection(firm, figure)
    expect(await ownFirm(firm)).toMatchObject({ address: '老路一号', isOwn: true, mayKeep: false })
    await expect(decideCorrection(firm, one.id, { version: 1, accept: true })).rejects.toMatchObject({
      fault: 'forbidden',
    })
    const stranger = aContext(anActor('enterprise-user', { scope: { kind: 'enterprise', id: await aFirm('别家') } }))
    expect((await listCorrections(stranger, { page: 1 })).total).toBe(0)
    await expect(decideCorrection(officer, one.id, { version: 1, accept: false })).rejects.toMatchObject(
      refusal('invalid', 'enterprises.reasonNeeded'),
    )
    await decideCorrection(officer, one.id, { version: 1, accept: true })
    await decideCorrection(officer, two.id, { version: 1, accept: false, note: '与社保不符' })
    expect(await ownFirm(firm)).toMatchObject({ address: '新路二号', figures: [] })
    await expect(decideCorrection(officer, one.id, { version: 2, accept: true })).rejects.toMatchObject(
      refusal('conflict', 'enterprises.decidedBefore'),
    )
  }))

test('many firms go onto a list at once, and the file runs no formula', () =>
  rolledBack(async () => {
    await aSmallCity()
    const ids = [await aFirm("=cmd|' /C calc'!A0"), await aFirm('乙公司')]
    const listing = {
      list: 'industry-200',
      validFrom: '2026-01-01',
      source: 'notice',
      evidence: '工信〔2026〕1号',
    } as const
    expect(await addListings(officer, { ...listing, ids })).toEqual({ added: 2 })
    expect(await addListings(officer, { ...listing, ids })).toEqual({ added: 0 })
    const firm = await getFirm(officer, ids[1] ?? '')
    expect(firm).toMatchObject({ stage: 'base', listings: [{ validTo: '2026-12-31', holds: true }] })
    const { bytes } = await exportFirms(officer, { list: 'industry-200' }, 'csv')
    const text = new TextDecoder().decode(bytes)
    expect(text).toContain('乙公司')
    expect(text).not.toMatch(/(^|[,"\n])=cmd/)
  }))

test('firms entered before there was a search are found after the next start', () =>
  rolledBack(async () => {
    await aSmallCity()
    const id = await aFirm('甲市远山纸业有限公司')
    await transactAsOwner(testCity, async (tx) => {
      await tx.execute(sql`update enterprises.enterprises set initials = ''`)
      await tx.execute(sql`delete from enterprises.search_words`)
    })
    expect(await found('远山')).toEqual([])
    await completeWords(officer)
    for (const q of ['远山', 'yszy']) expect((await listFirms(officer, { q, page: 1 })).rows).toMatchObject([{ id }])
  }))

test('visits are spread over days, so many a day, and none on a weekend', () => {
  // 2026-03-12 is a Thursday.
  const days = [0, 1, 2, 3, 4].map((at) => spreadOver('2026-03-12', 2, at))
  expect(days).toEqual(['2026-03-12', '2026-03-12', '2026-03-13', '2026-03-13', '2026-03-16'])
})
