/** Tickets of a hotline: read, looked through, imported once, followed, and answered in the form in which they came. */
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { read, transact } from '#platform/db/transact.ts'
import { clocksOfSubjects } from '#platform/deadlines/index.ts'
import { AppError } from '#platform/errors.ts'
import { problemSheet } from '#platform/imports/index.ts'
import { runPendingJobs } from '#platform/jobs.ts'
import { anXlsx } from '#platform/sheets/an-xlsx.ts'
import { readTable, writeCsv, writeWorkbook } from '#platform/sheets/index.ts'
import { auditRows, importParts } from '#platform/tables.ts'
import { approveAnswer, proposeAnswer } from '../answers/commands.ts'
import { inScope, type People, refusal, seen, withPeople } from '../builders.ts'
import { dispatchRequest, signRequest } from '../dispatch/commands.ts'
import { eraseContacts } from '../personal-data/commands.ts'
import { timings } from '../rates/tables.ts'
import { computedTimings } from '../rates/timings/commands.ts'
import { requests } from '../tables.ts'
import { workOff } from './batches/commands.ts'
import { checkImport, giveUpImport, resumeImport, startImport, uploadTickets } from './commands.ts'
import type { HotlineImport } from './contract.ts'
import { makeExport, takeExport } from './exports/commands.ts'
import { getImport, listImports, ticketImports } from './queries.ts'
import { hotlineTickets } from './tables.ts'

const heads = [
  '工单编号',
  '诉求类型',
  '事项类别',
  '标题',
  '诉求内容',
  '企业名称',
  '联系人',
  '联系电话',
  '所属区域',
  '承办单位',
  '登记时间',
  '联系时间',
  '答复时间',
  '办理结果',
  '备注',
  '结案时间',
  '办理结论',
  '经办',
]
type Line = Partial<Record<(typeof heads)[number], string>>
const line = (number: string, changed: Line = {}): Line => ({
  ...{
    工单编号: number,
    诉求类型: '求助',
    事项类别: '用地',
    标题: '用地不足',
    诉求内容: '想扩建。',
    企业名称: '乙公司',
  },
  ...{
    联系人: '王某',
    联系电话: '13800005678',
    所属区域: '990102',
    登记时间: '2026-03-09 09:00',
    备注: `备注${number}`,
  },
  ...changed,
})
const table = (lines: readonly Line[]): Promise<Uint8Array> =>
  writeCsv({ headers: heads, rows: lines.map((one) => heads.map((head) => one[head] ?? null)) })

async function checked(desk: Context, bytes: Uint8Array, source = '市12345热线'): Promise<HotlineImport> {
  const uploaded = await uploadTickets(desk, { source, fileName: '工单.csv', bytes })
  await checkImport(desk, uploaded.id, { version: uploaded.version, mapping: uploaded.mapping })
  await runPendingJobs()
  return getImport(desk, uploaded.id)
}
async function imported(desk: Context, bytes: Uint8Array): Promise<HotlineImport> {
  const { id, version } = await checked(desk, bytes)
  await startImport(desk, id, { version })
  await runPendingJobs()
  return getImport(desk, id)
}
const counts = ({ state, added, changed, same, refused, untimed }: HotlineImport) => ({
  state,
  added,
  changed,
  same,
  refused,
  untimed,
})
const byNumber = async (desk: Context, number: string) => {
  const [row] = await read(desk, (tx) =>
    tx
      .select()
      .from(requests)
      .where(and(eq(requests.city, desk.city), eq(requests.externalNumber, number))),
  )
  if (!row) throw new Error(`no request came of ${number}`)
  return row
}
const statesOf = async (desk: Context, id: string) => {
  const clocks = await read(desk, (tx) => clocksOfSubjects(tx, desk, 'request', [id]))
  return Object.fromEntries(clocks.map(({ name, state }) => [name, state]))
}

