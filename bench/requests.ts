import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { dayOf, now } from '#platform/clock.ts'
import { sessionCookieName } from '#platform/sign-in/cookies.ts'
import { onOwnServer, serverPrograms } from '../scripts/own-postgres.ts'
import { fill } from './fill.ts'
import { floorTables } from './floor.ts'
import { type Asked, ask, clients, load, middle, type Shown, startServer } from './load.ts'
import type { BenchRow } from './types.ts'

/** `--rows 10000` and `--seconds 1` make a quick run; `--on postgres` or `--on embedded` one of both databases. */
const { values } = parseArgs({
  strict: false,
  options: {
    rows: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '3' },
    on: { type: 'string' },
  },
})
const rows = Number(values.rows)
const seconds = Number(values.seconds)
const rounds = 3

/** Accounts the clients sign in as, each for a while: one account may ask 1,200 times a minute, and write 240 times. */
const officers = 96

/** Requests of the product under load, with sign-in, permission, row level security, clocks, audit and events, held against the floor. */
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

export const serverSettings = ['shared_buffers=512MB', 'max_wal_size=4GB', 'random_page_cost=1.1', 'jit=off']

async function onDatabase(name: string, url: string): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-bench-'))
  const product = await startServer(['product'], { DAQIAO_DATA: folder, PORT: '0', DATABASE_URL: url })
  const database = new pg.Client(product.database)
  await database.connect()
  try {
    const idle = await product.megabytes()
    process.stderr.write(`  ${name}: filling\n`)
    await fill(database, { requests: rows, events: rows * 10 })
    await database.query(floorTables)
    const place = await placeOf(database)
    const secret = readFileSync(join(folder, 'secret'), 'utf8').trim()
    const cookies = await signIn(database, secret)
    cookies[0] = await signInByPassword(product.port, readFileSync(join(folder, 'sample-password'), 'utf8').trim())
    const floor = await startServer(['floor', place.city, JSON.stringify(product.database)], {})
    try {
      const measured = await underLoad(name, { product: product.port, floor: floor.port }, cookies, place)
      const busy = await product.megabytes()
      return [
        ...measured,
        row(`${name}: memory of the product, idle`, idle, 'MB', name === 'embedded' ? 700 : 200, 'before anybody asks'),
        row(`${name}: memory of the product, after the load`, busy, 'MB', null, `${clients} clients, ${rows} requests`),
      ]
    } finally {
      await floor.stop()
    }
  } finally {
    await database.end()
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Place {
  city: string
  ids: string[]
  topics: string[]
  division: string
  words: string[]
}

async function placeOf(database: pg.Client): Promise<Place> {
  const one = async (text: string) => Object.values((await database.query(text)).rows[0] ?? {})[0]
  return {
    city: String(await one('SELECT min(city) FROM requests.requests')),
    ids: (await one(
      `SELECT array_agg(id::text) FROM (SELECT id FROM requests.requests WHERE entered_by = 'filled' ORDER BY submission_hash LIMIT 5000) s`,
    )) as string[],
    topics: (await one('SELECT array_agg(id::text) FROM requests.topics')) as string[],
    division: String(await one('SELECT min(division_code) FROM requests.requests')),
    words: ['厂房用地', '科技', '贷', '004321', '有限公司', '精密制造'],
  }
}

/** Further officers of the desk, each with a session of their own. */
async function signIn(database: pg.Client, secret: string): Promise<string[]> {
  await database.query(`
    INSERT INTO platform.accounts (id, name, email, username, city, password_changed_at, two_factor_enabled)
    SELECT 'bench-' || n, name || n, 'bench-' || n || '@bench.invalid', 'bench-' || n, city, password_changed_at, two_factor_enabled
    FROM platform.accounts, generate_series(1, ${officers}) n WHERE username = 'desk';
    INSERT INTO platform.grants (city, id, account_id, role, scope_kind, scope_id, unit_id, post, from_on)
    SELECT g.city, gen_random_uuid(), 'bench-' || n, role, scope_kind, scope_id, unit_id, post, from_on
    FROM platform.grants g JOIN platform.accounts a ON a.id = g.account_id, generate_series(1, ${officers}) n WHERE username = 'desk';
    INSERT INTO platform.sessions (id, expires_at, token, user_id)
    SELECT 'bench-' || n, now() + interval '12 h', 'bench-token-' || n, 'bench-' || n FROM generate_series(1, ${officers}) n`)
  return Array.from({ length: officers }, (_, at) => {
    const token = `bench-token-${at + 1}`
    const signature = createHmac('sha256', secret).update(token).digest('base64')
    return `${sessionCookieName}=${encodeURIComponent(`${token}.${signature}`)}`
  })
}

/** The desk, signed in as a browser does it. */
export async function signInByPassword(port: number, password: string, username = 'desk'): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/username`, {
    method: 'POST',
    body: JSON.stringify({ username, password }),
    headers: { 'content-type': 'application/json' },
  })
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

const submission = (topicId: string, divisionCode: string) => ({
  ...{ channel: 'call', firmName: '压测精密制造有限公司', contactName: '张三', contactPhone: '13800001234' },
  submissionId: randomUUID(),
  matters: [
    { kind: 'help', topicId, divisionCode, title: '厂房扩建用地不足', body: '想扩建厂房，请市里协调用地指标。' },
  ],
})

async function underLoad(
  name: string,
  ports: { product: number; floor: number },
  cookies: string[],
  { ids, topics, division, words }: Place,
): Promise<BenchRow[]> {
  const of = <T>(list: readonly T[], n: number): T => list[(n * 7919) % list.length] as T
  const product = async (next: (n: number) => Asked, many = clients) =>
    load(ports.product, seconds, (n) => ({ ...next(n), cookie: of(cookies, n) }), many)
  const against = async (what: string, goal: number, own: (n: number) => Asked, floors: (n: number) => Asked) => {
    const [ours, theirs]: [Shown[], Shown[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      theirs.push(await load(ports.floor, seconds, floors))
      ours.push(await product(own))
    }
    const shares = ours.map(({ perSecond }, at) => perSecond / (theirs[at]?.perSecond ?? 1)).toSorted((a, b) => a - b)
    return share(`${name}: ${what}`, shares[1] ?? 0, goal, middle(ours), middle(theirs))
  }
  const alone = async (what: string, goal: number | null, own: (n: number) => Asked, many = clients) => {
    const shown = await product(own, many)
    const told = `${Math.round(shown.perSecond)} a second, p50 ${ms(shown.p50)}, p99 ${ms(shown.p99)}`
    return row(`${name}: ${what}, p95`, shown.p95, 'ms', goal, told)
  }
  const ratesGoal = name === 'embedded' ? null : 300
  const month = dayOf(now()).toString().slice(0, 7)
  const year = month.slice(0, 4)
  for (const cookie of cookies) await ask(ports.product, { path: '/api/requests/topics', cookie })
  const list = (n: number) => `/requests?topic=${of(topics, n)}&state=closed`
  return [
    await against(
      'read one',
      0.3,
      (n) => ({ path: `/api/requests/${of(ids, n)}` }),
      (n) => ({ path: `/requests/${of(ids, n)}` }),
    ),
    await against(
      'list 20 with two filters',
      0.3,
      (n) => ({ path: `/api${list(n)}` }),
      (n) => ({ path: list(n) }),
    ),
    await against(
      'create',
      0.25,
      (n) => ({ method: 'POST', path: '/api/requests', body: submission(of(topics, n), division) }),
      (n) => ({ method: 'POST', path: '/requests', body: submission(of(topics, n), division) }),
    ),
    await alone('search', null, (n) => ({ path: `/api/requests?view=all&q=${encodeURIComponent(of(words, n))}` })),
    await alone('inbox, what breaks next first', null, () => ({ path: '/api/requests' })),
    await alone(
      'all rates of a month by unit, one reader',
      ratesGoal,
      () => ({ path: `/api/requests/rates?period=${month}` }),
      1,
    ),
    await alone(
      'all rates of a year by unit, one reader',
      null,
      () => ({ path: `/api/requests/rates?period=${year}` }),
      1,
    ),
  ]
}

const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

function share(name: string, value: number, goal: number, ours: Shown, floor: Shown): BenchRow {
  const shown = ({ perSecond, p50, p99 }: Shown) => `${Math.round(perSecond)} a second, p50 ${ms(p50)}, p99 ${ms(p99)}`
  const against = `${shown(ours)}; floor ${shown(floor)}`
  return { name, value, unit: 'of the floor', against, ratio: value / goal, goal, met: value >= goal }
}

export const row = (name: string, value: number, unit: string, goal: number | null, against: string): BenchRow => ({
  ...{ name, value, unit, against, goal },
  ratio: goal === null ? null : goal / value,
  met: goal === null ? null : value <= goal,
})
