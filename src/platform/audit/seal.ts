import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { now } from '../clock.ts'
import { type Tx, transact, transactAsOwner } from '../db/transact.ts'
import { log } from '../log.ts'
import { auditLinks, cities } from '../tables.ts'
import { digestAlgorithm, type LinkRecord, linkHash, momentText } from './digest.ts'
import { type Head, headOf } from './read-chain.ts'

/** City under which stands what nobody signed in did. */
export const nowhere = '000000'

const rowsAtOnce = 500
/** How far back of the last sealing rows are looked for: written before it, committed after it. */
const lookBack = { woken: Temporal.Duration.from({ minutes: 2 }), sweep: Temporal.Duration.from({ hours: 1 }) }
const tickMilliseconds = 1000
const ticksOfSweep = 60
const longestWaitMilliseconds = 16_000

/** Held by whoever seals or archives a city, so that two processes never do it at once. */
export async function tryChainLock(tx: Tx, city: string): Promise<boolean> {
  const got = await tx.execute<{ got: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(6279432, ${Number(city)}::int) AS got`,
  )
  return got.rows[0]?.got === true
}

/**
 * Seals the rows of a city that wait, oldest first, in transactions of 500 rows.
 *
 * Only rows not much older than the last sealing are taken: an older row without a link was not written by a command,
 * and `audit verify` says so.
 *
 * @returns how many were sealed
 */
export async function sealCity(
  city: string,
  moment: Temporal.Instant,
  reach: keyof typeof lookBack = 'sweep',
): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await sealBatch(city, moment, reach)
    sealed += count
    if (count < rowsAtOnce) return sealed
  }
}

const sealBatch = (city: string, moment: Temporal.Instant, reach: keyof typeof lookBack): Promise<number> =>
  transact({ city }, async (tx) => {
    if (!(await tryChainLock(tx, city))) return 0
    const head = await headOf(tx, city)
    const waiting = await waitingRows(tx, city, head?.sealedAt?.subtract(lookBack[reach]) ?? null)
    if (waiting.length === 0) return 0
    await tx.insert(auditLinks).values(linksOf(city, head ?? start, waiting, momentText(moment)))
    return waiting.length
  })

const start: Head = { position: 0, hash: '' }

async function waitingRows(tx: Tx, city: string, from: Temporal.Instant | null) {
  const found = await tx.execute<{ id: string; digest: string }>(sql`
    SELECT r.id, r.digest FROM platform.audit_rows r
    WHERE r.city = ${city} ${from ? sql`AND r.at >= ${momentText(from)}::timestamptz` : sql``}
      AND NOT EXISTS (SELECT FROM platform.audit_links l WHERE l.city = r.city AND l.audit_id = r.id)
    ORDER BY r.at, r.id LIMIT ${rowsAtOnce}`)
  return found.rows
}

function linksOf(
  city: string,
  head: Head,
  rows: readonly { id: string; digest: string }[],
  sealedAt: string,
): LinkRecord[] {
  const algorithm = digestAlgorithm()
  let { position, hash } = head
  return rows.map(({ id, digest }) => {
    position++
    const link = { city, position, auditId: id, algorithm, sealedAt }
    hash = linkHash(hash, link, digest) ?? ''
    return { ...link, hash }
  })
}

/** When each city is due, and how long it waits where nothing was found: its transaction is still open. */
const woken = new Map<string, { due: number; wait: number }>()
let isSealing = false

/** Says that a row of the city was written. It is sealed about a second later, outside the command. */
export function wakeSealing(city: string): void {
  if (!isSealing || woken.has(city)) return
  woken.set(city, { due: now().epochMilliseconds + tickMilliseconds, wait: tickMilliseconds })
}

/**
 * Seals in the background: at the start what a killed process left, then what was written, and all cities each minute.
 *
 * @returns ends it, after sealing what waits
 */
export function startSealing(): () => Promise<void> {
  isSealing = true
  let ticks = 0
  let running: Promise<void> = sweep()
  let isBusy = true
  const settle = () => {
    isBusy = false
  }
  void running.finally(settle)
  const timer = setInterval(() => {
    ticks++
    if (isBusy) return
    isBusy = true
    running = ticks % ticksOfSweep === 0 ? sweep() : sealDue(now().epochMilliseconds)
    void running.finally(settle)
  }, tickMilliseconds)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
    await sealDue(Number.POSITIVE_INFINITY)
    isSealing = false
    woken.clear()
  }
}

async function sealDue(moment: number): Promise<void> {
  for (const [city, { due, wait }] of [...woken]) {
    if (due > moment) continue
    woken.delete(city)
    const sealed = await sealQuietly(city, 'woken')
    if (sealed === 0 && wait < longestWaitMilliseconds && !woken.has(city) && Number.isFinite(moment))
      woken.set(city, { due: moment + wait * 2, wait: wait * 2 })
  }
}

async function sweep(): Promise<void> {
  const served = await transactAsOwner(nowhere, (tx) => tx.select({ code: cities.code }).from(cities)).catch(() => [])
  for (const city of [nowhere, ...served.map(({ code }) => code)]) await sealQuietly(city, 'sweep')
}

/** A database that is gone for a moment must not end the sealing: the next tick tries again. */
async function sealQuietly(city: string, reach: keyof typeof lookBack): Promise<number> {
  try {
    return await sealCity(city, now(), reach)
  } catch (error) {
    log.error({ err: error, city }, 'sealing the audit failed; it is tried again')
    return 0
  }
}