test(
  'a table is looked through before anything is stored, and each row that is not taken says why',
  withPeople(async ({ desk }) => {
    const bytes = await table([
      line('A1'),
      line('A1', { 标题: '又一次' }),
      line('A2', { 诉求类型: '举报', 诉求内容: '举报某人' }),
      line('A3', { 登记时间: '2026-03-09 09:00', 答复时间: '2026-03-08 09:00', 办理结果: '好' }),
      line('A4', { 登记时间: '昨天', 联系电话: '没有' }),
      line('A5', { 企业名称: '' }),
      line('A6', { 承办单位: '某某局', 事项类别: '不知道' }),
    ])
    const found = await checked(desk, bytes)
    expect(counts(found)).toEqual({ state: 'checked', added: 2, changed: 0, same: 0, refused: 5, untimed: 0 })
    const { problems } = await getImport(desk, found.id)
    expect(problems.map(({ row, heading, key }) => [row, heading, key.replace('requests.hotline.', '')])).toEqual([
      [3, '工单编号', 'twice'],
      [4, '诉求类型', 'tipOff'],
      [5, '答复时间', 'order.registered'],
      [6, '联系电话', 'notAPhone'],
      [6, '登记时间', 'notAMoment'],
      [7, '企业名称', 'empty'],
    ])
    expect(JSON.stringify(await getImport(desk, found.id))).not.toContain('举报某人')
    expect(found.unknown).toEqual({ topic: [{ word: '不知道', rows: 1 }], unit: [{ word: '某某局', rows: 1 }] })
    expect(await read(desk, (tx) => tx.select().from(requests))).toEqual([])
    const { bytes: sheet } = await problemSheet(desk, ticketImports, found.id, 'zh')
    const { rows } = await readTable(sheet, { columns: [{ key: 'reason', headers: ['原因'] }] })
    expect(rows[0]?.values.reason).toBe('这个工单编号在第 2 行已出现过，本行未导入。')

    const stranger = await inScope('request-desk', 'district', '990102')
    expect(await refusal(getImport(stranger, found.id))).toEqual(['forbidden', 'platform.forbidden'])
    await giveUpImport(desk, found.id)
    expect(await read(desk, (tx) => tx.select().from(importParts))).toEqual([])
    const again = startImport(desk, found.id, { version: found.version })
    expect(await refusal(again)).toEqual(['conflict', 'platform.imports.cannotMove'])
  }),
)

test(
  'the times of the other system are judged by the promise; what nobody timed is neither met nor missed',
  withPeople(async ({ desk, world }) => {
    const unit = { 承办单位: '市工业和信息化局' }
    const answered = { 答复时间: '2026-03-09 17:00', 办理结果: '已办妥。' }
    const done = await imported(
      desk,
      await table([
        line('B1', { ...unit, ...answered, 联系时间: '2026-03-09 09:40' }),
        line('B2', { ...unit, ...answered, 联系时间: '2026-03-09 10:01' }),
        line('B3', { ...unit, ...answered, 联系时间: '2026-03-09' }),
        line('B4', { ...unit, 登记时间: '' }),
        line('B5', { ...unit, 登记时间: '2026-03-09' }),
        line('B6'),
      ]),
    )
    expect(counts(done)).toEqual({ state: 'done', added: 6, changed: 0, same: 0, refused: 0, untimed: 3 })
    const told = async (number: string) => {
      const row = await byNumber(desk, number)
      return { state: row.state, contact: row.contactWord, untimed: row.untimed, clocks: await statesOf(desk, row.id) }
    }
    expect(await told('B1')).toEqual({
      ...{ state: 'answered', contact: 'claimed', untimed: ['plan'], clocks: { contact: 'met', finish: 'met' } },
    })
    expect((await told('B2')).clocks).toEqual({ contact: 'missed', finish: 'met' })
    expect(await told('B3')).toMatchObject({
      contact: 'claimed',
      untimed: ['contact', 'plan'],
      clocks: { finish: 'met' },
    })
    expect(await told('B4')).toMatchObject({ state: 'dispatched', untimed: ['contact', 'plan', 'finish'], clocks: {} })
    expect(await told('B5')).toMatchObject({ untimed: ['contact', 'plan'], clocks: { finish: 'running' } })
    const left = await byNumber(desk, 'B6')
    expect(left).toMatchObject({
      state: 'registered',
      leadUnitId: null,
      divisionCode: '990102',
      topicId: world.topicId,
    })
    expect(left.nextDueAt).not.toBe(null)
    const [timing] = await read(desk, (tx) => computedTimings(desk, tx, [left.id]))
    expect(timing).toMatchObject({ contactState: 'running', channel: 'hotline' })
    expect(await read(desk, (tx) => tx.select().from(importParts))).toEqual([])
  }),
)

test(
  'the same table changes nothing; a later state follows the hotline, but no step taken here is overwritten',
  withPeople(async ({ desk, world, handler }) => {
    await imported(desk, await table([line('C1'), line('C2')]))
    expect(counts(await imported(desk, await table([line('C1'), line('C2')])))).toMatchObject({
      same: 2,
      added: 0,
      changed: 0,
    })
    const ours = await byNumber(desk, 'C2')
    await dispatchRequest(desk, ours.id, { ...(await seen(desk, ours.id)), unitId: world.ids.industry })
    await signRequest(handler, ours.id, await seen(handler, ours.id))

    const later = { 联系时间: '2026-03-09 09:20', 答复时间: '2026-03-09 12:00', 办理结果: '热线已答。', 标题: '新标题' }
    expect(counts(await imported(desk, await table([line('C1', later), line('C2', later)])))).toMatchObject({
      changed: 2,
    })
    expect(await byNumber(desk, 'C1')).toMatchObject({ state: 'answered', answer: '热线已答。', title: '新标题' })
    const kept = await byNumber(desk, 'C2')
    expect(kept).toMatchObject({ state: 'working', answer: null, title: '新标题', leadUnitId: world.ids.industry })
    expect(await statesOf(desk, kept.id)).toMatchObject({ contact: 'running' })
    const followed = await byNumber(desk, 'C1')
    expect(await statesOf(desk, followed.id)).toEqual({ contact: 'met', finish: 'met' })
    const byId = eq(timings.requestId, followed.id)
    const [timing] = await read(desk, (tx) => tx.select().from(timings).where(byId))
    expect(timing).toMatchObject({ contactState: 'met', finishState: 'met', answeredAt: '2026-03-09T04:00:00.000Z' })
  }),
)

