import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { anyTexts, drain } from './an-xlsx.ts'
import { type CellValue, listSheets, type OutputSheet, readSheet, streamWorkbook, writeWorkbook } from './index.ts'
import { readXml } from './xml.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const tasks: OutputSheet = {
  name: '任务分解',
  title: '任务分解表',
  note: '截至 2024-01-10',
  columns: [
    { header: '编号', hidden: true },
    { header: '任务', width: 60, wrap: true },
    { header: '期限', kind: 'date' },
    { header: '产值', kind: 'integer' },
    { header: '占比', kind: 'percent' },
    { header: '办结', kind: 'boolean' },
    { header: '状态', choices: ['未开始', '进行中, 正常', '已完成'] },
  ],
  rows: [
    ['T-001', '新增企业\n30 家', day('2024-12-31'), 12_000, 0.125, false, '未开始'],
    ['T-002', null, null, -0.5, null, true, null],
  ],
  frozenColumns: 2,
}
const parts = (bytes: Uint8Array) => {
  const files = unzipSync(bytes)
  return (name: string) => strFromU8(files[name] ?? new Uint8Array())
}
const back = async (bytes: Uint8Array, sheet?: string) =>
  (await drain(readSheet(bytes, sheet === undefined ? {} : { sheet }))).items

describe('a workbook written here', () => {
  test('is read back with every value and its kind', async () => {
    const rows = await back(await writeWorkbook({ sheets: [tasks] }))
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, '任务分解表'],
      [2, '截至 2024-01-10'],
      [3, '编号', '任务', '期限', '产值', '占比', '办结', '状态'],
      [4, 'T-001', '新增企业\n30 家', day('2024-12-31'), 12_000, 0.125, false, '未开始'],
      [5, 'T-002', null, null, -0.5, null, true],
    ])
  })

  test('gives every cell its reference, freezes the header, filters, hides, merges the title and offers choices', async () => {
    const part = parts(await writeWorkbook({ sheets: [tasks] }))
    const sheet = part('xl/worksheets/sheet1.xml')
    expect(sheet.match(/<c /g)).toHaveLength(2 + 7 * 3)
    expect(sheet.match(/<c (?!r="[A-G][1-5]" s="\d+")/g)).toBeNull()
    expect(sheet).toContain('<pane xSplit="2" ySplit="3" topLeftCell="C4" activePane="bottomRight" state="frozen"/>')
    expect(sheet).toContain('<autoFilter ref="A3:G5"/>')
    expect(sheet).toContain('<col min="1" max="1" width="16" customWidth="1" hidden="1"/>')
    expect(sheet).toContain('<mergeCell ref="A1:G1"/><mergeCell ref="A2:G2"/>')
    expect(sheet).toContain('sqref="G4:G1005"><formula1>_choices!$A$1:$A$3</formula1>')
    expect(part('xl/workbook.xml')).toContain("'任务分解'!$3:$3")
  })

  test('keeps its lists of choices on a hidden sheet', async () => {
    const bytes = await writeWorkbook({ sheets: [tasks, { name: '说明', columns: [{ header: '说明' }], rows: [] }] })
    expect(await listSheets(bytes)).toEqual(['任务分解', '说明'])
    expect((await back(bytes, '_choices')).map((row) => row.cells)).toEqual([['未开始'], ['进行中, 正常'], ['已完成']])
    expect(await back(bytes, '说明')).toEqual([{ row: 1, cells: ['说明'] }])
  })

  test('never turns text into a formula', async () => {
    const evil = ['=HYPERLINK("http://a.example")', '+1', '-1', '@SUM(A1)', '＝1+1', '\t=1', '1e5', '<f>1</f>']
    const bytes = await writeWorkbook({
      sheets: [{ name: 'a', columns: [{ header: 'x' }], rows: evil.map((text) => [text]) }],
    })
    expect(parts(bytes)('xl/worksheets/sheet1.xml')).not.toContain('<f>')
    expect((await back(bytes)).slice(1).map((row) => row.cells[0])).toEqual(evil)
  })

  test('any text comes back as it was, and every part is well formed', async () => {
    const special = ['_x0041_', 'a\r\nb', '\u0000', '\u000b', '_x005F_x0041_', ' 前后 ', '\ufffe', ']]>']
    const values = [
      ...special,
      ...anyTexts(300),
      ...fc
        .sample(fc.array(fc.constantFrom(...special, '_', 'x'), { minLength: 2 }), { seed: 4, numRuns: 100 })
        .map((all) => all.join('')),
    ]
    const rows = values.map((value) => [value])
    const bytes = await writeWorkbook({ sheets: [{ name: 'a', columns: [{ header: 'x' }], rows }] })
    expect((await back(bytes)).slice(1).map((row) => row.cells[0])).toEqual(values)
    for (const [name, content] of Object.entries(unzipSync(bytes))) readXml(name, content, {})
  })

  test('a day before March 1900 is written as text, where spreadsheets and the calendar disagree', async () => {
    const rows = [[day('1900-02-28')], [day('1900-03-01')]]
    const bytes = await writeWorkbook({ sheets: [{ name: 'a', columns: [{ header: 'x', kind: 'date' }], rows }] })
    expect((await back(bytes)).slice(1).map((row) => row.cells[0])).toEqual(['1900-02-28', day('1900-03-01')])
  })

  test('takes its rows as they come, and hands out its bytes before the last', async () => {
    let made = 0
    let madeAtFirstPiece = 0
    const rows = async function* (): AsyncGenerator<CellValue[]> {
      for (; made < 20_000; made++) yield [made, `企业${made}`]
    }
    const columns = [{ header: '序号', kind: 'integer' as const }, { header: '名称' }]
    for await (const _ of streamWorkbook({ sheets: [{ name: '企业', columns, rows: rows() }] }))
      madeAtFirstPiece ||= made
    expect(made).toBe(20_000)
    expect(madeAtFirstPiece).toBeLessThan(5_000)
  })

  test.each(['', 'a/b', "it's", 'x'.repeat(32), '_choices', '[a]'])('the sheet name "%s" is refused', async (name) => {
    const sheet = { name, columns: [{ header: 'x' }], rows: [] }
    await expect(writeWorkbook({ sheets: [sheet] })).rejects.toMatchObject({ key: 'sheets.badSheetName' })
  })

  test('two sheets of one name and a text no cell can hold are refused', async () => {
    const sheet = (rows: CellValue[][] = []) => ({ name: '甲', columns: [{ header: 'x' }], rows })
    await expect(writeWorkbook({ sheets: [sheet(), sheet()] })).rejects.toMatchObject({ key: 'sheets.badSheetName' })
    expect((await back(await writeWorkbook({ sheets: [sheet([['x'.repeat(32_767)]])] })))[1]?.cells[0]).toHaveLength(
      32_767,
    )
    await expect(writeWorkbook({ sheets: [sheet([['x'.repeat(32_768)]])] })).rejects.toMatchObject({
      key: 'sheets.textTooLong',
      facts: { cell: 'A2' },
    })
  })
})
