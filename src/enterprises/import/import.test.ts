/** Tables of firms: read, looked through, imported once, followed; what a person entered later stays. */
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { aDistrictOfficer, aSmallCity } from '#organisations/builders.ts'
import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { problemSheet } from '#platform/imports/index.ts'
import { readable } from '#platform/protect/values.ts'
import { anXlsx } from '#platform/sheets/an-xlsx.ts'
import { readTable, writeCsv } from '#platform/sheets/index.ts'
import { events, importParts } from '#platform/tables.ts'
import { aContext, anActor, rolledBack, testCity, testMoment } from '#platform/testing/world.ts'
import { giveWord } from '../authorisations/commands.ts'
import { aFirm } from '../builders.ts'
import { keepFirm } from '../firm/commands.ts'
import { products, profiles } from '../firm/tables.ts'
import { listings } from '../honours/tables.ts'
import { recordFigures } from '../indicators/commands.ts'
import { indicatorHistory, indicators } from '../indicators/tables.ts'
import { checkCharacter } from '../rules.ts'
import { exportFirms } from '../search/list/commands.ts'
import { listFirms } from '../search/list/queries.ts'
import { enterprises } from '../tables.ts'
import { workOff } from './batches/commands.ts'
import { columnWords } from './columns/queries.ts'
import { joinedHeadings, openQuestions, proposeColumns, readHeading } from './columns/rules.ts'
import { checkImport, giveUpImport, resumeImport, startImport, uploadFirms } from './commands.ts'
import type { FirmImport, Mapping } from './contract.ts'
import { firmImports, getImport, listImports } from './queries.ts'

const officer = aContext(anActor('enterprise-officer', { accountId: 'officer', name: '企服员' }))
const at = () => testMoment
const codeOf = (n: number): string => {
  const body = `91990102MA${String(n).padStart(7, '0')}`
  return body + checkCharacter(body)
}
type Line = Record<string, string>
const table = (lines: readonly Line[]): Promise<Uint8Array> => {
  const headers = [...new Set(lines.flatMap((line) => Object.keys(line)))]
  return writeCsv({ headers, rows: lines.map((line) => headers.map((head) => line[head] ?? null)) })
}
const run = (id: string, onBatch?: (rows: number) => void) => workOff({ city: testCity, importId: id }, onBatch, at)

async function checked(ctx: Context, bytes: Uint8Array, chosen: Partial<Mapping> = {}): Promise<FirmImport> {
  const { id, version, mapping } = await uploadFirms(ctx, { source: '市工信局台账', fileName: '企业.csv', bytes })
  await checkImport(ctx, id, { version, mapping: { ...mapping, ...chosen } })
  await run(id)
  return getImport(ctx, id)
}
async function imported(ctx: Context, bytes: Uint8Array, chosen: Partial<Mapping> = {}): Promise<FirmImport> {
  const { id, version } = await checked(ctx, bytes, chosen)
  await startImport(ctx, id, { version })
  await run(id)
  return getImport(ctx, id)
}
const counts = ({ state, added, changed, same, refused }: FirmImport) => ({ state, added, changed, same, refused })
const refusal = async (attempt: Promise<unknown>): Promise<[string, string] | null> => {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error === null) return null
  if (!(error instanceof AppError)) throw error
  return [error.fault, error.key]
}
const firmOf = async (code: string) => {
  const [row] = await read(officer, (tx) =>
    tx
      .select()
      .from(enterprises)
      .where(and(eq(enterprises.city, testCity), eq(enterprises.creditCode, code))),
  )
  if (!row) throw new Error(`no firm has ${code}`)
  return row
}
const keysOf = async (ctx: Context, id: string) =>
  (await getImport(ctx, id)).problems.map(({ row, key }) => `${row} ${key.replace('enterprises.', '')}`)