/** As Chinese spreadsheets write CSV: found by reading every pair of bytes, for nothing here writes GB18030. */
function inGb18030(text: string): Uint8Array {
  const pairs = Array.from({ length: 0x7e * 0xbf }, (_, n) => [0x81 + Math.floor(n / 0xbf), 0x40 + (n % 0xbf)] as const)
  const decoder = new TextDecoder('gb18030')
  const bytesOf = new Map(pairs.map((pair) => [decoder.decode(new Uint8Array(pair)), pair]))
  return new Uint8Array([...text].flatMap((char) => bytesOf.get(char) ?? [char.charCodeAt(0)]))
}

test(
  'a table comes in GB18030 or as a workbook; one that cannot be read is refused in plain words',
  withPeople(async ({ desk }) => {
    const utf8 = new TextDecoder().decode(await table([line('F1', { 企业名称: '甲公司' })]))
    expect(counts(await imported(desk, inGb18030(utf8.replace('\ufeff', ''))))).toMatchObject({ added: 1, refused: 0 })
    expect(await byNumber(desk, 'F1')).toMatchObject({ firmName: '甲公司', title: '用地不足' })
    const rows = [heads.map((head) => line('F2', { 企业名称: '丙公司' })[head] ?? null)]
    const columns = heads.map((header) => ({ header }))
    const workbook = await writeWorkbook({ sheets: [{ name: '工单', columns, rows }] })
    expect(counts(await imported(desk, workbook))).toMatchObject({ added: 1, refused: 0 })
    expect(await byNumber(desk, 'F2')).toMatchObject({ firmName: '丙公司', registeredAt: '2026-03-09T01:00:00.000Z' })

    const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    const first = ['工单编号', '诉求内容', '企业名称', '登记时间']
      .map((head, at) => cell(`${'ABCD'[at]}1`, head))
      .join('')
    const second = ['G1', '想扩建。', '丁公司', '2026-03-09', '10:00']
      .map((one, at) => cell(`${'ABCDE'[at]}2`, one))
      .join('')
    const merged = `<sheetData><row r="1">${first}</row><row r="2">${second}</row></sheetData><mergeCells><mergeCell ref="D1:E1"/></mergeCells>`
    const refused: [Uint8Array, string][] = [
      [new Uint8Array(), 'sheets.empty'],
      [Buffer.concat([Buffer.from(utf8), Buffer.from([0xff, 0xff])]), 'sheets.notATable'],
      [Buffer.from('一,二\n1,2\n'), 'sheets.noHeaderRow'],
      [Buffer.from('工单编号,诉求内容,企业名称,备注,备注\nG1,甲,乙,丙,丁\n'), 'sheets.headerTwice'],
      [anXlsx({ sheets: [merged] }), 'platform.imports.nameless'],
    ]
    for (const [bytes, key] of refused) {
      expect(await refusal(uploadTickets(desk, { source: '甲', fileName: '表', bytes }))).toEqual(['invalid', key])
    }
    expect((await listImports(desk)).sources.map(({ name }) => name)).toEqual(['市12345热线'])
  }),
)

test(
  'an import that failed is tried again from where it stood, and its file goes when it is given up or brought anew',
  withPeople(async ({ desk }) => {
    const lines = (changed: Line) => table(Array.from({ length: 260 }, (_, at) => line(`H${at}`, changed)))
    const partsOf = async () => (await read(desk, (tx) => tx.select().from(importParts))).map((part) => part.importId)
    const failed = async (bytes: Uint8Array) => {
      const { id, version } = await checked(desk, bytes)
      await startImport(desk, id, { version })
      await workOff({ city: desk.city, importId: id }, () => {
        throw new AppError('unavailable', 'platform.protect.keyMissing')
      })
      expect(await getImport(desk, id)).toMatchObject({ state: 'failed', rowsDone: 250 })
      expect(await partsOf()).toEqual([id])
      return id
    }
    const first = await failed(await lines({}))
    const second = await failed(await lines({}))
    expect(await getImport(desk, first)).toMatchObject({ state: 'given-up', added: 250 })
    await resumeImport(desk, second)
    await runPendingJobs()
    expect(counts(await getImport(desk, second))).toMatchObject({ state: 'done', same: 250, added: 10 })
    expect(await partsOf()).toEqual([])

    await giveUpImport(desk, await failed(await lines({ 标题: '改了' })))
    expect(await partsOf()).toEqual([])
    expect([(await byNumber(desk, 'H249')).title, (await byNumber(desk, 'H250')).title]).toEqual(['改了', '用地不足'])
  }),
)

