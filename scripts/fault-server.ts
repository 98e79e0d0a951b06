/** Child process of the fault test: the product on a synced embedded database, told about and asked by messages until it is killed. */
import { serve } from '@hono/node-server'
import { verifyAudit } from '#platform/audit/commands.ts'
import { readConfig } from '#platform/config.ts'
import { openProduct } from '../src/product.ts'

const product = await openProduct(readConfig('sample'), () => undefined, { synced: process.argv[2] === 'synced' })
const server = serve({ fetch: product.api.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  process.send?.({ port, host: product.pool.options.host }),
)
process.on('message', async (message) => {
  if (message === 'verify') {
    const local = { report: () => undefined, signal: new AbortController().signal }
    const cities = await verifyAudit.run({ city: null, kept: null }, local)
    process.send?.({ broken: cities.flatMap(({ broken }) => broken ?? []) })
  }
  if (message !== 'stop') return
  server.close()
  await product.close()
  process.exit()
})
