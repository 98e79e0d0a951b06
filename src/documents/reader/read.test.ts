import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReadError } from './errors.ts'
import { extract } from './formats/detect.ts'
import { plainText, prepareDocument, readDocument, readStructureOf, readText } from './read.ts'
import { makeDocx, makeOfd, makePdf } from './testing/files.ts'
import type { Reading } from './types.ts'
import { loadWords } from './words.ts'

const words = loadWords()
const samples = new URL('../../packs/sample/pages/', import.meta.url)
const shared = new URL('../../../../shared/data/documents/', import.meta.url)
const texts = (folder: URL): { name: string; text: string }[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt') && name !== 'README.md')
        .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
    : []
const invented = texts(samples)
const real = texts(shared)

/** Every citation points at exactly its quoted words, and every list fits the paragraphs. */
function checkCitations(reading: Reading): void {
  reading.articles.forEach((article, i) => {
    for (const { text, citation } of [...article.measures, ...article.figures]) {
      expect(citation.article).toBe(i)
      expect(article.paragraphs[citation.paragraph]?.slice(citation.start, citation.end)).toBe(text)
      expect(text).not.toBe('')
    }
    for (const join of article.joins) expect(join.length).toBeGreaterThan(0)
  })
}

/** Read, or fail with a `ReadError`; anything else fails the test. */
async function survive(bytes: Uint8Array, name: string): Promise<Reading | null> {
  try {
    const reading = await readDocument(bytes, name, words)
    checkCitations(reading)
    return reading
  } catch (error) {
    if (error instanceof ReadError) return null
    throw error
  }
}

const options = { seed: 20260301, numRuns: 60 }

describe('whatever the bytes are, the reader gives a reading or says what is wrong', () => {
  test('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        await survive(bytes, 'a.txt')
      }),
      options,
    )
  })

  test('random bytes behind the opening of each format', async () => {
    const openings = ['PK\x03\x04', '%PDF-1.7\n', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '<html>', '\xff\xfe', '\xfe\xff']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...openings), fc.uint8Array({ maxLength: 1500 }), async (opening, bytes) => {
        await survive(new Uint8Array(Buffer.concat([Buffer.from(opening, 'latin1'), bytes])), 'a.bin')
      }),
      options,
    )
  })

  test('the sample page and reports cut anywhere, in bytes', async () => {
    expect(invented.length).toBeGreaterThan(0)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...invented), fc.nat(), fc.nat(4000), async ({ name, text }, from, length) => {
        const bytes = new Uint8Array(Buffer.from(text))
        const start = from % bytes.length
        await survive(bytes.slice(start, start + length), name)
      }),
      options,
    )
  })

  test('lines of the sample page in any order, with marks of structure between them', async () => {
    const lines = invented.flatMap(({ text }) => text.split('\n')).filter(Boolean)
    const marks = [
      '',
      '## 标题',
      '# ',
      '### 小标题',
      '一、',
      '（一）',
      '|',
      '---',
      '　　',
      '记者 张三',
      '2026年3月1日',
      '<p>',
      '“',
      '（',
      '来源：',
      '各位代表：',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom(...lines), fc.constantFrom(...marks)), { maxLength: 60 }),
        async (some) => {
          await survive(new Uint8Array(Buffer.from(some.join('\n'))), 'a.txt')
        },
      ),
      options,
    )
  })

  test('files of each format with bytes changed', async () => {
    const line = [{ text: '云山市召开推进会，部署全年工作。', x: 40, y: 100 }]
    const files = [makeDocx(['云山市召开推进会。'], '页眉'), makePdf([line]), makeOfd([line])]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
        async (file, changes) => {
          const bytes = file.slice()
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          await survive(bytes, 'a.bin')
        },
      ),
      { ...options, numRuns: 40 },
    )
  }, 60_000)

  test.skipIf(real.length === 0)('real documents cut anywhere, in bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...real), fc.nat(), fc.nat(6000), async ({ name, text }, from, length) => {
        const bytes = new Uint8Array(Buffer.from(text))
        const start = from % bytes.length
        await survive(bytes.slice(start, start + length), name)
      }),
      options,
    )
  })
})

describe('large and odd pages take bounded work', () => {
  test.each([
    ['one huge paragraph', '会议强调要加快建设现代化产业体系，'.repeat(60_000)],
    ['two hundred thousand short lines', '工业\n'.repeat(200_000)],
    ['nothing but spaces between two letters', `工${' '.repeat(2_000_000)}业`],
    ['one heading after the other', '## 标题\n'.repeat(100_000)],
    ['opening tags without an end', `字</p>${'<script>'.repeat(200_000)}`],
    ['opening quotes and brackets', '“（《'.repeat(300_000)],
    ['a page of numbered lines', '一、工业\n'.repeat(150_000)],
  ])('%s', (_, text) => {
    const before = process.threadCpuUsage()
    try {
      readStructureOf(text, 'a.txt', words)
    } catch (error) {
      expect(error).toBeInstanceOf(ReadError)
    }
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(5)
  })
})

describe('every sample and real document', () => {
  test.each(invented)('$name is read, its citations are exact', ({ name, text }) => {
    const reading = readText(text, name, words)
    checkCitations(reading)
    expect(reading.articles.every((article) => article.paragraphs.length > 0)).toBe(true)
  })

  test.skipIf(real.length === 0)('none of the real documents is refused', () => {
    const refused = real.filter(({ name, text }) => {
      try {
        return readStructureOf(text, name, words).articles.length === 0
      } catch {
        return true
      }
    })
    expect(refused.map(({ name }) => name)).toEqual([])
  })
})

test('a document is prepared for storing and searching as plain text, paragraphs one a line', async () => {
  const bytes = new Uint8Array(Buffer.from('## 云山开会\n\n第一段。\n\n第二段。\n\n## 云山通车\n\n第三段。'))
  const { document, text } = await prepareDocument(bytes, 'a.md', words)
  expect(text).toBe('云山开会\n第一段。\n第二段。\n\n云山通车\n第三段。')
  expect(plainText(document)).toBe(text)
})

test('the paragraphs of a reading and its headings go together', async () => {
  const { text } = await extract(new Uint8Array(Buffer.from(invented[0]?.text ?? '')), 'a.txt')
  for (const article of readStructureOf(text, 'a.txt', words).articles) {
    expect(article.headings).toHaveLength(article.paragraphs.length)
  }
})