test('headings say field, year and unit; a header of two rows is joined; what is in doubt is asked once for the column', () => {
  const words = columnWords()
  const said = (heading: string) => {
    const { field, year, unit, list } = readHeading(heading, words)
    return [field, year, unit, list]
  }
  expect(said('２０２５年营业收入（万元）')).toEqual(['revenue', 2025, '10k-yuan', null])
  expect(said('2024年度 研发费用[亿元]')).toEqual(['rd-expense', 2024, '100m-yuan', null])
  expect(said('营业收入2023')).toEqual(['revenue', 2023, null, null])
  expect(said('*统一社会信用代码（必填）')).toEqual(['code', null, null, null])
  expect(said('专精特新中小企业认定日期')).toEqual(['listed', null, null, 'srdi-sme'])
  expect(said('备注')).toEqual([null, null, null, null])
  expect(readHeading('2024年2025年营业收入', words)).toMatchObject({ field: 'revenue', year: null, isTwoYears: true })
  const joined = joinedHeadings(
    ['企业名称', '2025年', '', '2026年', '备注'],
    ['企业名称', '营业收入', '研发费用', '营业收入', '备注'],
  )
  expect(joined).toEqual(['企业名称', '2025年 营业收入', '2025年 研发费用', '2026年 营业收入', '备注'])

  const headings = ['企业名称', '营业收入', '2025年净利润', '2025年市场占有率（%）']
  const samples = (heading: string) => (heading.includes('占有率') ? ['0.03', '0.125'] : ['1'])
  const columns = proposeColumns({ headings, samples, moneyUnit: null }, [], words)
  expect(
    openQuestions(columns, 2026).map(({ key, heading }) => [heading, key.replace('enterprises.import.', '')]),
  ).toEqual([
    ['营业收入', 'ask.year'],
    ['营业收入', 'ask.moneyUnit'],
    ['2025年净利润', 'ask.moneyUnit'],
    ['2025年市场占有率（%）', 'ask.shareUnit'],
  ])
  const sure = proposeColumns({ headings, samples: () => ['3', '0.5'], moneyUnit: '10k-yuan' }, [], words)
  expect(sure.map(({ unit }) => unit)).toEqual([null, '10k-yuan', '10k-yuan', 'percent'])
  const chosen = sure.map((column) => (column.heading === '营业收入' ? { ...column, year: 2024 } : column))
  expect(proposeColumns({ headings, samples, moneyUnit: null }, chosen, words)).toEqual(chosen)
})

