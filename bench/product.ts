import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { readConfig } from '#platform/config.ts'
import { openProduct, type Product } from '../src/product.ts'
import { buildPages, pagesFolder } from '../src/web/build.ts'
import type { BenchRow } from './types.ts'

const samplePage = new URL('../src/packs/sample/pages/sample-daily.txt', import.meta.url)

function atMost(name: string, value: number, unit: string, goal: number, against: string): BenchRow {
  return { name, value, unit, against, ratio: goal / value, goal, met: value <= goal }
}

/** Start of the product on the embedded database, its main requests on the sample page, and the size of the shell. */
export async function bench(): Promise<BenchRow[]> {
  await buildPages(() => undefined)
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-bench-'))
  const config = readConfig('sample', { DAQIAO_DATA: folder, PORT: '0' })
  try {
    const first = await timed(() => openProduct(config, () => undefined))
    await first.result.close()
    const second = await timed(() => openProduct(config, () => undefined))
    const requests = await requestsOf(second.result, readFileSync(join(folder, 'sample-password'), 'utf8').trim())
    await second.result.close()
    return [
      atMost('first load of the sample city', first.ms / 1000, 's', 60, 'the goal of the whole first start'),
      atMost('second start, database and jobs', second.ms / 1000, 's', 5, 'the goal of the whole second start'),
      ...requests,
      atMost('shell, brotli', shellKilobytes(), 'kB', 450, 'scripts and styles of the first view'),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const from = performance.now()
  const result = await work()
  return { result, ms: performance.now() - from }
}

async function requestsOf({ api }: Product, password: string): Promise<BenchRow[]> {
  const signIn = await api.request('/api/auth/sign-in/username', {
    method: 'POST',
    body: JSON.stringify({ username: 'planning', password }),
    headers: { 'content-type': 'application/json' },
  })
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const send = async (method: string, path: string, body?: FormData | object) => {
    const form = body instanceof FormData
    const answer = await api.request(`/api${path}`, {
      method,
      headers: { cookie, ...(form ? {} : { 'content-type': 'application/json' }) },
      ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    })
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const form = new FormData()
  form.append('files', new File([readFileSync(samplePage)], 'sample-daily.txt'))
  const added = await timed(() => send('POST', '/documents', form))
  const id = String(Reflect.get(added.result, 'id'))
  const document = await send('GET', `/documents/${id}`)
  const decisions = (document.proposals as { id: string; version: number }[]).map((one) => ({
    proposalId: one.id,
    version: one.version,
    state: 'accepted',
  }))
  const accepted = await timed(() => send('POST', `/documents/${id}/decisions`, { decisions }))
  const row = (name: string, ms: number, goal: number) => atMost(name, ms, 'ms', goal, 'embedded database')
  return [
    row('put in the sample page, read and stored', added.ms, 60_000),
    row(`accept its ${decisions.length} proposals`, accepted.ms, 2000),
    row('open the document, p95', await p95(() => send('GET', `/documents/${id}`)), 300),
    row('list of documents, p95', await p95(() => send('GET', '/documents?page=1')), 300),
    row('cascade, p95', await p95(() => send('GET', '/goals?year=2026')), 300),
    row('take-up matrix, p95', await p95(() => send('GET', `/take-up/${id}`)), 2000),
    row('breakdown table, p95', await p95(() => send('GET', '/breakdown?year=2026')), 300),
  ]
}

async function p95(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 20; i++) times.push((await timed(work)).ms)
  return times.sort((a, b) => a - b)[18] ?? 0
}

/** What the first view loads: the entry script, what it imports at once, and the styles that the page links. */
function shellKilobytes(): number {
  const page = readFileSync(join(pagesFolder, 'index.html'), 'utf8')
  const linked = [...page.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].map(([, path = '']) => path)
  const assets = new Set(readdirSync(join(pagesFolder, 'assets')))
  const bytes = [...new Set(linked)]
    .filter((path) => assets.has(path.slice('assets/'.length)))
    .map((path) => brotliCompressSync(readFileSync(join(pagesFolder, path))).length)
  return bytes.reduce((sum, size) => sum + size, 0) / 1000
}
