/**
 * `npm run test:faults`: kills the product again and again while officers enter, dispatch and answer requests, and looks
 * after each start that what was acknowledged is there, that no request is half changed, that the audit proves itself and
 * that no job is lost. `-- 3` makes three kills instead of thirty-two; the moments come from a fixed seed.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { halfStates } from './fault-checks.ts'

const kills = Number(process.argv[2] ?? 32)
const officers = 3
const folder = mkdtempSync(join(tmpdir(), 'daqiao-faults-'))

/** Numbers from 0 to 1 that are the same in each run. */
let seed = 20260310
const random = (): number => {
  seed = (seed * 1664525 + 1013904223) % 2 ** 32
  return seed / 2 ** 32
}

interface Running {
  child: ChildProcess
  port: number
  database: pg.Client
}

async function start(synced = true): Promise<Running> {
  const child = fork(fileURLToPath(new URL('fault-server.ts', import.meta.url)), [synced ? 'synced' : 'unsynced'], {
    env: { ...process.env, DAQIAO_DATA: folder, PORT: '0', DATABASE_URL: '', DAQIAO_LOG: 'silent' },
  })
  const { port, host } = await told(child, 'port')
  const database = new pg.Client({ host: String(host), user: 'postgres', database: 'postgres' })
  database.on('error', () => undefined)
  await database.connect()
  return { child, port: Number(port), database }
}

const told = (child: ChildProcess, key: string): Promise<Record<string, unknown>> =>
  new Promise((done, fail) => {
    child.once('exit', () => fail(new Error('the product ended by itself')))
    child.on('message', (message: Record<string, unknown>) => key in message && done(message))
  })

async function end(child: ChildProcess, how: 'kill' | 'stop'): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done))
  if (how === 'kill') child.kill('SIGKILL')
  else child.send('stop')
  await gone
}

/** What the product has acknowledged of a request. */
interface Known {
  version: number
  state: string
}
const acknowledged = new Map<string, Known>()
let readings = 0
let inFlight = 0
let steps = 0

type Cookies = Record<'desk' | 'handler' | 'unit-head' | 'planning', string>

