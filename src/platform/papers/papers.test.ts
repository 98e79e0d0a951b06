import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { readXml } from '../sheets/xml.ts'
import { identifyRows, readDocx, readDocxTable, readDocxTables, readRowCode, rowCode, tableDocument } from './index.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'

const paper = {
  title: '新型工业化任务分解表',
  subtitle: '（征求意见稿）',
  columns: [{ header: '任务', weight: 4 }, { header: '牵头单位' }, { header: '完成时限', align: 'center' as const }],
  rows: [
    { serial: 7, cells: ['新增规上企业 30 家\n其中制造业 20 家', '市工信局', '2024年12月'] },
    { serial: 8, cells: ['建成 2 个园区', '市发改局', null] },
    { serial: 12, cells: ['引进 <链主> & 配套', '市商务局', '2024年6月'] },
  ],
  footnote: '注：时限以月底为准。',
}
const columns = [
  { key: 'code', headers: ['编号', '序号'] },
  { key: 'task', headers: ['任务', '工作任务'], required: true },
  { key: 'lead', headers: ['牵头单位'] },
] as const

const sent = tableDocument(paper)

const part = (bytes: Uint8Array, name = 'word/document.xml') => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array())
/** What an editor does to the document's XML. */
function edited(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const files = unzipSync(bytes)
  const before = part(bytes)
  const after = change(before)
  expect(after).not.toBe(before)
  return zipSync({ ...files, 'word/document.xml': strToU8(after) })
}
const aDocx = (body: string) =>
  zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`) })
const rowsOf = (xml: string) => xml.match(/<w:tr>.*?<\/w:tr>/gs) ?? []
const row = (xml: string, serial: number) => rowsOf(xml).find((text) => text.includes(rowCode(serial))) ?? ''
async function identities(bytes: Uint8Array) {
  const { rows } = await readDocxTable(bytes, { columns })
  return identifyRows(rows.map(({ row, values, marks }) => ({ row, code: values.code, marks }))).map(
    (identity, at) => ({
      ...identity,
      task: rows[at]?.values.task,
    }),
  )
}

describe('a table as a paper', () => {
  test('reads back as it was written', async () => {
    expect(readDocxTables(await sent)).toEqual([
      [
        ['编号', '任务', '牵头单位', '完成时限'],
        ['N0007H', '新增规上企业 30 家\n其中制造业 20 家', '市工信局', '2024年12月'],
        ['N0008J', '建成 2 个园区', '市发改局', ''],
        ['N0012N', '引进 <链主> & 配套', '市商务局', '2024年6月'],
      ],
    ])
  })

  test('lies on A4, repeats its header, keeps rows whole, numbers its pages and names fonts with substitutes', async () => {
    const bytes = await sent
    const xml = part(bytes)
    expect(xml).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(4)
    expect(xml).toContain('w:eastAsia="方正小标宋简体"')
    expect(xml).toContain('注：时限以月底为准。')
    expect(part(bytes, 'word/footer1.xml')).toContain('PAGE')
    expect(part(bytes, 'word/fontTable.xml')).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,')
    const standing = part(await tableDocument({ ...paper, landscape: false }))
    expect(standing).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>')
  })

  test('has no column of codes when no row has an identity', async () => {
    const rows = paper.rows.map(({ cells }) => ({ cells }))
    expect(readDocxTables(await tableDocument({ ...paper, rows }))[0]?.[0]).toEqual(['任务', '牵头单位', '完成时限'])
  })

  test('stays well formed with any text', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary' }), { seed: 9, numRuns: 100 })
    const bad = ['\u0000', '\ud800', '\udc00x', '\ufffe', '\u001f', ']]>']
    const rows = [...texts, ...bad].map((text, at) => ({ serial: at + 1, cells: [text, `a${text}b`] }))
    const title = `${texts[7]}${bad.join('')}`
    const bytes = await tableDocument({ title, columns: [{ header: title }, { header: 'b' }], rows })
    for (const [name, content] of Object.entries(unzipSync(bytes)))
      if (name.endsWith('.xml')) readXml(name, content, {})
    expect(readDocxTables(bytes)[0]).toHaveLength(rows.length + 1)
  })
})

describe('a row that went through Word or WPS', () => {
  test('keeps its identity when its text is changed, rows are moved and one is added', async () => {
    const bytes = edited(await sent, (xml) => {
      const [seven, eight] = [row(xml, 7), row(xml, 8)]
      const added = eight.replace(/<w:bookmarkStart.*?<w:bookmarkEnd[^>]*>/s, '').replace('建成 2 个园区', '新任务')
      return xml
        .replace(seven, '')
        .replace(eight, `${eight}${added}${seven.replace('新增规上企业 30 家', '新增规上企业 35 家')}`)
    })
    expect(await identities(bytes)).toEqual([
      { row: 2, serial: 8, by: 'code', task: '建成 2 个园区' },
      { row: 3, serial: undefined, by: 'none', task: '新任务' },
      { row: 4, serial: 7, by: 'code', task: '新增规上企业 35 家\n其中制造业 20 家' },
      { row: 5, serial: 12, by: 'code', task: '引进 <链主> & 配套' },
    ])
  })

  test('is known by its bookmark when the code was deleted or renumbered by hand', async () => {
    const bytes = edited(await sent, (xml) =>
      xml.replace(/<w:t xml:space="preserve">N0007H<\/w:t>/, '').replace('N0008J</w:t>', '2</w:t>'),
    )
    const [seven, eight] = await identities(bytes)
    expect(seven).toMatchObject({ serial: 7, by: 'mark', doubt: { key: 'papers.codeRestored' } })
    expect(eight).toMatchObject({
      serial: 8,
      by: 'mark',
      doubt: { key: 'papers.codeRestored', facts: { code: 'N0008J' } },
    })
  })

  test('is known by its code when every bookmark was lost', async () => {
    const bytes = edited(await sent, (xml) => xml.replace(/<w:bookmark(Start|End)[^>]*>/g, ''))
    expect((await identities(bytes)).map(({ serial, by }) => [serial, by])).toEqual([
      [7, 'code'],
      [8, 'code'],
      [12, 'code'],
    ])
  })

  test('split in two by copying: the first stays itself, the second is new and says whose copy it is', async () => {
    const bytes = edited(await sent, (xml) => xml.replace(row(xml, 8), row(xml, 8).repeat(2)))
    expect((await identities(bytes)).slice(1, 3)).toEqual([
      { row: 3, serial: 8, by: 'code', task: '建成 2 个园区' },
      {
        row: 4,
        serial: undefined,
        by: 'none',
        doubt: { key: 'papers.codeTwice', facts: { row: 4, code: 'N0008J', first: 3 } },
        task: '建成 2 个园区',
      },
    ])
  })

  test('with a mistyped code is new with a doubt, never another row', async () => {
    const bytes = edited(await sent, (xml) =>
      xml.replace(/<w:bookmark(Start|End)[^>]*>/g, '').replace('N0007H', 'N0008H'),
    )
    expect((await identities(bytes))[0]).toMatchObject({
      serial: undefined,
      doubt: { key: 'papers.codeUnreadable', facts: { row: 2, code: 'N0008H' } },
    })
  })

  test('deleted with tracked changes is gone, and tracked words count as accepted', async () => {
    const bytes = edited(await sent, (xml) => {
      const run = /<w:r>(?:(?!<w:r>).)*?建成 2 个园区<\/w:t><\/w:r>/s.exec(xml)?.[0] ?? ''
      const deleted = `<w:del w:id="90">${run.replaceAll('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>`
      return xml
        .replace(run, `${deleted}<w:ins w:id="91">${run.replace('2 个', '3 个')}</w:ins>`)
        .replace(row(xml, 12), row(xml, 12).replace('<w:trPr>', '<w:trPr><w:del w:id="92"/>'))
    })
    expect((await identities(bytes)).map(({ serial, task }) => [serial, task])).toEqual([
      [7, '新增规上企业 30 家\n其中制造业 20 家'],
      [8, '建成 3 个园区'],
    ])
  })

  test('is found in a table that was split, beside tables of another kind', async () => {
    const other = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>审核</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    const bytes = edited(await sent, (xml) =>
      xml.replace(row(xml, 12), `</w:tbl><w:p/><w:tbl>${row(xml, 12)}`).replace('</w:body>', `${other}</w:body>`),
    )
    const table = await readDocxTable(bytes, { columns })
    expect(table.otherTables).toBe(1)
    expect(table.rows.map(({ row, values }) => [row, values.code])).toEqual([
      [2, 'N0007H'],
      [3, 'N0008J'],
      [4, 'N0012N'],
    ])
  })
})

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

