import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findEntities } from '#documents/reader/entities.ts'
import { findFigures } from '#documents/reader/figures.ts'
import { findMeasures } from '#documents/reader/measures.ts'
import { readStructureOf, readText } from '#documents/reader/read.ts'
import { loadWords, type Words } from '#documents/reader/words.ts'
import type { BenchRow } from './types.ts'

const run = promisify(execFile)
const shared = fileURLToPath(new URL('../../shared/', import.meta.url))
const seeds = [1, 2, 3]
const rounds = 12

/** Accuracy against gold, repaired breaks on made pages, speed of each stage and of the whole, memory of the largest file. */
export async function bench(): Promise<BenchRow[]> {
  const words = loadWords()
  const folder = await mkdtemp(join(tmpdir(), 'daqiao-bench-'))
  try {
    const rows = existsSync(join(shared, 'data/gold'))
      ? [...(await accuracy(words, folder)), ...(await breaks(words, folder)), ...(await speed(words))]
      : [missing('reader accuracy, breaks and speed', 'the shared data folder is not here')]
    return [...rows, await memory(folder)]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const missing = (name: string, why: string): BenchRow => ({
  name,
  value: null,
  unit: '',
  against: why,
  ratio: null,
  goal: null,
  met: null,
})

function atLeast(name: string, value: number, unit: string, goal: number, against: string): BenchRow {
  return { name, value: round(value), unit, against, ratio: round(value / goal), goal, met: value >= goal }
}

function atMost(name: string, value: number, unit: string, goal: number, against: string): BenchRow {
  const ratio = value === 0 ? null : round(goal / value)
  return { name, value: round(value), unit, against, ratio, goal, met: value <= goal }
}

const round = (value: number): number => Math.round(value * 10) / 10

async function readAll(from: string, to: string, words: Words): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) {
    if (!name.endsWith('.txt')) continue
    const reading = readText(await readFile(join(from, name), 'utf8'), name, words)
    await writeFile(join(to, name.replace(/\.txt$/, '.json')), JSON.stringify(reading))
  }
}

/** Totals of the scoring tool by row name, and its last two lines. */
async function score(gold: string, readings: string): Promise<ReadonlyMap<string, number>> {
  const { stdout } = await run(process.execPath, [join(shared, 'tools/score-reading.mjs'), gold, readings], {
    maxBuffer: 64 * 1024 * 1024,
  })
  const totals = new Map<string, number>()
  for (const line of stdout.split('\n')) {
    const found = /^([a-z]+(?: joins)?)\s+(?:F1\s+)?(\d+(?:\.\d+)?)/.exec(line)
    const recall = /recall\s+(\d+(?:\.\d+)?)/.exec(line)
    if (found?.[1]) totals.set(found[1], Number(found[2]))
    if (found?.[1] && recall) totals.set(`${found[1]} recall`, Number(recall[1]))
  }
  return totals
}

async function accuracy(words: Words, folder: string): Promise<BenchRow[]> {
  const readings = join(folder, 'readings')
  await readAll(join(shared, 'data/documents'), readings, words)
  const totals = await score(join(shared, 'data/gold'), readings)
  const of = (name: string): number => totals.get(name) ?? 0
  const against = '13 documents annotated by hand'
  return [
    atLeast('reader: overall score', of('overall'), 'points', 85, against),
    atLeast('reader: measures F1', of('measures'), '%', 80, against),
    atLeast('reader: figures F1', of('figures'), '%', 80, against),
    ...['articles', 'bylines', 'dates', 'joins', 'paragraphs', 'ordinals', 'indicators', 'entities'].map(
      (name): BenchRow => ({ ...missing(`reader: ${name} F1`, against), value: of(name), unit: '%' }),
    ),
  ]
}

async function breaks(words: Words, folder: string): Promise<BenchRow[]> {
  const documents = join(shared, 'data/documents')
  const sources = (await readdir(documents)).filter((name) => /^(?:news2011|cctv)-.*\.txt$/.test(name)).sort()
  let joins = 100
  let paragraphs = 100
  let wrong = 0
  for (const seed of seeds) {
    const made = join(folder, `seed-${seed}`)
    const tool = join(shared, 'tools/break-columns.mjs')
    await run(process.execPath, [tool, made, '--seed', String(seed), ...sources.map((name) => join(documents, name))])
    await readAll(join(made, 'pages'), join(made, 'readings'), words)
    const totals = await score(join(made, 'gold'), join(made, 'readings'))
    joins = Math.min(joins, totals.get('joins recall') ?? 0)
    paragraphs = Math.min(paragraphs, totals.get('paragraphs') ?? 0)
    wrong += (totals.get('false joins') ?? 0) - (await countUnavoidable(made))
  }
  const against = `pages with column breaks, worst of seeds ${seeds.join(', ')}`
  return [
    atLeast('reader: joins recall', joins, '%', 97, against),
    atLeast('reader: paragraphs', paragraphs, '%', 90, against),
    atMost(
      'reader: false joins',
      wrong,
      'joins',
      0,
      `the same pages, sum of seeds; beyond openings that recur in the originals`,
    ),
  ]
}

