import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { writeCsv } from '#platform/sheets/index.ts'
import { onOwnServer, serverPrograms } from '../scripts/own-postgres.ts'
import { fill } from './fill.ts'
import { startServer } from './load.ts'
import { row, serverSettings, signInByPassword } from './requests.ts'
import type { BenchRow } from './types.ts'

/** `--tickets 1000` and `--rows 10000` make a quick run; `--on postgres` or `--on embedded` one of both databases. */
const { values } = parseArgs({
  strict: false,
  options: {
    tickets: { type: 'string', default: '10000' },
    rows: { type: 'string', default: '100000' },
    on: { type: 'string' },
  },
})
const tickets = Number(values.tickets)
const rows = Number(values.rows)

/** A morning's table of the hotline brought into a city that already holds years of requests, by the desk's own requests. */
export async function bench(): Promise<BenchRow[]> {
  const programs = serverPrograms()
  const all: BenchRow[] = []
  if (values.on !== 'embedded') {
    if (programs) all.push(...(await onOwnServer(programs, (url) => onDatabase('PostgreSQL', url), serverSettings)))
    else process.stderr.write('no PostgreSQL here: its figures are left out\n')
  }
  if (values.on !== 'postgres') all.push(...(await onDatabase('embedded', '')))
  return all
}

async function onDatabase(name: string, url: string): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-bench-'))
  const product = await startServer(['product'], { DAQIAO_DATA: folder, PORT: '0', DATABASE_URL: url })
  const database = new pg.Client(product.database)
  await database.connect()
  try {
    process.stderr.write(`  ${name}: filling\n`)
    await fill(database, { requests: rows, events: rows * 10 })
    const password = readFileSync(join(folder, 'sample-password'), 'utf8').trim()
    const desk = { port: product.port, cookie: await signInByPassword(product.port, password) }
    const fresh = await bring(desk, await table(false))
    const changed = await bring(desk, await table(true))
    const same = await bring(desk, await table(true))
    const told = `${tickets} tickets, ${rows} requests before`
    const whole = (of: Brought) => of.uploaded + of.checked + of.imported
    return [
      row(`${name}: a table of the hotline, from the file to requests`, whole(fresh), 's', 30, told),
      row(`${name}: of that, uploaded`, fresh.uploaded, 's', null, told),
      row(`${name}: of that, looked through`, fresh.checked, 's', null, told),
      row(`${name}: of that, imported`, fresh.imported, 's', null, told),
      row(`${name}: the same tickets, half of them changed`, whole(changed), 's', null, told),
      row(`${name}: the same tickets, none changed`, whole(same), 's', null, told),
    ]
  } finally {
    await database.end()
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const headers = [
  ...['工单编号', '工单类型', '事项类别', '标题', '诉求内容', '企业名称', '联系人', '联系电话', '承办单位'],
  ...['登记时间', '联系时间', '答复时间', '结案时间', '办理结果', '办理结论', '备注'],
]
const topics = ['用地与厂房', '用工与社保', '融资', '税费', '物流与道路']
const units = ['市工业和信息化局', '市人社局', '市自然资源局', '市发改局', '']

/** The same tickets each time; on `later` days every second one has an answer that it had not. */
const table = (later: boolean): Promise<Uint8Array> =>
  writeCsv({
    headers,
    rows: Array.from({ length: tickets }, (_, n) => {
      const day = `2026-0${1 + (n % 2)}-${String(1 + (n % 27)).padStart(2, '0')}`
      const isAnswered = later || n % 2 === 0
      return [
        ...[`BJ${String(n).padStart(6, '0')}`, '求助', topics[n % topics.length] ?? '', `企业反映的第${n}件事`],
        ...['厂房扩建用地不足，请市里协调解决用地指标，越快越好。', `压测第${n % 3000}有限公司`, '张某', '000-5550101'],
        ...[units[n % units.length] ?? '', `${day} 09:00`, `${day} 09:40`],
        ...(isAnswered ? [`${day} 15:00`, `${day} 17:00`, '已协调解决。', '已解决'] : ['', '', '', '']),
        `第${n}件的备注`,
      ].map((cell) => cell || null)
    }),
  })

interface Desk {
  port: number
  cookie: string
}

interface Brought {
  uploaded: number
  checked: number
  imported: number
}

/** Seconds of each step as the desk sees them. */
async function bring(desk: Desk, bytes: Uint8Array): Promise<Brought> {
  const form = new FormData()
  form.set('source', '压测热线')
  form.append('files', new Blob([new Uint8Array(bytes)]), '工单.csv')
  let from = performance.now()
  const seconds = () => {
    const taken = (performance.now() - from) / 1000
    from = performance.now()
    return taken
  }
  const { id, version, mapping } = await ask(desk, '/api/hotline/imports', { method: 'POST', body: form })
  const uploaded = seconds()
  const at = `/api/hotline/imports/${id}`
  await ask(desk, `${at}/check`, json({ version, mapping }))
  const looked = await until(desk, at, 'checked')
  const checked = seconds()
  await ask(desk, `${at}/start`, json({ version: looked.version }))
  const { refused } = await until(desk, at, 'done')
  if (refused > 0) throw new Error(`${refused} tickets were refused`)
  return { uploaded, checked, imported: seconds() }
}

const json = (body: unknown): RequestInit => ({
  ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
})

async function ask({ port, cookie }: Desk, path: string, init: RequestInit = {}) {
  const address = `http://127.0.0.1:${port}`
  const headers = { ...init.headers, cookie, origin: address }
  const answer = await fetch(`${address}${path}`, { ...init, headers })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return answer.json()
}

async function until(desk: Desk, path: string, state: string) {
  for (;;) {
    const one = await ask(desk, path)
    if (one.state === state) return one
    if (one.state === 'failed') throw new Error(`the import failed: ${one.failure}`)
    await setTimeout(200)
  }
}
