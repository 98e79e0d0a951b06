/** What a file is by its bytes, what is refused, and what a photo loses. */
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { refusal } from '../../builders.ts'
import { cleanName, endingOf } from '../rules.ts'
import { inspect } from './inspect.ts'
import { withoutMetadata } from './jpeg.ts'
import { testVirus } from './test-virus.ts'

const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const types = (type: string) =>
  `<?xml version="1.0"?><Types xmlns="x"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`
const docx = (more: Record<string, string> = {}, type = main) => {
  const parts = { '[Content_Types].xml': types(type), 'word/document.xml': '<w:document/>', ...more }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

const segment = (mark: number, text: string): number[] => {
  const length = text.length + 2
  return [0xff, mark, length >> 8, length & 0xff, ...Buffer.from(text, 'latin1')]
}
/** Exif with the way up 6 and a place; little end first, as many telephones write it. */
const exif = `Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS 22.57N 113.08E`
const data = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]
const scan = [...segment(0xda, 'scan'), ...data]
const photo = new Uint8Array([
  ...[0xff, 0xd8],
  ...segment(0xe0, 'JFIF\0'),
  ...segment(0xe1, exif),
  ...segment(0xe1, 'http://ns.adobe.com/xap/1.0/ GPS'),
  ...segment(0xe2, 'ICC_PROFILE\0colours'),
  ...segment(0xe2, 'MPF\0 GPS'),
  ...segment(0xfe, 'GPS in a comment'),
  ...segment(0xdb, 'table'),
  ...scan,
  ...segment(0xc4, 'table'),
  ...scan,
  ...[0xff, 0xd9],
  ...bytes('a film with GPS behind the picture'),
])

test('a photo loses place, comment and what hangs behind it, and keeps picture, colours and the way up', async () => {
  const kept = withoutMetadata(photo)
  const text = Buffer.from(kept).toString('latin1')
  expect(text).not.toContain('GPS')
  expect(text).toContain('ICC_PROFILE')
  expect(text.split('Exif')).toHaveLength(2)
  expect(Buffer.from(kept).includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
  expect(Buffer.from(kept).includes(Buffer.from(new Uint8Array(scan)))).toBe(true)
  expect(withoutMetadata(kept)).toEqual(kept)
  expect(await inspect('现场.JPG', photo)).toEqual({ kind: 'jpeg', bytes: kept })
})

test('a photo cut off anywhere ends cleanly or is refused, and never keeps a place', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: photo.length }), (length) => {
      try {
        expect(Buffer.from(withoutMetadata(photo.subarray(0, length))).toString('latin1')).not.toContain('GPS')
      } catch (error) {
        expect(error).toMatchObject({ key: 'requests.attachment.damaged' })
      }
    }),
    { numRuns: 200 },
  )
})

test('a picture as PNG or WebP loses what it tells of its maker too', async () => {
  const chunk = (name: string, text: string) => [0, 0, 0, text.length, ...bytes(name), ...bytes(text), 0, 0, 0, 0]
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const png = new Uint8Array([
    ...head,
    ...chunk('IHDR', '1234567890123'),
    ...chunk('eXIf', 'GPS'),
    ...chunk('IDAT', 'data'),
    ...chunk('IEND', ''),
    ...bytes('GPS'),
  ])
  const cleaned = await inspect('图.png', png)
  expect(Buffer.from(cleaned.bytes).toString('latin1')).not.toMatch(/GPS|eXIf/)
  expect(Buffer.from(cleaned.bytes).toString('latin1')).toMatch(/IHDR.*IDAT.*IEND/s)
  const riff = (parts: string) => bytes(`RIFF${String.fromCharCode(parts.length + 4, 0, 0, 0)}WEBP${parts}`)
  const webp = riff('VP8X\x0a\0\0\0\x08\0\0\0\0\0\0\0\0\0VP8 \x02\0\0\0ab' + 'EXIF\x03\0\0\0GPS\0')
  expect(await inspect('图.webp', webp)).toEqual({
    kind: 'webp',
    bytes: riff('VP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0VP8 \x02\0\0\0ab'),
  })
})

test('papers and tables are taken for what they are', async () => {
  expect((await inspect('说明.docx', docx())).kind).toBe('docx')
  expect((await inspect('方案.PDF', bytes('%PDF-1.7\n%%EOF'))).kind).toBe('pdf')
  expect((await inspect('清单.csv', new Uint8Array(Buffer.from('名称,数量\n设备,3\n')))).kind).toBe('csv')
  expect((await inspect('旧编码.txt', new Uint8Array([0xc9, 0xe8, 0xb1, 0xb8]))).kind).toBe('txt')
})

