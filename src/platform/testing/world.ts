/**
 * What tests of commands, queries and routes stand on: one database per test worker, rolled back after each test. Not
 * part of the product.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { Hono } from 'hono'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import type { Actor, Context } from '../actor.ts'
import { checkedAction, stopChecks } from '../audit/checks.ts'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { openPool } from '../db/pool.ts'
import { handle, setDatabase } from '../db/transact.ts'
import { store } from '../db/transaction-store.ts'
import { setFileFolder } from '../files.ts'
import type { Route } from '../http/route.ts'
import { apiServer, type ServerParts } from '../http/server.ts'
import { newId } from '../ids.ts'
import { forgetPendingJobs } from '../jobs.ts'
import { newKey, openKeyRing, setKeyRing } from '../protect/key-ring.ts'
import type { Role } from '../roles.ts'
import { loadRules } from '../rules/index.ts'
import { cities } from '../tables.ts'
import { imagePath, rulesLoadedAt } from './image.ts'

/** City of all tests, and a second one to prove that nothing leaks. */
export const testCity = '990100'
export const otherCity = '990200'
/** The moment at which tests happen, unless they say another. */
export const testMoment = Temporal.Instant.from('2026-03-10T01:30:00Z')

let opened: Promise<pg.Pool> | null = null

/** The database of this worker: embedded from the prepared image, or a database of its own on the server of DATABASE_URL. */
export function testPool(): Promise<pg.Pool> {
  opened ??= process.env.DATABASE_URL ? onServer(process.env.DATABASE_URL) : embedded()
  return opened
}

/**
 * A database of a test file's own, in which commits are real: for requests at the same time. Ends by the function it
 * gives, which brings the worker's database back.
 */
export async function ownDatabase(): Promise<() => Promise<void>> {
  const before = await testPool()
  const pool = process.env.DATABASE_URL ? await onServer(process.env.DATABASE_URL, '_own') : await embedded('-own')
  return async () => {
    forgetPendingJobs()
    setDatabase(before)
    await pool.end()
  }
}

async function embedded(own = ''): Promise<pg.Pool> {
  const name = `test-${threadId}${own}`
  const database = await startEmbedded({ folder: null, synced: false, image: imagePath(), name })
  return ready(openPool({ host: database.socketFolder, single: true }))
}

async function onServer(url: string, suffix = ''): Promise<pg.Pool> {
  const name = `daqiao_test_${process.pid}_${threadId}${suffix}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await admin.query(`CREATE DATABASE ${name}`)
  await admin.end()
  const own = new URL(url)
  own.pathname = `/${name}`
  const pool = openPool({ connectionString: own.href, single: false })
  await migrate(pool)
  ready(pool)
  await loadRules(rulesLoadedAt)
  return pool
}

function ready(pool: pg.Pool): pg.Pool {
  setDatabase(pool)
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-files-'))
  setFileFolder(folder)
  const ring = openKeyRing(join(folder, 'keys.json'), 'aes')
  ring.replace({ keys: [newKey(1, 'aes', testMoment.toString())], rotatingTo: null })
  setKeyRing(ring)
  return pool
}

/** Runs a test inside one transaction that is rolled back, with both test cities in it. */
export async function rolledBack(work: () => Promise<void>): Promise<void> {
  const pool = await testPool()
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const tx = handle(client)
    await store.run({ client, tx, depth: 0, city: testCity, owner: true }, async () => {
      await tx.insert(cities).values([
        { code: testCity, name: '甲市', nameEn: 'Alpha', isSample: true },
        { code: otherCity, name: '乙市', nameEn: 'Beta', isSample: true },
      ])
      await work()
    })
  } finally {
    // A check that a test began waits for this very connection: it ends without writing.
    const checksEnded = stopChecks()
    await client.query('ROLLBACK')
    client.release()
    await checksEnded
    forgetPendingJobs()
    await takeChecksAway(pool)
  }
}

/** A server has more than one connection: there a check that a test began has written beside the test's transaction. */
async function takeChecksAway(pool: pg.Pool): Promise<void> {
  if (!process.env.DATABASE_URL) return
  await pool.query(`
    WITH gone AS (DELETE FROM platform.audit_rows WHERE action = '${checkedAction}' RETURNING city, id)
    DELETE FROM platform.audit_details d USING gone WHERE d.city = gone.city AND d.id = gone.id`)
  await pool.query('DELETE FROM platform.events WHERE kind = $1', [checkedAction])
}

/** An actor with the whole city as scope, unless said otherwise. */
export function anActor(role: Role = 'planning-officer', changed: Partial<Actor> = {}): Actor {
  const city = changed.city ?? testCity
  return {
    accountId: `account-${role}`,
    name: '测试员',
    city,
    role,
    scope: { kind: 'city', id: city },
    unitId: null,
    unitIds: null,
    divisions: null,
    chainIds: null,
    grantId: null,
    actingFor: null,
    ...changed,
  }
}

export const aContext = (actor: Actor = anActor(), moment: Temporal.Instant = testMoment): Context => ({
  actor,
  city: actor.city,
  now: () => moment,
  requestId: newId().slice(-12),
  address: null,
})

/** An API server over `routes` at which `actor` is signed in (null: nobody). Ask it with `server.request('/api/…')`. */
export const serverFor = (routes: readonly Route[], actor: Actor | null, parts: Partial<ServerParts> = {}): Hono =>
  apiServer({
    routes,
    actorOf: async () => actor,
    translate: (_language, key, facts) => `${key} ${JSON.stringify(facts ?? {})}`,
    bodyLimit: 30_000_000,
    ...parts,
  })
