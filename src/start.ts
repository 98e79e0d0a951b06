import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type Config, readConfig } from '#platform/config.ts'
import { AppError } from '#platform/errors.ts'
import { servePages } from '#platform/http/pages.ts'
import { openProduct, type Product } from './product.ts'
import { buildPages, pagesFolder, servePagesInDevelopment } from './web/build.ts'

const optionsOf = (args: string[]) =>
  parseArgs({
    args,
    options: { city: { type: 'string', default: 'sample' }, dev: { type: 'boolean', default: false } },
  }).values

/** Progress goes to standard error, so that standard output holds the address and the accounts alone. */
const progress = (text: string) => process.stderr.write(`· ${text}\n`)

/** `npm start`: opens the database, loads the city at the first start, serves pages and API until it is told to stop. */
export async function startCommand(args: string[]): Promise<number> {
  const { city, dev } = optionsOf(args)
  const config = readConfig(city)
  const product = await openProduct(config, progress)
  try {
    await servePagesAndApi(product, config, dev)
  } finally {
    await product.close()
  }
  return 0
}

/** Serves until the process is told to stop. In development Vite serves the pages on the next port. */
async function servePagesAndApi(product: Product, config: Config, dev: boolean): Promise<void> {
  if (!dev) await buildPages(progress)
  const app = new Hono()
  app.route('/', product.api)
  if (!dev) servePages(app, pagesFolder, config.addresses)
  const server = await listen(app, config.host, config.port)
  const vite = dev ? await servePagesInDevelopment(config.port) : null
  process.stdout.write(await product.welcome(`http://${config.host}:${dev ? config.port + 1 : config.port}`))
  await stopSignal()
  progress('正在停止 / stopping')
  await vite?.close()
  server.close()
}

/** `npm run reset`: takes the data of a sample city away; the next start loads it anew. Real data is never touched. */
export async function resetCommand(args: string[]): Promise<number> {
  const { city } = optionsOf(args)
  if (city !== 'sample') throw new AppError('invalid', 'platform.resetSampleOnly')
  const config = readConfig(city)
  if (existsSync(join(config.folder, 'lock'))) {
    const { lockFolder } = await import('#platform/lock.ts')
    lockFolder(config.folder)()
  }
  rmSync(config.folder, { recursive: true, force: true })
  progress('示例城市的数据已清除，下次启动时重新装入 / sample data removed')
  return 0
}

/** @throws AppError unavailable `platform.portTaken` */
function listen(app: Hono, host: string, port: number): Promise<ReturnType<typeof serve>> {
  return new Promise((done, fail) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => done(server))
    server.once('error', (error: NodeJS.ErrnoException) => {
      fail(error.code === 'EADDRINUSE' ? new AppError('unavailable', 'platform.portTaken', { port }) : error)
    })
  })
}

const stopSignal = (): Promise<void> =>
  new Promise((done) => {
    process.once('SIGINT', () => done())
    process.once('SIGTERM', () => done())
  })