async function send(port: number, cookie: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

async function signIn(port: number, username: string): Promise<string> {
  const password = readFileSync(join(folder, 'sample-password'), 'utf8').trim()
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const set = answer.headers.getSetCookie().map((one) => one.split(';')[0])
  if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${answer.status}`)
  return set.join('; ')
}

interface Places {
  topicId: string
  unitId: string
  divisionCode: string
  documentId: string
}

/** One request after another from entering to its answer, until the product is gone. */
async function work({ port }: Running, cookies: Cookies, { topicId, unitId, divisionCode }: Places): Promise<void> {
  for (;;) {
    const entered = await send(port, cookies.desk, '/requests', {
      ...{ channel: 'call', firmName: '甲公司', contactName: '张三', contactPhone: '13800001234' },
      submissionId: randomUUID(),
      matters: [{ kind: 'help', topicId, divisionCode, title: '厂房用地', body: '想扩建。' }],
    })
    const id = String((entered.requests as { id: string }[])[0]?.id)
    let known: Known = { version: 1, state: 'registered' }
    acknowledged.set(id, known)
    steps++
    const life = [
      ['desk', 'dispatch', { unitId }],
      ['handler', 'sign', {}],
      ['handler', 'contact', { note: '已电话联系' }],
      ['handler', 'propose-answer', { answer: '已协调落实。' }],
      ['unit-head', 'approve-answer', {}],
    ] as const
    for (const [who, step, body] of life) {
      inFlight++
      const moved = await send(port, cookies[who], `/requests/${id}/${step}`, { ...body, version: known.version })
      inFlight--
      steps++
      known = { version: Number(moved.version), state: String(moved.state) }
      acknowledged.set(id, known)
    }
  }
}

/** After some steps, and within the time that a step takes: amid a command, on quick machines and on slow ones. */
async function moment(): Promise<void> {
  const [from, first] = [performance.now(), steps]
  const wanted = first + 2 + Math.floor(random() * 10)
  while (steps < wanted) await new Promise((done) => setTimeout(done, 2))
  const each = ((performance.now() - from) / (steps - first)) * officers
  await new Promise((done) => setTimeout(done, random() * each))
}

/** Has a paper read again, in a job. */
async function readAgain({ port }: Running, cookies: Cookies, { documentId }: Places): Promise<void> {
  await send(port, cookies.planning, `/documents/${documentId}/readings`)
  readings++
}

async function check({ child, database }: Running): Promise<void> {
  const rows = await database.query<{ id: string; version: string; state: string }>(
    'SELECT id, version, state FROM requests.requests',
  )
  const stored = new Map(rows.rows.map((row) => [row.id, { version: Number(row.version), state: row.state }]))
  for (const [id, { version, state }] of acknowledged) {
    const row = stored.get(id)
    const isKept = row && (row.version === version ? row.state === state : row.version === version + 1)
    if (!isKept) throw new Error(`acknowledged ${id} ${state} ${version}, found ${JSON.stringify(row)}`)
  }
  for (const [name, query] of Object.entries(halfStates)) {
    const wrong = await database.query(query)
    if (wrong.rows.length > 0) throw new Error(`${name}: ${JSON.stringify(wrong.rows.slice(0, 3))}`)
  }
  const [jobs] = (
    await database.query<{ jobs: string; asked: string }>(
      `SELECT (SELECT count(*) FROM pgboss.job WHERE name = 'read-document-again' AND state <> 'failed') AS jobs,
         (SELECT count(*) FROM platform.events WHERE kind = 'reading-requested') AS asked`,
    )
  ).rows
  if (jobs?.jobs !== jobs?.asked || Number(jobs?.jobs) < readings) {
    throw new Error(`jobs ${jobs?.jobs}, asked ${jobs?.asked}, acknowledged ${readings}`)
  }
  const verified = told(child, 'broken')
  child.send('verify')
  const { broken } = await verified
  if (Array.isArray(broken) && broken.length > 0) throw new Error(`audit: ${JSON.stringify(broken)}`)
}

async function placesOf(database: pg.Client): Promise<Places> {
  const value = async (query: string) => String(Object.values((await database.query(query)).rows[0] ?? {})[0])
  return {
    topicId: await value('SELECT id FROM requests.topics ORDER BY position LIMIT 1'),
    unitId: await value(`SELECT id FROM organisations.units WHERE slug = 'industry-upgrading'`),
    divisionCode: await value('SELECT min(division_code) FROM requests.requests'),
    documentId: await value('SELECT id FROM documents.documents ORDER BY id LIMIT 1'),
  }
}

try {
  const began = performance.now()
  await end((await start(false)).child, 'stop')
  let running = await start()
  const places = await placesOf(running.database)
  const cookies = {
    desk: await signIn(running.port, 'desk'),
    handler: await signIn(running.port, 'handler'),
    'unit-head': await signIn(running.port, 'unit-head'),
    planning: await signIn(running.port, 'planning'),
  }
  let cut = 0
  for (let kill = 1; kill <= kills; kill++) {
    inFlight = 0
    const works = Array.from({ length: officers }, () => work(running, cookies, places))
    if (kill % 4 === 1) works.push(readAgain(running, cookies, places))
    const ended = Promise.allSettled(works)
    await moment()
    cut += inFlight > 0 ? 1 : 0
    await end(running.child, 'kill')
    const refused = (await ended).flatMap((one) => (one.status === 'rejected' ? String(one.reason) : []))
    const odd = refused.filter((reason) => !/fetch failed|terminated|socket|ECONN/.test(reason))
    if (odd.length > 0) throw new Error(odd.join('; '))
    await running.database.end().catch(() => undefined)
    running = await start()
    await check(running)
    process.stderr.write(`· kill ${kill}: ${acknowledged.size} requests acknowledged, all whole\n`)
  }
  await running.database.end()
  await end(running.child, 'stop')
  const seconds = Math.round((performance.now() - began) / 1000)
  const states = Map.groupBy(acknowledged.values(), ({ state }) => state)
  const counts = [...states].map(([state, all]) => `${state} ${all.length}`).join(', ')
  process.stdout.write(`${kills} kills, ${cut} amid a step, in ${seconds} s; ${counts}; nothing lost, nothing half\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
