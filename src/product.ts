import { join } from 'node:path'
import type { Hono } from 'hono'
import type pg from 'pg'
import type { Config } from '#platform/config.ts'
import { type EmbeddedDatabase, startEmbedded } from '#platform/db/embedded.ts'
import { lockFolder } from '#platform/lock.ts'

/** The running product without its web server. */
export interface Product {
  api: Hono
  pool: pg.Pool
  /** What the terminal prints: address, accounts or set-up link, what to click first. */
  welcome: (address: string) => Promise<string>
  close: () => Promise<void>
}

/**
 * Takes the data folder, opens the database, brings it up to date, loads the city at the first start, and starts the
 * jobs. The embedded database starts in its thread while this one loads the modules; commits of real data are `synced` to
 * the disk, those of a sample not unless it is said.
 *
 * @throws AppError unavailable `platform.folderInUse`, `platform.dataFromNewerVersion`
 */
export async function openProduct(
  config: Config,
  progress: (text: string) => void,
  { synced = config.pack !== 'sample' }: { synced?: boolean } = {},
): Promise<Product> {
  const release = lockFolder(config.folder)
  let embedded: EmbeddedDatabase | null = null
  try {
    if (!config.databaseUrl) progress('打开内嵌数据库 / opening the embedded database')
    const [database, { assemble }] = await Promise.all([
      config.databaseUrl ? null : startEmbedded({ folder: join(config.folder, 'database'), synced }),
      import('./assembly.ts'),
    ])
    embedded = database
    const product = await assemble(config, database, progress)
    return {
      ...product,
      close: async () => {
        await product.close()
        await database?.close()
        release()
      },
    }
  } catch (error) {
    await embedded?.close().catch(() => undefined)
    release()
    throw error
  }
}
