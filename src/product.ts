import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pg from 'pg'
import { now } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { type EmbeddedDatabase, startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { setDatabase } from '#platform/db/transact.ts'
import { setFileFolder } from '#platform/files.ts'
import { startJobs, stopJobs } from '#platform/jobs.ts'
import { lockFolder } from '#platform/lock.ts'
import { openAuth } from '#platform/sign-in/auth.ts'
import { jobs, openApiServer } from './app.ts'
import { loadCity, welcomeText } from './cities.ts'

/** The running product without its web server. */
export interface Product {
  api: Hono
  pool: pg.Pool
  /** What the terminal prints: address, accounts or set-up link, what to click first. */
  welcome: (address: string) => Promise<string>
  close: () => Promise<void>
}

/** Opens the database, brings it up to date, loads the city at the first start, and starts the jobs. */
export async function openProduct(config: Config, progress: (text: string) => void): Promise<Product> {
  const release = lockFolder(config.folder)
  let embedded: EmbeddedDatabase | null = null
  let pool: pg.Pool | null = null
  try {
    if (!config.databaseUrl) {
      progress('打开内嵌数据库 / opening the embedded database')
      embedded = await startEmbedded({ folder: join(config.folder, 'database'), synced: config.pack !== 'sample' })
    }
    pool = embedded
      ? openPool({ host: embedded.socketFolder, single: true })
      : openPool({ connectionString: config.databaseUrl ?? '', single: false })
    if ((await migrateAs(config, pool)) > 0) progress('数据库结构已更新 / tables brought up to date')
    setDatabase(pool)
    setFileFolder(join(config.folder, 'files'))
    await loadCity(config, now(), progress)
    await startJobs(pool, jobs)
    const auth = openAuth({
      pool,
      secret: config.secret,
      address: `http://${config.host}:${config.port}`,
      rateLimited: true,
    })
    const opened = pool
    return {
      api: openApiServer(auth, opened),
      pool: opened,
      welcome: (address) => welcomeText(config, address, now()),
      close: async () => {
        await stopJobs()
        await opened.end()
        await embedded?.close()
        release()
      },
    }
  } catch (error) {
    await pool?.end().catch(() => undefined)
    await embedded?.close().catch(() => undefined)
    release()
    throw error
  }
}

/** Migrations run as the owner of the tables, which on a server may be another account than the application's. */
async function migrateAs(config: Config, pool: pg.Pool): Promise<number> {
  if (!config.ownerUrl || config.ownerUrl === config.databaseUrl) return migrate(pool)
  const owner = new pg.Pool({ connectionString: config.ownerUrl, max: 1 })
  try {
    return await migrate(owner)
  } finally {
    await owner.end()
  }
}

/** Takes a folder's embedded database away; for tests of a first start. */
export const forgetData = (folder: string): void => rmSync(folder, { recursive: true, force: true })
