import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test, vi } from 'vitest'
import { anyTexts } from '../sheets/an-xlsx.ts'
import { readXml } from '../sheets/xml.ts'
import {
  identifyRows,
  type Paper,
  paperDocument,
  readDocxTable,
  readDocxTables,
  rowCode,
  tableDocument,
} from './index.ts'
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

  test('of several parts names its tables, bears its mark on every page and is the same file each time', async () => {
    const table = { kind: 'table', columns: [{ header: '指标' }, { header: '数' }], points: 10.5 } as const
    const notice = {
      ...{ title: '情况通报', isNotice: true, mark: '草稿', madeAt: '2026-10-16T08:30:00Z' },
      parts: [
        { kind: 'number', text: '通报〔2026〕9号' },
        { kind: 'heading', text: '一、总体' },
        { kind: 'body', text: '第一段。\n第二段。' },
        { kind: 'caption', text: '表1' },
        { ...table, rows: [{ cells: ['甲', 1] }] },
        { kind: 'caption', text: '表2' },
        { ...table, rows: [{ cells: ['乙', 2] }] },
        { kind: 'signature', text: '督查室\n2026年10月16日' },
      ],
    } satisfies Paper
    const bytes = await paperDocument(notice)
    expect(readDocxTables(bytes)).toEqual([
      [
        ['指标', '数'],
        ['甲', '1'],
      ],
      [
        ['指标', '数'],
        ['乙', '2'],
      ],
    ])
    const xml = part(bytes)
    expect(xml.match(/<w:pgMar [^>]*>/)?.[0]).toContain('w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"')
    // One section, and no first or even page of its own: the one header stands on every page.
    expect(xml.match(/<w:headerReference [^>]*>/g)).toHaveLength(1)
    expect(xml).toContain('<w:headerReference w:type="default"')
    expect(xml).not.toMatch(/titlePg|evenAndOdd/)
    expect(part(bytes, 'word/header1.xml')).toContain('草稿')
    expect(part(bytes, 'docProps/core.xml').match(/2026-10-16T08:30:00Z/g)).toHaveLength(2)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2031-05-01T00:00:00Z') })
    const again = await paperDocument(notice).finally(() => vi.useRealTimers())
    expect(again).toEqual(bytes)
    expect(part(await paperDocument({ title: '定稿', parts: notice.parts }))).not.toContain('headerReference')
  })

  test('stays well formed with any text', async () => {
    const texts = anyTexts(50)
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

test('every message names the same facts in both languages', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort()
  for (const key of Object.keys(zh) as (keyof typeof zh)[])
    expect([...new Set(places(en[key]))], key).toEqual([...new Set(places(zh[key]))])
})