test(
  'an import that ends between two batches goes on where it had come to',
  withPeople(async ({ desk }) => {
    const lines = Array.from({ length: 620 }, (_, at) => line(`D${at}`))
    const { id, version } = await checked(desk, await table(lines))
    await startImport(desk, id, { version })
    const killed = new Error('killed')
    await expect(
      workOff({ city: desk.city, importId: id }, (rows) => {
        if (rows >= 250) throw killed
      }),
    ).rejects.toBe(killed)
    expect(await getImport(desk, id)).toMatchObject({ state: 'running', rowsDone: 250, added: 250 })
    await runPendingJobs()
    expect(counts(await getImport(desk, id))).toMatchObject({ state: 'done', added: 620, refused: 0 })
    expect((await read(desk, (tx) => tx.select().from(hotlineTickets))).length).toBe(620)
    expect(await workOff({ city: desk.city, importId: id })).toBe(false)
  }),
)

test(
  'answers go back once under the headings under which the tickets came',
  withPeople(async (people: People) => {
    const { desk, world, handler, head } = people
    await imported(desk, await table([line('E1'), line('E2')]))
    const { id } = await byNumber(desk, 'E1')
    await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
    await signRequest(handler, id, await seen(handler, id))
    await proposeAnswer(handler, id, { ...(await seen(handler, id)), answer: '=可以扩建' })
    await approveAnswer(head, id, await seen(head, id))
    const [source] = (await listImports(desk)).sources
    expect(source).toMatchObject({ name: '市12345热线', waiting: 1 })

    const made = await makeExport(desk, source?.id ?? '')
    expect(made.rows).toBe(1)
    const columns = heads.map((head) => ({ key: head, headers: [head] }))
    for (const format of ['xlsx', 'csv'] as const) {
      const { bytes } = await takeExport(desk, made.id, format)
      const { rows, unknownHeaders } = await readTable(bytes, { columns })
      expect(unknownHeaders).toEqual([])
      expect(rows.map(({ values }) => values)).toMatchObject([
        {
          工单编号: 'E1',
          诉求类型: '求助',
          联系电话: '13800005678',
          备注: '备注E1',
          办理结果: '=可以扩建',
          答复时间: '2026-03-10 09:30',
        },
      ])
    }
    // The file has whole phone numbers: each time somebody takes it stands in the audit.
    const taken = await read(desk, (tx) =>
      tx
        .select({ accountId: auditRows.accountId, subjectId: auditRows.subjectId })
        .from(auditRows)
        .where(eq(auditRows.action, 'hotline-answers-downloaded')),
    )
    const once = { accountId: desk.actor.accountId, subjectId: made.id }
    expect(taken).toEqual([once, once])
    expect((await makeExport(desk, source?.id ?? '')).rows).toBe(0)
    expect(await refusal(makeExport(people.handler, source?.id ?? ''))).toEqual(['forbidden', 'platform.forbidden'])
  }),
)

test(
  'a contact that was erased leaves the cells of its ticket, and a later table does not bring it back',
  withPeople(async ({ desk }) => {
    const ended = { 答复时间: '2026-03-09 12:00', 结案时间: '2026-03-09 17:00', 办理结果: '好。', 办理结论: '已解决' }
    const withNote = (title: string) =>
      line('K1', { ...ended, 标题: title, 备注: '王某（1380000 5678）来电', 经办: '张' })
    await imported(desk, await table([withNote('甲')]))
    const { id } = await byNumber(desk, 'K1')
    const key = { source: 'requests', kind: 'request', id }
    const cells = async () => {
      const [row] = await read(desk, (tx) => tx.select().from(hotlineTickets))
      return JSON.parse(String(row?.cells))
    }
    await transact(desk, (tx) => eraseContacts(desk, tx, [{ ...key, field: 'contactPhone' }]))
    expect(await cells()).toMatchObject({ 备注: '', 经办: '张', 企业名称: '乙公司' })
    await transact(desk, (tx) => eraseContacts(desk, tx, [{ ...key, field: 'contactName' }]))
    await imported(desk, await table([withNote('乙')]))
    const row = await byNumber(desk, 'K1')
    expect(row).toMatchObject({ title: '乙', contactName: '（已删除）', contactPhone: null })
    expect(await cells()).toMatchObject({ 备注: '' })
  }),
)