test('a table is looked through before anything is written; each row not taken says why; the rest is imported and found', () =>
  rolledBack(async () => {
    await aSmallCity()
    await aFirm('同名厂', null, '990102')
    await aFirm('同名厂', null, '990102')
    const line = (n: number, changed: Line = {}): Line => ({
      ...{
        企业名称: `甲市第${n}机械有限公司`,
        统一社会信用代码: codeOf(n),
        所属区域: '东区',
        行业: 'C3484 机械零部件加工',
      },
      ...{
        成立日期: '2010年5月8日',
        状态: '存续',
        联系人: '王某',
        联系电话: '１３８００００５６７８',
        曾用名: '',
        产品: '泵、阀',
      },
      ...{ '2025年营业收入（万元）': '１，２００．５', '2024年营业收入（万元）': '1100', '2025年从业人员（人）': '35' },
      ...{ 高新技术企业有效期: '2024-12-01至2027-11-30', 名单和称号: '' },
      ...changed,
    })
    const wrong = codeOf(9).replace(/.$/, (last) => (last === '1' ? '2' : '1'))
    const bytes = await table([
      line(1, { 统一社会信用代码: codeOf(1).toLowerCase(), 曾用名: '甲市机械厂' }),
      line(2, { '2025年营业收入（万元）': '12000000' }),
      line(3, { 统一社会信用代码: codeOf(3).replace('MA0', 'MAO') }),
      line(4, { 统一社会信用代码: '440701000012345' }),
      line(5, { 统一社会信用代码: wrong }),
      line(1),
      line(6, { 企业名称: '同名厂', 统一社会信用代码: '' }),
      line(7, { 所属区域: '南区', 成立日期: '去年', '2025年从业人员（人）': '三十' }),
      line(8, { '2025年营业收入（万元）': '-3', 联系电话: '没有' }),
      line(9, { 名单和称号: '军创企业(2020-01-01)', 高新技术企业有效期: '是' }),
    ])
    const found = await checked(officer, bytes)
    expect(counts(found)).toEqual({ state: 'checked', added: 3, changed: 0, same: 0, refused: 7 })
    // Either of two neighbouring years may be the mistaken one.
    expect(found.held).toBe(2)
    expect(await keysOf(officer, found.id)).toEqual([
      '3 import.doubt.unit-mistaken',
      '3 import.doubt.unit-mistaken',
      '4 import.mistakenCode',
      '5 import.oldNumber',
      '6 import.wrongCode',
      '7 import.twice',
      '8 import.several',
      '9 import.noDivision',
      '9 import.notADay',
      '9 figure.not-a-number',
      '10 import.notAPhone',
      '10 figure.negative',
      '11 import.listDay',
      '11 import.closedList',
    ])
    const { bytes: sheet } = await problemSheet(officer, firmImports, found.id, 'zh')
    const reasons = await readTable(sheet, { columns: [{ key: 'reason', headers: ['原因'] }] })
    expect(reasons.rows[2]?.values.reason).toContain(`可能是 ${codeOf(3)}`)
    expect(reasons.rows[0]?.values.reason).toContain('12000000 万元；如果单位弄错了，则是 1200 万元')
    expect((await listFirms(officer, { q: '机械', page: 1 })).total).toBe(0)

    await startImport(officer, found.id, { version: found.version })
    expect(await refusal(startImport(officer, found.id, { version: found.version }))).toEqual([
      'conflict',
      'platform.imports.cannotMove',
    ])
    await run(found.id)
    expect(counts(await getImport(officer, found.id))).toMatchObject({ state: 'done', added: 3, refused: 7 })
    const firm = await firmOf(codeOf(1))
    expect(firm).toMatchObject({
      name: '甲市第1机械有限公司',
      divisionCode: '990102',
      status: 'active',
      noCodeReason: null,
    })
    expect([readable(firm.contactName), readable(firm.contactPhone)]).toEqual(['王某', '13800005678'])
    const of = <Row>(rows: Row[]) => rows
    const [profile] = await read(officer, (tx) => tx.select().from(profiles).where(eq(profiles.id, firm.id)))
    expect(profile).toMatchObject({
      industryCode: 'C3484',
      foundedOn: '2010-05-08',
      sizeClass: 'small',
      sizeYear: 2025,
    })
    const figures = await read(officer, (tx) =>
      tx.select().from(indicators).where(eq(indicators.enterpriseId, firm.id)),
    )
    expect(
      of(figures)
        .map(({ code, year, value, sourceClass }) => `${code} ${year} ${value} ${sourceClass}`)
        .toSorted(),
    ).toEqual(['employees 2025 35 firm', 'revenue 2024 11000000 firm', 'revenue 2025 12005000 firm'])
    expect((await listFirms(officer, { q: '甲市机械厂', page: 1 })).rows.map(({ id }) => id)).toEqual([firm.id])
    expect((await listFirms(officer, { q: '440701000012345', page: 1 })).total).toBe(1)
    expect((await listFirms(officer, { imported: found.id, page: 1 })).total).toBe(3)
    expect(await read(officer, (tx) => tx.select().from(importParts))).toEqual([])
    const told = await read(officer, (tx) => tx.select().from(events).where(eq(events.subjectId, firm.id)))
    expect(told.map(({ kind }) => kind)).toEqual(['firm-imported'])
    expect(counts(await checked(officer, bytes))).toMatchObject({ added: 0, changed: 0, same: 3, refused: 7 })
  }))