const plain = (text: string): string =>
  text
    .replace(/\s+/g, '')
    .replace(/，/g, ',')
    .replace(/；/g, ';')
    .replace(/：/g, ':')
    .replace(/（/g, '(')
    .replace(/）/g, ')')

/** Openings of paragraphs that another paragraph of the uncut original holds too: the tool counts them as false joins. */
async function countUnavoidable(made: string): Promise<number> {
  const documents = join(shared, 'data/documents')
  const originals = await Promise.all(
    (await readdir(documents))
      .filter((name) => /^(?:news2011|cctv)-.*\.txt$/.test(name))
      .map(async (name) => (await readFile(join(documents, name), 'utf8')).split(/\r?\n/).map((line) => plain(line))),
  )
  let count = 0
  for (const name of await readdir(join(made, 'gold'))) {
    const page: unknown = JSON.parse(await readFile(join(made, 'gold', name), 'utf8'))
    for (const { headline, starts } of articlesOf(page)) {
      const original = originals.find((lines) => lines.find(Boolean) === plain(headline))
      for (const start of starts) if (original?.slice(1).some((line) => line.indexOf(plain(start)) > 0)) count++
    }
  }
  return count
}

function articlesOf(page: unknown): { headline: string; starts: string[] }[] {
  const articles: unknown = typeof page === 'object' && page !== null ? Reflect.get(page, 'articles') : []
  return (Array.isArray(articles) ? articles : []).map((article: { headline?: unknown; starts?: unknown }) => ({
    headline: String(article.headline ?? ''),
    starts: Array.isArray(article.starts) ? article.starts.map(String) : [],
  }))
}

/** Megabytes of UTF-8 a second of processor time, best of several rounds: other work on the machine counts less so. */
async function speed(words: Words): Promise<BenchRow[]> {
  const documents = join(shared, 'data/documents')
  const names = (await readdir(documents)).filter((name) => name.endsWith('.txt'))
  const texts = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(documents, name), 'utf8') })),
  )
  const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const read = texts.map(({ name, text }) => readStructureOf(text, name, words))
  const best = (work: () => void): number => {
    let most = 0
    for (let i = 0; i < rounds; i++) {
      const before = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(before)
      most = Math.max(most, bytes / (user + system))
    }
    return most
  }
  const against = `${names.length} documents, ${round(bytes / 1e6)} MB, one core`
  const structure = best(() => {
    for (const { name, text } of texts) readStructureOf(text, name, words)
  })
  const stages: [string, () => void][] = [
    [
      'measures',
      () => read.forEach((doc) => void doc.articles.map((article, i) => findMeasures(article, i, words, doc))),
    ],
    [
      'figures',
      () => read.forEach((doc) => void doc.articles.map((article, i) => findFigures(article, i, words, doc))),
    ],
    ['entities', () => read.forEach((doc) => void findEntities(doc, words))],
  ]
  const staged = stages.map(([name, work]): [string, number] => [name, best(work)])
  // last, when everything it calls is warm
  const whole = best(() => {
    for (const { name, text } of texts) readText(text, name, words)
  })
  return [
    atLeast('reader: whole', whole, 'MB/s', 8, against),
    atLeast('reader: structure', structure, 'MB/s', 60, against),
    ...staged.map(
      ([name, value]): BenchRow => ({ ...missing(`reader: ${name}`, against), value: round(value), unit: 'MB/s' }),
    ),
  ]
}

const largest = 20_000_000

/** Highest memory of a process that reads one made file of 20 MB. */
async function memory(folder: string): Promise<BenchRow> {
  const file = join(folder, 'large.txt')
  const paragraph =
    '会议强调，要加快建设现代化产业体系，推动云山市规模以上工业增加值增长百分之六以上，全年引进项目120个、总投资300亿元。'
  const times = Math.floor(largest / (Buffer.byteLength(paragraph) + 1))
  await writeFile(
    file,
    Array.from({ length: times }, (_, i) => `${paragraph}${i % 9 === 0 ? '\n\n' : ''}`)
      .join('\n')
      .slice(0, largest),
  )
  const script = `import('${new URL('../src/documents/reader/read-file.ts', import.meta.url)}').then(async (m) => {
    const { loadWords } = await import('${new URL('../src/documents/reader/words.ts', import.meta.url)}')
    await m.readDocumentFile(process.argv[1], loadWords())
    process.stdout.write(String(process.resourceUsage().maxRSS / 1024))
  })`
  const { stdout } = await run(process.execPath, ['-e', script, file])
  return atMost(
    'reader: memory of a 20 MB file',
    Number(stdout),
    'MB',
    300,
    'highest resident memory of the whole process',
  )
}
