import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { startEmbedded } from '../db/embedded.ts'
import { migrate, migrationTags } from '../db/migrate.ts'
import { openPool } from '../db/pool.ts'
import { setDatabase } from '../db/transact.ts'
import { loadRules } from '../rules/index.ts'
import { readRule, ruleFiles } from '../rules/shipped.ts'

const folder = new URL('../../../node_modules/.cache/daqiao/', import.meta.url)

/** Path of the prepared database: all migrations and the shipped rules. Named after their content, so a change makes a new one. */
export function imagePath(): string {
  const hash = createHash('sha256')
  for (const tag of migrationTags())
    hash.update(readFileSync(new URL(`../../../migrations/${tag}.sql`, import.meta.url)))
  hash.update(readFileSync(new URL('../db/migrate.ts', import.meta.url)))
  for (const file of ruleFiles()) hash.update(file).update(readRule(file))
  return new URL(`image-${hash.digest('hex').slice(0, 16)}.tar`, folder).pathname
}

/** When the rules that ship with the product were loaded, in every test. */
export const rulesLoadedAt = Temporal.Instant.from('2026-01-01T00:00:00Z')

/** Makes the image once before the tests. On a server each worker migrates a database of its own instead. */
export async function setup(): Promise<void> {
  const path = imagePath()
  if (process.env.DATABASE_URL || existsSync(path)) return
  mkdirSync(folder, { recursive: true })
  const database = await startEmbedded({ folder: null, synced: false, name: 'image' })
  const pool = openPool({ host: database.socketFolder, single: true })
  try {
    await migrate(pool)
    setDatabase(pool)
    await loadRules(rulesLoadedAt)
    await pool.end()
    const waiting = `${path}.${process.pid}`
    writeFileSync(waiting, await database.dump())
    renameSync(waiting, path)
  } finally {
    await database.close()
    rmSync(`${path}.${process.pid}`, { force: true })
  }
}

/** Takes the databases of this run's workers off the server again. */
export async function teardown(): Promise<void> {
  if (!process.env.DATABASE_URL) return
  const admin = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await admin.connect()
  const own = await admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
    `daqiao_test_${process.pid}_%`,
  ])
  for (const { datname } of own.rows) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
  await admin.end()
}
