/**
 * `npm run test:faults`: kills the product again and again while officers enter, dispatch and answer requests, every other
 * time amid a dispatch, and looks after each start that what was acknowledged is there, that no request is half changed,
 * that the audit proves itself and that no job is lost. At the end every job must have been done. `-- 3` makes three kills
 * instead of thirty-two, `-- 32 server` makes them on a PostgreSQL server; the moments come from a fixed seed.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { allDone, type Places, placesOf, requireWhole } from './fault-checks.ts'
import { onOwnServer, serverPrograms } from './own-postgres.ts'

const kills = Number(process.argv[2] ?? 32)
const onServer = process.argv[3] === 'server'
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

let url = ''
/** All that were started: none outlives this process. */
const children: ChildProcess[] = []

async function start(synced = true): Promise<Running> {
  const child = fork(fileURLToPath(new URL('fault-server.ts', import.meta.url)), [synced ? 'synced' : 'unsynced'], {
    env: { ...process.env, DAQIAO_DATA: folder, PORT: '0', DATABASE_URL: url, DAQIAO_LOG: 'silent' },
  })
  children.push(child)
  const { port, host } = await told(child, 'port')
  const embedded = { host: String(host), user: 'postgres', database: 'postgres' }
  const database = new pg.Client(url ? { connectionString: url } : embedded)
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
let dispatching = 0
let steps = 0
/** What dispatches took so far, in milliseconds. */
const dispatches = { count: 1, milliseconds: 100 }

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

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

/** One receipt after another, of two requests, from entering to the answers, until the product is gone. */
async function work({ port }: Running, cookies: Cookies, places: Places, inBulk: boolean): Promise<void> {
  const { topicId, unitId, divisionCode } = places
  for (;;) {
    const matter = { kind: 'help', topicId, divisionCode, title: '厂房用地', body: '想扩建。' }
    const entered = await send(port, cookies.desk, '/requests', {
      ...{ channel: 'call', firmName: '甲公司', contactName: '张三', contactPhone: '13800001234' },
      ...{ submissionId: randomUUID(), matters: [matter, { ...matter, title: '用电增容' }] },
    })
    const ids = (entered.requests as { id: string }[]).map(({ id }) => id)
    for (const id of ids) acknowledged.set(id, { version: 1, state: 'registered' })
    steps++
    const move = async (who: keyof Cookies, id: string, step: string, body: object) => {
      inFlight++
      const { version = 0 } = acknowledged.get(id) ?? {}
      const moved = await send(port, cookies[who], `/requests/${id}/${step}`, { ...body, version })
      acknowledged.set(id, { version: Number(moved.version), state: String(moved.state) })
      inFlight--
      steps++
    }
    await timed(async () => {
      if (!inBulk) for (const id of ids) await move('desk', id, 'dispatch', { unitId })
      else {
        inFlight++
        const requests = ids.map((id) => ({ id, version: 1 }))
        const { done } = await send(port, cookies.desk, '/requests/dispatch', { requests, unitId })
        for (const id of done as string[]) acknowledged.set(id, { version: 2, state: 'dispatched' })
        inFlight--
        steps += ids.length
      }
    }, ids.length)
    for (const id of ids) {
      await move('handler', id, 'sign', {})
      await move('handler', id, 'contact', { note: '已电话联系' })
      await move('handler', id, 'propose-answer', { answer: '已协调落实。' })
      await move('unit-head', id, 'approve-answer', {})
    }
  }
}

/** Keeps count of dispatches under way and of what they take. */
async function timed(dispatch: () => Promise<void>, count: number): Promise<void> {
  const from = performance.now()
  dispatching++
  await dispatch()
  dispatching--
  dispatches.count += count
  dispatches.milliseconds += performance.now() - from
}

/** After at most so many steps, and within the time that a step takes: amid a command, on quick machines and on slow ones. */
async function anyMoment(most: number): Promise<void> {
  const [from, first] = [performance.now(), steps]
  const wanted = first + 2 + Math.floor(random() * most)
  while (steps < wanted) await pause(2)
  const each = ((performance.now() - from) / (steps - first)) * officers
  await pause(random() * each)
}

/** While requests are dispatched, at any point of it. */
async function amidDispatch(): Promise<void> {
  while (dispatching === 0) await pause(1)
  await pause(random() * (dispatches.milliseconds / dispatches.count))
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
  await requireWhole(database, readings)
  const verified = told(child, 'broken')
  child.send('verify')
  const { broken } = await verified
  if (Array.isArray(broken) && broken.length > 0) throw new Error(`audit: ${JSON.stringify(broken)}`)
}

async function run(): Promise<void> {
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
  const cut = { step: 0, dispatch: 0 }
  const first = performance.now()
  for (let kill = 1; kill <= kills; kill++) {
    inFlight = 0
    dispatching = 0
    const works = Array.from({ length: officers }, (_, officer) => work(running, cookies, places, officer === 0))
    if (kill % 4 === 1) works.push(readAgain(running, cookies, places))
    const ended = Promise.allSettled(works)
    await (kill % 2 === 0 ? amidDispatch() : anyMoment(kill % 4 === 1 ? 10 : 60))
    cut.step += inFlight > 0 ? 1 : 0
    cut.dispatch += dispatching > 0 ? 1 : 0
    await end(running.child, 'kill')
    const refused = (await ended).flatMap((one) => (one.status === 'rejected' ? String(one.reason) : []))
    const odd = refused.filter((reason) => !/fetch failed|terminated|socket|ECONN/.test(reason))
    if (odd.length > 0) throw new Error(odd.join('; '))
    await running.database.end().catch(() => undefined)
    running = await start()
    await check(running)
    process.stderr.write(`· kill ${kill}: ${acknowledged.size} requests acknowledged, all whole\n`)
  }
  const each = ((performance.now() - first) / kills / 1000).toFixed(1)
  const waited = await allDone(running.database)
  await running.database.end()
  await end(running.child, 'stop')
  const seconds = Math.round((performance.now() - began) / 1000)
  const states = Map.groupBy(acknowledged.values(), ({ state }) => state)
  const counts = [...states].map(([state, all]) => `${state} ${all.length}`).join(', ')
  process.stdout.write(
    `${kills} kills on ${onServer ? 'a server' : 'the embedded database'}, ${cut.step} amid a step, ${cut.dispatch} amid a ` +
      `dispatch, in ${seconds} s, ${each} s a kill; ${counts}; jobs done ${waited} s after the last; nothing lost, nothing half\n`,
  )
}

try {
  const programs = onServer ? serverPrograms() : null
  if (onServer && !programs) throw new Error('no PostgreSQL here: install the server')
  if (!programs) await run()
  else
    await onOwnServer(programs, async (own) => {
      url = own
      await run()
    })
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