test('a later table changes what it says, names old and new, deletes nothing, and keeps what a person entered after its day', () =>
  rolledBack(async () => {
    await aSmallCity()
    const line = (n: number, changed: Line = {}): Line => ({
      ...{ 企业名称: `甲市第${n}厂`, 统一社会信用代码: codeOf(n), 所属区域: '990102', 地址: '一路1号', 产品: '泵' },
      ...{ '2024年营业收入（万元）': '1000', '2025年营业收入（万元）': '1100', 联系人: '王某', ...changed },
    })
    await imported(officer, await table([line(1), line(2), line(3), line(4)]))
    const second = await firmOf(codeOf(2))
    await keepFirm(officer, second.id, { version: second.version, address: '手填路9号' })
    const typed = [
      { code: 'revenue' as const, year: 2025, typed: '1180', unit: '10k-yuan' as const, isEstimated: false },
    ]
    await recordFigures(officer, second.id, { sourceClass: 'firm', figures: typed, confirmed: [] })
    await aFirm('甲市第5厂', null, '990102')

    const later = await table([
      line(1, {
        企业名称: '甲市第一厂',
        地址: '二路2号',
        '2025年营业收入（万元）': '1150',
        联系人: '李某',
        产品: '泵、阀',
      }),
      line(2, { 地址: '二路2号', '2025年营业收入（万元）': '1150' }),
      line(3, { 地址: '', '2025年营业收入（万元）': '—', 联系人: '', 产品: '' }),
      line(4, { '2025年营业收入（万元）': '0.11' }),
      line(5),
    ])
    const found = await checked(officer, later, { asOf: '2026-03-01' })
    expect(counts(found)).toEqual({ state: 'checked', added: 0, changed: 2, same: 3, refused: 0 })
    expect(found.replaced.name?.examples).toEqual([
      { name: '甲市第一厂', year: null, before: '甲市第1厂', after: '甲市第一厂' },
    ])
    expect(found.replaced.revenue?.examples[0]).toMatchObject({ year: 2025, before: 11_000_000, after: 11_500_000 })
    expect(found.replaced.contactName?.examples[0]).toMatchObject({ before: '•••', after: '•••' })
    expect(found.filled.creditCode).toMatchObject({ count: 1 })
    expect([found.kept.address?.count, found.kept.revenue?.count, found.held]).toEqual([1, 1, 1])
    await startImport(officer, found.id, { version: found.version })
    await run(found.id)

    const first = await firmOf(codeOf(1))
    expect(first).toMatchObject({ name: '甲市第一厂', address: '二路2号' })
    expect((await listFirms(officer, { q: '甲市第1厂', page: 1 })).rows.map(({ id }) => id)).toEqual([first.id])
    expect((await firmOf(codeOf(2))).address).toBe('手填路9号')
    const third = await firmOf(codeOf(3))
    expect([third.address, readable(third.contactName)]).toEqual(['一路1号', '王某'])
    const made = await read(officer, (tx) => tx.select().from(products).where(eq(products.enterpriseId, third.id)))
    expect(made.map(({ name }) => name)).toEqual(['泵'])
    expect((await firmOf(codeOf(5))).name).toBe('甲市第5厂')
    const before = await read(officer, (tx) =>
      tx.select().from(indicatorHistory).where(eq(indicatorHistory.enterpriseId, first.id)),
    )
    expect(before.map(({ year, value }) => [year, value])).toEqual([[2025, 11_000_000]])
    // Somebody has looked at the figure that was held back, and takes it.
    const taken = await imported(officer, later, { asOf: '2026-03-01', takesDoubtful: true })
    expect(counts(taken)).toMatchObject({ changed: 1, same: 4 })
  }))

test('data of statistics is refused, tax data needs each firm’s word, and a district imports its own firms alone', () =>
  rolledBack(async () => {
    await aSmallCity()
    const [own, other] = [await aFirm('有授权厂', codeOf(1)), await aFirm('无授权厂', codeOf(2))]
    await aFirm('西区厂', codeOf(3), '990103')
    const word = {
      subject: 'tax',
      purpose: 'size',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      evidence: '书面',
    } as const
    await giveWord(officer, own, word)
    const bytes = await table([
      { 统一社会信用代码: codeOf(1), '2025年纳税额（元）': '35000' },
      { 统一社会信用代码: codeOf(2), '2025年纳税额（元）': '36000' },
    ])
    const statistics = checked(officer, bytes, { sourceClass: 'statistics' })
    expect(await refusal(statistics)).toEqual(['invalid', 'enterprises.statistics'])
    const taxed = await imported(officer, bytes, { sourceClass: 'tax-authorised' })
    expect(counts(taxed)).toMatchObject({ changed: 1, refused: 1 })
    expect(await keysOf(officer, taxed.id)).toEqual(['3 noTaxWord'])
    const rows = await read(officer, (tx) => tx.select().from(indicators))
    expect(rows.map(({ enterpriseId, value }) => [enterpriseId, value])).toEqual([[own, 35_000]])
    expect(other).not.toBe(own)

    const east = await aDistrictOfficer('990102')
    const lines = [
      { 企业名称: '东区新厂', 统一社会信用代码: codeOf(4), 区划: '' },
      { 企业名称: '西区新厂', 统一社会信用代码: codeOf(5), 区划: '西区' },
      { 企业名称: '西区厂', 统一社会信用代码: codeOf(3), 区划: '' },
    ]
    const done = await imported(east, await table(lines))
    expect(counts(done)).toMatchObject({ added: 1, refused: 2 })
    expect(await keysOf(east, done.id)).toEqual(['3 import.elsewhere', '4 import.elsewhere'])
    expect((await firmOf(codeOf(4))).divisionCode).toBe('990102')
    expect((await listImports(east)).imports.map(({ id }) => id)).toEqual([done.id])
    expect((await listImports(officer)).imports.map(({ state }) => state)).toContain('uploaded')
    expect(await refusal(getImport(east, taxed.id))).toEqual(['not-found', 'platform.imports.none'])
    const reader = aContext(anActor('city-leader'))
    expect(await refusal(listImports(reader))).toEqual(['forbidden', 'platform.forbidden'])
  }))