describe('the code of a row', () => {
  test('comes back however it is typed', () => {
    for (const text of ['N0007H', ' n0007h ', 'Ｎ０００７Ｈ', 'N 0007 H', 'N0007-H']) expect(readRowCode(text)).toBe(7)
    for (const text of ['', '7', 'N0007', 'N0007J', 'X0007H', 'N0000A', '2024'])
      expect(readRowCode(text)).toBeUndefined()
  })

  test('gives away every wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        fc.nat(5),
        fc.integer({ min: 1, max: 9 }),
        (serial, place, shift) => {
          const code = rowCode(serial)
          expect(readRowCode(code)).toBe(serial)
          const at = 1 + (place % (code.length - 2))
          const digit = Number(code[at])
          const wrong = `${code.slice(0, at)}${(digit + shift) % 10}${code.slice(at + 1)}`
          expect(readRowCode(wrong)).toBeUndefined()
          const swapped = `${code.slice(0, at)}${code[at + 1]}${code[at]}${code.slice(at + 2)}`
          if (at < code.length - 2 && code[at] !== code[at + 1]) expect(readRowCode(swapped)).toBeUndefined()
        },
      ),
    )
  })
})

test('every message names the same facts in both languages', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort()
  for (const key of Object.keys(zh) as (keyof typeof zh)[])
    expect([...new Set(places(en[key]))], key).toEqual([...new Set(places(zh[key]))])
})
