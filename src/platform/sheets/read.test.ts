import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { anXlsx, drain } from './an-xlsx.ts'
import { listSheets, readSheet } from './index.ts'
import { kindOfFormat } from './styles.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const data = (rows: string, after = '') => `<sheetData>${rows}</sheetData>${after}`
const read = async (parts: Parameters<typeof anXlsx>[0], options: Parameters<typeof readSheet>[1] = {}) =>
  (await drain(readSheet(anXlsx(parts), options))).items

describe('a workbook of another program', () => {
  test('rows and cells without a reference follow the one before', async () => {
    const rows = await read({
      sheets: [
        data(
          '<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row><row><c/><c><v>5</v></c></row>',
        ),
      ],
    })
    expect(rows).toEqual([
      { row: 1, cells: [1, 2] },
      { row: 4, cells: [null, null, 3, 4] },
      { row: 5, cells: [null, 5] },
    ])
  })

  test('text comes shared, in runs, in the cell or from a formula', async () => {
    const rows = await read({
      strings:
        '<si><t>江门</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">专精 </t></r><r><t>特新</t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si><si><t/></si><si><t>a_x000D_b_x005F_x</t></si>',
      sheets: [
        data(
          '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>' +
            '<row r="2"><c r="A2" t="inlineStr"><is><r><t>甲</t></r><r><t>&lt;乙&gt;</t></r></is></c><c r="B2" t="str"><f>A1&amp;B1</f><v>合计</v></c><c r="C2" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c></row>',
        ),
      ],
    })
    expect(rows.map((row) => row.cells)).toEqual([
      ['江门', '专精 特新', null, 'a\rb_x'],
      ['甲<乙>', '合计', 'a<b'],
    ])
  })

  test('numbers, truth values, errors and ISO dates keep their kind', async () => {
    const rows = await read({
      sheets: [
        data(
          '<row r="1"><c r="A1"><v>1.5E-2</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="b"><v>0</v></c><c r="D1" t="e"><v>#REF!</v></c><c r="E1" t="d"><v>2024-02-29T00:00:00Z</v></c><c r="F1" t="n"><v>0</v></c></row>',
        ),
      ],
    })
    expect(rows).toEqual([
      { row: 1, cells: [0.015, true, false, null, day('2024-02-29'), 0], faults: [{ column: 3, code: '#REF!' }] },
    ])
  })

  test('a formula whose result was never reckoned is not an empty cell; one whose result is empty is', async () => {
    const rows = await read({
      sheets: [
        data(
          '<row r="1"><c r="A1"><f>B1+1</f></c><c r="B1" t="str"><f>C1</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c></row>',
        ),
      ],
    })
    expect(rows).toEqual([{ row: 1, cells: [null, null, 2], faults: [{ column: 0, code: '=?' }] }])
  })

  test('a number is a date by its style, in both date systems', async () => {
    const sheet = data(
      '<row r="1"><c r="A1" s="1"><v>45351</v></c><c r="B1" s="2"><v>45351.75</v></c><c r="C1" s="3"><v>0.395833333333333</v></c><c r="D1" s="4"><v>45351</v></c><c r="E1" s="1"><v>59</v></c><c r="F1" s="1"><v>61</v></c><c r="G1" s="1"><v>0</v></c></row>',
    )
    const formats = ['yyyy"年"m"月"d"日"', 'yyyy\\-mm\\-dd\\ hh:mm', 'h:mm;@', '#,##0']
    const [row] = await read({ sheets: [sheet], formats })
    expect(row?.cells).toEqual([
      day('2024-02-29'),
      day('2024-02-29'),
      '09:30',
      45351,
      day('1900-02-28'),
      day('1900-03-01'),
      0,
    ])
    const [old] = await read({ sheets: [sheet], formats, workbookPr: '<workbookPr date1904="1"/>' })
    expect(old?.cells[0]).toEqual(day('2028-03-01'))
    expect(old?.cells[6]).toEqual(day('1904-01-01'))
  })

  test.each([
    ['General', 'number'],
    ['G/通用格式', 'number'],
    ['0.00E+00', 'number'],
    ['[Red]#,##0.00;[Blue]-#,##0.00', 'number'],
    ['"d"0', 'number'],
    ['[h]:mm', 'number'],
    ['@', 'number'],
    ['[$-804]yyyy/m/d', 'date'],
    ['mmm\\-yy', 'date'],
    ['[DBNum1]m"月"d"日"', 'date'],
    ['上午/下午h"时"mm"分"', 'time'],
    ['mm:ss', 'time'],
  ])('the format %s means a %s', (code, kind) => {
    expect(kindOfFormat(code)).toBe(kind)
  })

  test('empty rows are left out and their numbers kept', async () => {
    const rows = await read({
      sheets: [data('<row r="2"><c r="A2" s="1"/></row><row r="7"><c r="A7"><v>1</v></c></row><row r="9"/>')],
    })
    expect(rows).toEqual([{ row: 7, cells: [1] }])
  })

  test('every element may carry a prefix', async () => {
    const rows = await read({
      prefix: 'x:',
      sheets: [
        '<x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>前缀</x:t></x:is></x:c></x:row></x:sheetData>',
      ],
    })
    expect(rows).toEqual([{ row: 1, cells: ['前缀'] }])
  })
})