test('a workbook with a header of two rows is read; an import that ends between two batches goes on where it had come to', () =>
  rolledBack(async () => {
    await aSmallCity()
    const cell = (at: string, value: string | number) =>
      typeof value === 'number'
        ? `<c r="${at}"><v>${value}</v></c>`
        : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
    const line = (row: number, cells: readonly (string | number)[]) =>
      `<row r="${row}">${cells.map((one, place) => (one === '' ? '' : cell(`${'ABCDEF'[place]}${row}`, one))).join('')}</row>`
    const lines = Array.from({ length: 1100 }, (_, n) => line(n + 5, [`甲市第${n}厂`, codeOf(n), '东区', 1200 + n, 60]))
    const rows = [
      line(1, ['全市企业情况表']),
      line(2, ['单位：万元']),
      line(3, ['企业名称', '统一社会信用代码', '区划', '2025年', '']),
      line(4, ['', '', '', '营业收入', '研发费用']),
      ...lines,
    ]
    const merges = ['A1:E1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:E3'].map((ref) => `<mergeCell ref="${ref}"/>`).join('')
    const bytes = anXlsx({ sheets: [`<sheetData>${rows.join('')}</sheetData><mergeCells>${merges}</mergeCells>`] })
    const { id, version, mapping } = await uploadFirms(officer, { source: '甲', fileName: '表.xlsx', bytes })
    expect(mapping.columns.map(({ field, year, unit }) => [field, year, unit]).slice(3)).toEqual([
      ['revenue', 2025, '10k-yuan'],
      ['rd-expense', 2025, '10k-yuan'],
    ])
    expect((await getImport(officer, id)).samples[3]).toMatchObject({
      heading: '2025年 营业收入',
      cells: ['1200', '1201', '1202', '1203', '1204'],
    })
    await checkImport(officer, id, { version, mapping })
    const another = checkImport(officer, id, { version, mapping })
    expect(await refusal(another)).toEqual(['conflict', 'platform.imports.cannotMove'])
    await run(id)
    await startImport(officer, id, { version: version + 2 })
    const killed = new Error('killed')
    const stopped = run(id, (done) => {
      if (done >= 1000) throw killed
    })
    await expect(stopped).rejects.toBe(killed)
    expect(await getImport(officer, id)).toMatchObject({ state: 'running', rowsDone: 1000, added: 1000 })
    await resumeImport(officer, id)
    await run(id)
    expect(counts(await getImport(officer, id))).toEqual({
      state: 'done',
      added: 1100,
      changed: 0,
      same: 0,
      refused: 0,
    })
    const stored = await read(officer, (tx) => tx.select({ id: enterprises.id }).from(enterprises))
    expect(stored.length).toBe(1100)
    expect(await run(id)).toBe(false)
    expect((await read(officer, (tx) => tx.select().from(listings))).length).toBe(0)
    await giveUpImport(officer, id)
  }))

test('the list as a file comes in again and changes nothing, formulas in names included', () =>
  rolledBack(async () => {
    await aSmallCity()
    const line = (n: number, name: string): Line => ({
      ...{ 企业名称: name, 统一社会信用代码: codeOf(n), 区划: '东区', 行业: 'C3484', 状态: '停业' },
      ...{ 高新技术企业有效期: '2024-12-01至2027-11-30' },
    })
    await imported(officer, await table([line(1, '=cmd|甲厂'), line(2, '乙厂')]))
    for (const format of ['csv', 'xlsx'] as const) {
      const { bytes } = await exportFirms(officer, {}, format)
      if (format === 'csv') expect(new TextDecoder().decode(bytes)).toContain("'=cmd|甲厂")
      expect(counts(await checked(officer, bytes))).toEqual({
        state: 'checked',
        added: 0,
        changed: 0,
        same: 2,
        refused: 0,
      })
    }
  }))
