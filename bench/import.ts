import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writeCsv, writeWorkbook } from '#platform/sheets/index.ts'
import { onOwnServer, serverPrograms } from '../scripts/own-postgres.ts'
import { checkCharacter } from '../src/enterprises/rules.ts'
import { type Server, startServer } from './load.ts'
import { row, serverSettings, signInByPassword } from './requests.ts'
import type { BenchRow } from './types.ts'

/** `--rows 10000` makes a quick run; `--on embedded` takes the embedded database instead of a PostgreSQL server. */
const { values } = parseArgs({
  strict: false,
  options: { rows: { type: 'string', default: '100000' }, on: { type: 'string', default: 'postgres' } },
})
const rows = Number(values.rows)

/** A table of the city's firms brought as a workbook and as CSV: new, changed and unchanged, in the product itself. */
export async function bench(): Promise<BenchRow[]> {
  if (values.on === 'embedded') return onDatabase('embedded', '')
  const programs = serverPrograms()
  if (programs) return onOwnServer(programs, (url) => onDatabase('PostgreSQL', url), serverSettings)
  process.stderr.write('no PostgreSQL here: its figures are left out\n')
  return []
}

async function onDatabase(name: string, url: string): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-bench-'))
  const compiled = join(folder, 'compiled')
  const env = { DAQIAO_DATA: folder, PORT: '0', DATABASE_URL: url, NODE_COMPILE_CACHE: compiled }
  const product = await startServer(['product'], env)
  let isRunning = true
  const stop = async () => {
    if (isRunning) await product.stop()
    isRunning = false
  }
  try {
    const password = readFileSync(join(folder, 'sample-password'), 'utf8').trim()
    const cookie = await signInByPassword(product.port, password, 'enterprise')
    const idle = await product.megabytes()
    const fresh = await bring(product, cookie, '表.xlsx', await workbook(false))
    const again = await bring(product, cookie, '表.xlsx', await workbook(false))
    const changed = await bring(product, cookie, '表.csv', await csv(true))
    const peak = await product.peakMegabytes()
    const next = url === '' ? null : await look(product, cookie, '表.xlsx', await workbook(false, 'MC'))
    await stop()
    const alone = next === null ? null : await inOwnProcess(next.id, env)
    const told = `${rows} rows, 9 columns, 3 figures each`
    return [
      row(`${name}: firms imported from a table, all new`, fresh.imported, 's', 60, told),
      row(`${name}: of that table: uploaded`, fresh.uploaded, 's', null, told),
      row(`${name}: of that table: looked through`, fresh.checked, 's', null, told),
      row(`${name}: the same table again, looked through`, again.checked, 's', null, 'all unchanged'),
      row(`${name}: the same table again, imported`, again.imported, 's', 60, 'all unchanged'),
      row(`${name}: as CSV with a figure changed in every second row`, changed.imported, 's', 60, told),
      row(`${name}: most memory of the product that imports`, peak, 'MB', null, `${Math.round(idle)} MB before`),
      ...(alone === null
        ? []
        : [
            row(`${name}: as many new firms again, imported by a process of its own`, alone.seconds, 's', 60, told),
            row(`${name}: most memory of that process`, alone.megabytes, 'MB', 400, 'web and other jobs elsewhere'),
          ]),
    ]
  } finally {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const headers = [
  ...['企业名称', '统一社会信用代码', '区划', '地址', '行业', '成立日期'],
  ...['2025年营业收入（万元）', '2024年营业收入（万元）', '2025年从业人员（人）'],
]
const words = [...'恒瑞海江汇鼎金华鑫永德宏泰博远盛达宇航智联云启明凯利润丰源捷诚信和顺安康嘉美优佳']

const cells = (changed: boolean, series: string): (string | number)[][] =>
  Array.from({ length: rows }, (_, n) => {
    const body = `91990102${series}${String(n).padStart(7, '0')}`
    const word = (at: number) => words[Math.floor(n / words.length ** at) % words.length] ?? ''
    return [
      ...[
        `望澜市${word(0)}${word(1)}${word(2)}${series === 'MB' ? '' : series}${n}精密制造有限公司`,
        body + checkCharacter(body),
        '棠港区',
      ],
      ...[`工业路${n % 900}号`, 'C3484', `20${String(n % 20).padStart(2, '0')}-05-08`],
      ...[1200 + (n % 900) + (changed && n % 2 === 0 ? 1 : 0), 1100 + (n % 900), 20 + (n % 200)],
    ]
  })

const workbook = (changed: boolean, series = 'MB'): Promise<Uint8Array> =>
  writeWorkbook({
    sheets: [{ name: '企业', columns: headers.map((header) => ({ header })), rows: cells(changed, series) }],
  })
const csv = (changed: boolean): Promise<Uint8Array> => writeCsv({ headers, rows: cells(changed, 'MB') })

/** Imports what was looked through in a process that does nothing else: seconds, and the most memory it had. */
function inOwnProcess(importId: string, env: NodeJS.ProcessEnv): Promise<{ seconds: number; megabytes: number }> {
  const child = fork(fileURLToPath(new URL('importer.ts', import.meta.url)), [city, importId], {
    env: { ...process.env, DAQIAO_LOG: 'silent', ...env },
  })
  return new Promise((done, fail) => {
    child.once('message', (told) => done(told as { seconds: number; megabytes: number }))
    child.once('exit', (status) => fail(new Error(`the process that imports ended with ${status}`)))
  })
}

/** Of the sample. */
const city = '990100'

async function asks({ port }: Server, cookie: string, path: string, init: RequestInit = {}) {
  const address = `http://127.0.0.1:${port}`
  const answer = await fetch(`${address}/api/enterprises/imports${path}`, {
    ...init,
    headers: { ...init.headers, cookie, origin: address },
  })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return answer.json()
}

const json = (body: unknown): RequestInit => ({
  ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
})

async function until(product: Server, cookie: string, id: string, state: string) {
  for (;;) {
    // A connection that lay idle while the import was at work may be closed in the moment it is used again.
    const one = await asks(product, cookie, `/${id}`).catch(() => asks(product, cookie, `/${id}`))
    if (one.state === state) return one
    if (one.state === 'failed') throw new Error(`the import failed: ${one.failure}`)
    await setTimeout(500)
  }
}

/** Uploads a table and has it looked through. */
async function look(product: Server, cookie: string, fileName: string, bytes: Uint8Array) {
  const from = performance.now()
  const form = new FormData()
  form.set('source', '压测台账')
  form.append('files', new Blob([new Uint8Array(bytes)]), fileName)
  const { id, version, mapping } = await asks(product, cookie, '', { method: 'POST', body: form })
  const uploaded = (performance.now() - from) / 1000
  process.stderr.write(`  ${fileName}: uploaded in ${uploaded.toFixed(1)} s\n`)
  await asks(product, cookie, `/${id}/check`, json({ version, mapping }))
  const looked = await until(product, cookie, id, 'checked')
  if (looked.refused + looked.held > 0)
    throw new Error(`${looked.refused} rows and ${looked.held} figures were refused`)
  const checked = (performance.now() - from) / 1000 - uploaded
  return { id: String(id), version: Number(looked.version), uploaded, checked }
}

/** Seconds of each step as the officer sees them. */
async function bring(product: Server, cookie: string, fileName: string, bytes: Uint8Array) {
  const { id, version, uploaded, checked } = await look(product, cookie, fileName, bytes)
  const from = performance.now()
  await asks(product, cookie, `/${id}/start`, json({ version }))
  await until(product, cookie, id, 'done')
  const imported = (performance.now() - from) / 1000
  process.stderr.write(`  ${fileName}: imported in ${imported.toFixed(1)} s\n`)
  return { uploaded, checked, imported }
}
