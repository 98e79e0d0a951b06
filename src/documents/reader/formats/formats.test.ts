import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { ReadError } from '../errors.ts'
import { readDocument } from '../read.ts'
import { makeDocx, makeOfd, makePdf, makeZipBomb } from '../testing/files.ts'
import { loadWords } from '../words.ts'
import { checkSize, extract } from './detect.ts'

const words = loadWords()
const story =
  '云山市召开新型工业化推进会，部署全年工作，要求各区各部门抓紧落实，不断开创新局面。会议强调，要加快建设现代化产业体系。'

const keyOf = async (bytes: Uint8Array, name = 'a.bin'): Promise<string> =>
  extract(bytes, name).then(
    () => 'read',
    (error: unknown) => (error instanceof ReadError ? error.key : String(error)),
  )

/** Set text in lines of `width` letters from a corner; y grows by `step`. */
function column(text: string, x: number, y: number, width: number, step: number) {
  const count = Math.ceil(text.length / width)
  return Array.from({ length: count }, (_, i) => ({ text: text.slice(i * width, (i + 1) * width), x, y: y + i * step }))
}

describe('formats are known by their bytes', () => {
  test('a Word document gives paragraphs and headings, whatever its name', async () => {
    const docx = makeDocx(['云山市工作方案', { text: '一、总体要求', heading: 1 }, story])
    const { articles } = await readDocument(docx, 'plan.txt', words)
    expect(articles).toMatchObject([{ headline: '云山市工作方案', subheads: ['一、总体要求'], paragraphs: [story] }])
  })

  test('a mark in the header of a Word document refuses it', async () => {
    await expect(readDocument(makeDocx([story], '机密★5年'), 'a.docx', words)).rejects.toMatchObject({
      key: 'documents.secretMark',
    })
  })

  test('a PDF in two columns is read column by column, without its page number', async () => {
    const page = [
      { text: '云山市召开推进会', x: 150, y: 780, size: 24 },
      ...column(story, 60, 740, 16, -18),
      ...column(`第二栏。${story}`, 320, 740, 16, -18),
      { text: '— 1 —', x: 280, y: 40 },
    ]
    expect((await extract(makePdf([page]), 'a.pdf')).text.split('\n')).toEqual([
      '云山市召开推进会',
      story,
      `第二栏。${story}`,
    ])
  })

  test.each([
    ['UniGB-UCS2-H', '云山市，工业。', null],
    ['GBK-EUC-H', '云山市，工业。', 'd4c6c9bdcad0a3acb9a4d2b5a1a3'],
  ])('a PDF whose font names the encoding %s instead of carrying a map is read', async (encoding, text, codes) => {
    const unicode = [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('')
    const file = Buffer.from(makePdf([[{ text, x: 60, y: 700 }]]))
      .toString('latin1')
      .replace('/Encoding /Identity-H', `/Encoding /${encoding}`)
      .replace(/\/ToUnicode \d+ 0 R/, '')
      .replace('/Ordering (Identity)', '/Ordering (GB1)')
      .replace(`<${unicode}> Tj`, `<${codes ?? unicode}> Tj`)
    expect((await extract(new Uint8Array(Buffer.from(file, 'latin1')), 'a.pdf')).text).toBe(text)
  })

  test('an OFD document is read by the positions of its text', async () => {
    const page = [{ text: '云山市召开推进会', x: 60, y: 30, size: 8 }, ...column(story, 20, 60, 20, 6)]
    const { articles } = await readDocument(makeOfd([page]), 'a.ofd', words)
    expect(articles).toMatchObject([{ headline: '云山市召开推进会', paragraphs: [story] }])
  })

  test('a web page gives its text without scripts and menus', async () => {
    const html = `<!DOCTYPE html><html><head><title>推进会召开_云山网</title><script>globalThis.ran = true; document.write('坏')</script><style>p{}</style></head>
      <body><nav><a href="/">首页</a></nav><div class="left-menu">菜单</div><div id="content"><p>　　${story}</p><p onclick="ran()">第二段话。</p></div><footer>版权所有</footer></body></html>`
    const { articles } = await readDocument(strToU8(html), 'a.html', words)
    expect(articles).toMatchObject([{ headline: '推进会召开', paragraphs: [story, '第二段话。'] }])
    expect('ran' in globalThis).toBe(false)
  })
})

describe('bad input is named', () => {
  const ole = (stream: string): Uint8Array =>
    new Uint8Array(
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')]),
    )

  test.each([
    ['nothing', new Uint8Array(), 'documents.emptyFile'],
    ['a Word document with a password', ole('EncryptedPackage'), 'documents.passwordProtected'],
    ['a .doc', ole('WordDocument'), 'documents.legacyDoc'],
    ['an .xls', ole('Workbook'), 'documents.legacyOffice'],
    ['a picture', new Uint8Array(Buffer.from('89504e470d0a1a0a0000', 'hex')), 'documents.image'],
    ['a spreadsheet', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), 'documents.otherOffice'],
    ['a PDF of pictures', makePdf([[]]), 'documents.scannedPdf'],
    ['a PDF cut short', makePdf([[{ text: story, x: 20, y: 700 }]]).slice(0, 300), 'documents.truncated'],
    ['a Word document cut short', makeDocx([story]).slice(0, 400), 'documents.truncated'],
    ['rich text', strToU8('{\\rtf1 text}'), 'documents.unknownFormat'],
    ['a web page nested without end', strToU8(`<html>${'<div>'.repeat(5000)}`), 'documents.truncated'],
  ])('%s', async (_, bytes, key) => {
    expect(await keyOf(bytes)).toBe(key)
  })

  test('an old WPS file is told by its name', async () => {
    expect(await keyOf(ole('WordDocument'), 'a.wps')).toBe('documents.legacyWps')
  })

  test('a file over the limit is refused before it is read', () => {
    expect(() => checkSize(200 * 1024 * 1024, 'a.txt')).toThrow('documents.tooLarge')
  })

  test('a zip bomb stops at a bound, also when the file claims a small size', async () => {
    const size = 50 * 1024 * 1024
    expect(await keyOf(makeZipBomb('word/document.xml', size, size))).toBe('documents.zipBomb')
    expect(await keyOf(makeZipBomb('word/document.xml', size, 100))).toBe('documents.zipBomb')
  })

  test('a file with a password inside a zip says so', async () => {
    const docx = Buffer.from(makeDocx([story]))
    for (let at = docx.indexOf('504b0102', 0, 'hex'); at >= 0; at = docx.indexOf('504b0102', at + 4, 'hex'))
      docx[at + 8] = 1
    expect(await keyOf(new Uint8Array(docx))).toBe('documents.passwordProtected')
  })

  test('content that is no XML is damage', async () => {
    expect(await keyOf(zipSync({ 'word/document.xml': deflateRawSync(strToU8('<w:p>')) }))).toBe('documents.truncated')
  })
})
