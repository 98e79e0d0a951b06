/** Child process of a benchmark: the product's API or the floor on a free port of the loopback, told about by messages. */
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import pg from 'pg'
import { readConfig } from '#platform/config.ts'
import { openProduct } from '../src/product.ts'
import { floorApp } from './floor.ts'

interface Served {
  app: Hono
  /** Where its database is. */
  database: pg.PoolConfig
  close: () => Promise<void>
}

const [what = 'product', city = '', connection = '{}'] = process.argv.slice(2)
const { app, database, close } = what === 'floor' ? floor(JSON.parse(connection)) : await product()

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  process.send?.({ port, database, processId: process.pid }),
)
process.on('message', async (message) => {
  if (message === 'memory') {
    process.send?.({ bytes: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 })
  }
  if (message !== 'stop') return
  server.close()
  await close()
  process.exit()
})

async function product(): Promise<Served> {
  const opened = await openProduct(readConfig('sample'), () => undefined)
  const { host, connectionString } = opened.pool.options
  return {
    app: opened.api,
    database: connectionString ? { connectionString } : { host, user: 'postgres', database: 'postgres' },
    close: opened.close,
  }
}

function floor(options: pg.PoolConfig): Served {
  const pool = new pg.Pool({ ...options, max: options.connectionString ? 20 : 1 })
  return { app: floorApp(pool, city), database: options, close: () => pool.end() }
}
