import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { anXlsx } from './an-xlsx.ts'
import { openTable, readTable, type TableColumn, writeWorkbook } from './index.ts'

const csv = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'))
const day = (text: string) => Temporal.PlainDate.from(text)
const columns = [
  { key: 'name', headers: ['单位名称', '名称'], required: true },
  { key: 'code', headers: ['统一社会信用代码'] },
  { key: 'outputWan', headers: ['产值（万元）'], kind: 'number' },
  { key: 'foundedOn', headers: ['成立日期'], kind: 'date' },
  { key: 'isListed', headers: ['是否上市'], kind: 'boolean' },
] as const satisfies TableColumn[]

describe('the header', () => {
  test('is found below a title and notes, whatever its blanks, full-width forms and marks', async () => {
    const bytes = csv('企业名单,,', '填表说明：名称必填', '单位 名称（必填）*,产值(万元),备注', '甲,12,x')
    const table = await readTable(bytes, { columns })
    expect(table).toMatchObject({ headerRow: 3, found: ['name', 'outputWan'], unknownHeaders: ['备注'], errors: [] })
    expect(table.rows).toEqual([
      { row: 4, values: { name: '甲', code: null, outputWan: 12, foundedOn: null, isListed: null }, errors: [] },
    ])
  })

  test('a unit in brackets is part of it', async () => {
    const table = await readTable(csv('名称,产值（亿元）', '甲,1'), { columns })
    expect(table.unknownHeaders).toEqual(['产值（亿元）'])
    expect(table.rows[0]?.values.outputWan).toBeNull()
  })

  test.each<[string, Uint8Array, string, object]>([
    [
      'none',
      csv('甲,乙', '1,2'),
      'sheets.noHeaderRow',
      { expected: '单位名称、统一社会信用代码、产值（万元）、成立日期、是否上市' },
    ],
    [
      'a required one missing',
      csv('', '成立日期,备注', '1'),
      'sheets.headersMissing',
      { row: 2, missing: '单位名称', found: '成立日期、备注' },
    ],
    [
      'one twice',
      csv('名称,成立日期,单位名称', 'a'),
      'sheets.headerTwice',
      { header: '名称', first: 'A', second: 'C' },
    ],
  ])('%s is an error that names it', async (_, bytes, key, facts) => {
    await expect(readTable(bytes, { columns })).rejects.toMatchObject({ fault: 'invalid', key, facts })
  })

  test('unknown ones can be refused', async () => {
    const bytes = csv('名称,备注,备注,联系人', 'a')
    await expect(readTable(bytes, { columns, unknownHeaders: 'refuse' })).rejects.toMatchObject({
      key: 'sheets.unknownHeaders',
      facts: { headers: '备注、联系人' },
    })
  })

  test('one of two lines, merged downwards, is not taken for a row; nor is one repeated on a later page', async () => {
    const cell = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`
    const bytes = anXlsx({
      sheets: [
        `<sheetData><row r="1">${cell('A1', '名称')}${cell('B1', '指标')}</row><row r="2">${cell('B2', '产值（万元）')}</row>` +
          `<row r="3">${cell('A3', '甲')}<c r="B3"><v>1</v></c></row><row r="4"><c r="B4"><v>2</v></c></row>` +
          `<row r="5">${cell('A5', '名称')}${cell('B5', '产值（万元）')}</row></sheetData>` +
          '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A3:A4"/></mergeCells>',
      ],
    })
    const table = await readTable(bytes, { columns })
    expect(table.headerRow).toBe(2)
    expect(table.rows.map(({ row, values }) => [row, values.name, values.outputWan])).toEqual([
      [3, '甲', 1],
      [4, '甲', 2],
    ])
  })
})

describe('the rows', () => {
  test('each wrong cell is named, the others are read', async () => {
    const table = await readTable(
      csv(
        '名称,产值（万元）,成立日期,是否上市',
        '甲,"１,２３４.5",2024年6月30日,是',
        ',12%,2024-02-30,也许',
        '丙,很多,20240229,否',
      ),
      { columns },
    )
    expect(table.rows.map(({ values }) => Object.values(values))).toEqual([
      ['甲', null, 1234.5, day('2024-06-30'), true],
      [null, null, 0.12, null, null],
      ['丙', null, null, day('2024-02-29'), false],
    ])
    expect(table.errors).toEqual([
      { row: 3, column: '名称', key: 'sheets.requiredEmpty', facts: { cell: 'A3', column: '名称' } },
      {
        row: 3,
        column: '成立日期',
        key: 'sheets.notADate',
        facts: { cell: 'C3', column: '成立日期', text: '2024-02-30' },
      },
      { row: 3, column: '是否上市', key: 'sheets.notYesNo', facts: { cell: 'D3', column: '是否上市', text: '也许' } },
      {
        row: 4,
        column: '产值（万元）',
        key: 'sheets.notANumber',
        facts: { cell: 'B4', column: '产值（万元）', text: '很多' },
      },
    ])
  })

  test('a code of 18 digits kept as a number has lost its last ones, and is refused; one of 15 has not', async () => {
    const row = (value: string) =>
      anXlsx({
        sheets: [
          `<sheetData><row r="1"><c t="inlineStr"><is><t>名称</t></is></c><c t="inlineStr"><is><t>统一社会信用代码</t></is></c></row><row r="2"><c t="str"><v>甲</v></c><c><v>${value}</v></c></row></sheetData>`,
        ],
      })
    expect((await readTable(row('914407012345678901'), { columns })).errors[0]?.key).toBe('sheets.digitsLost')
    expect((await readTable(row('440700000000001'), { columns })).rows[0]?.values.code).toBe('440700000000001')
  })

  test('a cell with a failing formula is named by its error', async () => {
    const bytes = anXlsx({
      sheets: [
        '<sheetData><row r="1"><c t="str"><v>名称</v></c></row><row r="2"><c t="e"><v>#REF!</v></c></row></sheetData>',
      ],
    })
    expect((await readTable(bytes, { columns })).errors).toEqual([
      { row: 2, column: '名称', key: 'sheets.cellFault', facts: { code: '#REF!', cell: 'A2', column: '名称' } },
    ])
  })

  test('only the choices offered are taken, and blanks for nothing are nothing', async () => {
    const table = await readTable(csv('状态,数', '已完成,—', '完成,1.5', ',－3'), {
      columns: [
        { key: 'state', headers: ['状态'], choices: ['未开始', '已完成'] },
        { key: 'count', headers: ['数'], kind: 'integer' },
      ],
    })
    expect(table.rows.map(({ values }) => [values.state, values.count])).toEqual([
      ['已完成', null],
      [null, null],
      [null, -3],
    ])
    expect(table.errors.map(({ key, facts }) => [key, facts.cell])).toEqual([
      ['sheets.notAChoice', 'A3'],
      ['sheets.notAnInteger', 'B3'],
    ])
  })

  test('come one by one, so that a long table need not be held', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => [`企业${at}`, at])
    const bytes = await writeWorkbook({
      sheets: [
        { name: 'a', title: '名单', columns: [{ header: '名称' }, { header: '产值（万元）', kind: 'number' }], rows },
      ],
    })
    const table = await openTable(bytes, { columns })
    expect(table.headerRow).toBe(2)
    let sum = 0
    for await (const { row, values } of table.rows) {
      expect(values.name).toBe(`企业${row - 3}`)
      sum += values.outputWan ?? 0
    }
    expect(sum).toBe((2999 * 3000) / 2)
  })
})