describe('several sheets', () => {
  const one = (value: number) => data(`<row r="1"><c r="A1"><v>${value}</v></c></row>`)
  const parts = { sheets: [one(1), one(2), one(3)], names: ['说明', '企业 ', '字典'], states: ['hidden', '', ''] }

  test('the first that is not hidden is read, or the one named or counted', async () => {
    expect((await read(parts))[0]?.cells).toEqual([2])
    expect((await read(parts, { sheet: 1 }))[0]?.cells).toEqual([3])
    expect((await read(parts, { sheet: '企业' }))[0]?.cells).toEqual([2])
    expect((await read(parts, { sheet: '说明' }))[0]?.cells).toEqual([1])
    expect(await listSheets(anXlsx(parts))).toEqual(['企业 ', '字典'])
  })

  test('a sheet that is not there is named together with those that are', async () => {
    await expect(read(parts, { sheet: '名单' })).rejects.toMatchObject({
      key: 'sheets.noSuchSheet',
      facts: { sheet: '名单', found: '说明、企业 、字典' },
    })
  })
})

describe('merged cells', () => {
  const cell = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`
  const sheet = data(
    `<row r="1">${cell('A1', '任务分解表')}</row><row r="2">${cell('A2', '市工信局')}${cell('B2', '甲')}</row><row r="3">${cell('B3', '乙')}</row><row r="5">${cell('B5', '丙')}</row>`,
    '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/></mergeCells>',
  )

  test('the ranges are told at the end', async () => {
    const { items, end } = await drain(readSheet(anXlsx({ sheets: [sheet] })))
    expect(items.map((row) => row.cells)).toEqual([['任务分解表'], ['市工信局', '甲'], [null, '乙'], [null, '丙']])
    expect(end).toEqual({
      name: 'Sheet1',
      rows: 4,
      merged: [
        { fromRow: 1, toRow: 1, fromColumn: 1, toColumn: 3 },
        { fromRow: 2, toRow: 3, fromColumn: 1, toColumn: 1 },
      ],
    })
  })

  test('a cell merged downwards is repeated in its rows on request, and no further', async () => {
    const rows = await read({ sheets: [sheet] }, { fillMerged: true })
    expect(rows.map((row) => row.cells)).toEqual([['任务分解表'], ['市工信局', '甲'], ['市工信局', '乙'], [null, '丙']])
  })

  test('a list of merged cells cut by any edge of a piece is found whole', async () => {
    for (const padding of [0, 3, 8]) {
      const many = Array.from(
        { length: 1500 },
        (_, at) => `<row r="${at + 10}">${cell(`B${at + 10}`, `第${'x'.repeat(padding)}${at}行`)}</row>`,
      )
      const long = sheet.replace('</sheetData>', `${many.join('')}</sheetData>`)
      const rows = await read({ sheets: [long] }, { fillMerged: true })
      expect(rows[2]?.cells).toEqual(['市工信局', '乙'])
      expect(rows).toHaveLength(1504)
    }
  })
})