test('what lies, runs, is broken or infected is refused in words', async () => {
  const tried = async (name: string, content: Uint8Array) =>
    (await refusal(inspect(name, content)))[1].split('.').at(-1)
  expect(await tried('空.txt', new Uint8Array())).toBe('empty')
  const heic = new Uint8Array([0, 0, 0, 0x18, ...bytes('ftypheic\0\0\0\0mif1heic')])
  expect(await tried('照片.heic', heic)).toBe('heic')
  expect(await tried('照片.jpg', heic)).toBe('heic')
  // Two parts of one name: we would read the harmless one, Word the other.
  const twice = Buffer.from(docx({ 'word/document.xmm': '<w:document/>' }))
  twice.write('l', twice.indexOf('document.xmm') + 11)
  twice.write('l', twice.lastIndexOf('document.xmm') + 11)
  expect(await tried('说明.docx', new Uint8Array(twice))).toBe('damaged')
  expect(await tried('程序.exe', bytes('MZ\x90\0\x03\0\0\0'))).toBe('wrongKind')
  expect(await tried('假照片.jpg', bytes('MZ\x90\0\x03\0\0\0'))).toBe('wrongKind')
  expect(await tried('假照片.jpg', bytes('%PDF-1.7\n'))).toBe('lyingName')
  expect(await tried('没有后缀', bytes('%PDF-1.7\n'))).toBe('lyingName')
  expect(await tried('归档.zip', zipSync({ 'a.txt': strToU8('甲') }))).toBe('wrongKind')
  expect(await tried('归档.docx', zipSync({ 'a.txt': strToU8('甲') }))).toBe('wrongKind')
  expect(await tried('页.txt', bytes('<?xml version="1.0"?><svg onload="x"/>'))).toBe('wrongKind')
  expect(await tried('乱.txt', bytes('\x01\x02\x03'))).toBe('wrongKind')
  expect(await tried('宏.docx', docx({ 'word/vbaProject.bin': 'x' }))).toBe('macros')
  expect(await tried('宏.docx', docx({ 'word/embeddings/oleObject1.bin': 'x' }))).toBe('macros')
  expect(await tried('坏.docx', docx().slice(0, -30))).toBe('damaged')
  expect(await tried('毒.txt', bytes(testVirus))).toBe('infected')
  expect(await tried('毒.docx', docx({ 'word/media/image1.png': `picture ${testVirus}` }))).toBe('infected')
  expect(await tried('坏.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]))).toBe('damaged')
})

test('a paper that fetches something as it is opened is refused; one with links to click is not', async () => {
  const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (type: string, target: string) =>
    `<Relationships><Relationship Id="r1" Type="${kind}/${type}" Target="${target}" TargetMode="External"/></Relationships>`
  const tried = async (text: string, bytesOf = (one: string) => strToU8(one)) => {
    const parts = { '[Content_Types].xml': strToU8(types(main)), 'word/document.xml': strToU8('<w:document/>') }
    return inspect('说明.docx', zipSync({ ...parts, 'word/_rels/settings.xml.rels': bytesOf(text) })).then(
      () => 'kept',
      ({ key }) => key,
    )
  }
  const template = relation('attachedTemplate', 'https://example.com/a.dotm')
  const refused = 'requests.attachment.macros'
  expect(await tried(relation('hyperlink', 'https://example.com/&amp;a'))).toBe('kept')
  expect(await tried(template)).toBe(refused)
  expect(await tried(relation('image', 'file://10.0.0.1/a.png'))).toBe(refused)
  expect(await tried(template.replace('External', '&#69;xternal'))).toBe(refused)
  expect(await tried(template, (one) => new Uint8Array(Buffer.from(`\ufeff${one}`, 'utf16le')))).toBe(refused)
})

test('a name has no path, nothing unseen, and no end out of sight', () => {
  expect(cleanName('C:\\用户\\照片.jpg')).toBe('照片.jpg')
  expect(cleanName('../../etc/passwd.txt')).toBe('passwd.txt')
  expect(endingOf(cleanName('照片\u202egpj.exe'))).toBe('exe')
  const long = cleanName(`${'长'.repeat(300)}.pdf`)
  expect([endingOf(long), [...long].length]).toEqual(['pdf', 124])
})
