import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { readDocx, readDocxTable, readDocxTables } from './index.ts'

const columns = [
  { key: 'task', headers: ['任务', '工作任务'], required: true },
  { key: 'lead', headers: ['牵头单位'] },
] as const

const aDocx = (body: string) =>
  zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`) })

describe('a table of someone else', () => {
  const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
  const tc = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
  const tr = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`

  test('merged cells keep their columns; a cell merged downwards counts in each row', () => {
    const bytes = aDocx(
      `<w:tbl>${tr(tc('任务分解表', '<w:gridSpan w:val="3"/>'))}${tr(tc('一', '<w:vMerge w:val="restart"/>'), tc('甲'), tc('乙'))}` +
        `${tr(tc('', '<w:vMerge/>'), tc('丙', '<w:gridSpan w:val="2"/>'))}<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${tc('丁')}</w:tr></w:tbl>`,
    )
    expect(readDocxTables(bytes)).toEqual([
      [
        ['任务分解表', '', ''],
        ['一', '甲', '乙'],
        ['一', '丙', ''],
        ['', '', '丁'],
      ],
    ])
  })

  test('breaks, tabs, content controls and inner tables are text; field codes and other forms of a drawing are not', () => {
    const cell =
      '<w:tc><w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t>丁</w:t></w:r></w:p></w:sdtContent></w:sdt>' +
      `<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice>${'<w:r><w:t>框</w:t></w:r>'}</mc:Choice><mc:Fallback><w:r><w:t>框</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>` +
      `<w:tbl>${tr(tc('内'), tc('里'))}</w:tbl><w:p/></w:tc>`
    expect(readDocxTables(aDocx(`<w:tbl><w:tr>${cell}${tc('外')}</w:tr></w:tbl>`))).toEqual([
      [['甲\n乙\t丙\n丁\n框\n内\t里', '外']],
    ])
  })

  test('a bookmark that begins between two rows belongs to the second', () => {
    const mark = '<w:bookmarkStart w:id="1" w:name="row_N0007H"/>'
    expect(
      readDocx(aDocx(`<w:tbl>${tr(tc('a'))}${mark}${tr(tc('b'))}</w:tbl>`))[0]?.rows.map(({ marks }) => marks),
    ).toEqual([[], ['row_N0007H']])
  })

  test.each<[string, Uint8Array, string]>([
    ['no archive', strToU8('plain'), 'papers.notADocx'],
    ['another archive', zipSync({ a: strToU8('b') }), 'papers.notADocx'],
    ['ill-formed', aDocx('<w:tbl>'), 'sheets.damaged'],
    ['without a table', aDocx(p('甲')), 'papers.noTable'],
    ['with another table', aDocx(`<w:tbl>${tr(tc('甲'))}</w:tbl>`), 'papers.noTable'],
    ['without a required column', aDocx(`<w:tbl>${tr(tc('牵头单位'))}</w:tbl>`), 'sheets.headersMissing'],
  ])('%s is refused with what is wrong', async (_, bytes, key) => {
    await expect(readDocxTable(bytes, { columns })).rejects.toMatchObject({ fault: 'invalid', key })
  })

  test('size, rows and columns have bounds', () => {
    const spaces = aDocx(`<w:tbl>${' '.repeat(5 * 2 ** 20)}</w:tbl>`)
    expect(() => readDocx(spaces, { unpackedBytes: 2 ** 20 })).toThrow(
      expect.objectContaining({ key: 'sheets.unpacksTooLarge' }),
    )
    const three = aDocx(`<w:tbl>${tr(tc('a'), tc('b')).repeat(3)}</w:tbl>`)
    expect(readDocx(three, { rows: 3, columns: 2 })).toHaveLength(1)
    expect(() => readDocx(three, { rows: 2 })).toThrow(expect.objectContaining({ key: 'papers.tooManyRows' }))
    expect(() => readDocx(three, { columns: 1 })).toThrow(expect.objectContaining({ key: 'sheets.tooManyColumns' }))
    const wide = aDocx(`<w:tbl>${tr(tc('a', '<w:gridSpan w:val="999999999"/>'))}</w:tbl>`)
    expect(() => readDocx(wide)).toThrow(expect.objectContaining({ key: 'sheets.tooManyColumns' }))
  })

  test('any bytes end in tables or in a message', () => {
    const good = aDocx(`<w:tbl>${tr(tc('甲', '<w:gridSpan w:val="2"/>'), tc('乙', '<w:vMerge/>')).repeat(3)}</w:tbl>`)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 5 }), (changes) => {
        const bytes = Uint8Array.from(good)
        for (const [at, value] of changes) bytes[at] = value
        try {
          readDocxTables(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
      { seed: 13, numRuns: 300 },
    )
  })
})
