import pg from 'pg'
import { closeReader } from '#documents/index.ts'
import { loadPack, placesOf } from '#organisations/index.ts'
import { readChannels, setAlertWords, setChannels } from '#platform/alerts/index.ts'
import { stopChecks } from '#platform/audit/checks.ts'
import { startSealing } from '#platform/audit/seal.ts'
import { now } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { EmbeddedDatabase } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { startJobs, stopJobs } from '#platform/jobs.ts'
import { endStreams } from '#platform/live/streams.ts'
import { openChannel } from '#platform/local/channel.ts'
import { prepare } from '#platform/prepare.ts'
import { startProtection } from '#platform/protect/rotation.ts'
import { loadRules } from '#platform/rules/index.ts'
import { openAuth } from '#platform/sign-in/auth.ts'
import { readSignOn } from '#platform/sign-in/single-sign-on/configuration.ts'
import { openSignOn, type SignOn } from '#platform/sign-in/single-sign-on/sign-on.ts'
import { startSweeping } from '#platform/sign-in/sweep.ts'
import { startTicks } from '#platform/ticks.ts'
import { openHookNetworks } from '#platform/web-hooks/index.ts'
import { jobs, localCommands, openApiServer, protectedTables, ticks } from './app.ts'
import { loadCity, welcomeText } from './cities.ts'
import type { Product } from './product.ts'

/** Puts the product together on an open database: tables, city, jobs, sign-in, API. */
export async function assemble(
  config: Config,
  embedded: EmbeddedDatabase | null,
  progress: (text: string) => void,
): Promise<Product> {
  const pool = embedded
    ? openPool({ host: embedded.socketFolder, single: true })
    : openPool({ connectionString: config.databaseUrl ?? '', single: false })
  let closeChannel: (() => Promise<void>) | null = null
  let stopSealing: (() => Promise<void>) | null = null
  let stopSweeping: (() => void) | null = null
  let stopTicks: (() => Promise<void>) | null = null
  const close = async () => {
    stopSweeping?.()
    endStreams()
    await stopTicks?.()
    await closeChannel?.()
    await stopChecks()
    await stopJobs()
    await closeReader()
    await stopSealing?.()
    await pool.end()
  }
  try {
    if ((await migrateAs(config, pool)) > 0) progress('数据库结构已更新 / tables brought up to date')
    prepare(config, pool)
    openHookNetworks(process.env.DAQIAO_HOOK_NETWORKS)
    await loadRules(now())
    if ((await startProtection(protectedTables, now)) > 0) progress('已加密原有的联系方式 / contacts are encrypted now')
    await loadCity(config, now(), progress)
    await startJobs(pool, jobs, { alone: embedded !== null })
    const { channels, hosts } = readChannels()
    setChannels(channels, hosts)
    setAlertWords({ address: config.addresses[0] })
    stopSealing = startSealing()
    stopSweeping = startSweeping()
    stopTicks = startTicks(ticks)
    closeChannel = await openChannel(config.folder, localCommands)
    const signOn = await signOnOf(config)
    const auth = openAuth({ pool, secret: config.secret, addresses: config.addresses, rateLimited: true, signOn })
    return {
      api: openApiServer(auth, config, signOn),
      pool,
      welcome: (address) => welcomeText(config, address, now()),
      close,
    }
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
}

/** The single sign-on of the city, where its operator has named one. */
async function signOnOf(config: Config): Promise<SignOn | null> {
  const configuration = readSignOn()
  if (!configuration) return null
  const [address] = config.addresses
  return openSignOn(configuration, { city: loadPack(config.pack).city.code, address, secret: config.secret, placesOf })
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
