import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { systemContext } from '#platform/actor.ts'
import { now } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { remindOfRequests } from '#requests/index.ts'
import { onOwnServer, serverPrograms } from '../scripts/own-postgres.ts'
import { openProduct } from '../src/product.ts'
import { fill } from './fill.ts'
import type { BenchRow } from './types.ts'

/** `--clocks 2000` makes a quick run; `--on postgres` or `--on embedded` one of both databases. */
const { values } = parseArgs({
  strict: false,
  options: { clocks: { type: 'string', default: '20000' }, on: { type: 'string' } },
})
const clocks = Number(values.clocks)
const goalSeconds = 5
/** So far ahead that the product's own look, which goes on beside, finds nothing due. */
const daysAhead = 30

/** One look at running clocks all of which have reached a point, half of them overdue: points, rises, audit, alerts. */
export async function bench(): Promise<BenchRow[]> {
  const programs = serverPrograms()
  const all: BenchRow[] = []
  if (values.on !== 'embedded') {
    if (programs) all.push(...(await onOwnServer(programs, (url) => onDatabase('PostgreSQL', url), ['jit=off'])))
    else process.stderr.write('no PostgreSQL here: its figures are left out\n')
  }
  if (values.on !== 'postgres') all.push(...(await onDatabase('embedded', '')))
  return all
}

async function onDatabase(name: string, url: string): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-bench-'))
  const config = readConfig('sample', { ...process.env, DAQIAO_DATA: folder, DATABASE_URL: url })
  const product = await openProduct(config, () => undefined)
  try {
    process.stderr.write(`  ${name}: filling\n`)
    const moment = now().add({ hours: 24 * daysAhead })
    const city = await filled(product.pool, moment.toString())
    const today = systemContext(city, now)
    const began = performance.now()
    await remindOfRequests(today)
    const computed = (performance.now() - began) / 1000
    const from = performance.now()
    const reached = await remindOfRequests(systemContext(city, () => moment))
    const seconds = (performance.now() - from) / 1000
    if (reached < clocks) throw new Error(`${reached} points of ${clocks} clocks: another look was at it`)
    const again = performance.now()
    await remindOfRequests(systemContext(city, () => moment))
    const idle = (performance.now() - again) / 1000
    return [
      row(`${name}: reminders, one look, all due`, seconds, goalSeconds, `${reached} points of ${clocks} clocks`),
      row(`${name}: reminders, next points computed`, computed, null, `${clocks} new clocks`),
      row(`${name}: reminders, nothing due`, idle, null, 'the look of each minute'),
    ]
  } finally {
    await product.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Requests at work, each with one clock due within five hours of the moment, before or after. */
async function filled(pool: pg.Pool, moment: string): Promise<string> {
  const client = await pool.connect()
  try {
    await fill(client, { requests: clocks, events: 0 })
    await client.query(`
      UPDATE requests.requests SET state = 'working', outcome = NULL, closed_at = NULL, answered_at = NULL
      WHERE entered_by = 'filled'`)
    await client.query(
      `UPDATE platform.clocks c SET state = 'running', met_at = NULL,
         due_at = $1::timestamptz + (abs(hashtext(r.number)) % 600 - 300) * interval '1 min'
       FROM requests.requests r WHERE r.id::text = c.subject_id::text AND r.entered_by = 'filled' AND c.name = 'finish'`,
      [moment],
    )
    await client.query('ANALYZE requests.requests; ANALYZE platform.clocks')
    const found = await client.query<{ city: string }>('SELECT min(city) AS city FROM requests.requests')
    return found.rows[0]?.city ?? ''
  } finally {
    client.release()
  }
}

const row = (name: string, seconds: number, goal: number | null, against: string): BenchRow => ({
  ...{ name, value: seconds, unit: 's', against, goal },
  ratio: goal === null ? null : goal / seconds,
  met: goal === null ? null : seconds <= goal,
})
