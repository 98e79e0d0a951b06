import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Algorithm, algorithms } from './audit/digest.ts'
import { AppError } from './errors.ts'
import { type Proxies, readProxies } from './http/address.ts'
import { type Cipher, ciphers } from './protect/cipher.ts'

export interface Config {
  /** Name of the city pack; `sample` is the invented city. */
  pack: string
  folder: string
  host: string
  port: number
  /** Addresses under which browsers see the product; the first is the main one. */
  addresses: readonly [string, ...string[]]
  /** Proxies in front of the product, which alone are believed about the client's address. */
  proxies: Proxies
  databaseUrl: string | null
  ownerUrl: string | null
  secret: string
  /** Hash of audit rows and of their chain from now on; what was written before keeps its own. */
  digest: Algorithm
  /** Keys of the encrypted columns. */
  keysFile: string
  /** How new values of encrypted columns are sealed. */
  cipher: Cipher
  /** The virus scanner (clamd), `host:port` or the path of its socket; null where the city has none. */
  virusScanner: string | null
}

/** Reads the settings of the environment and makes the data folder ready. @throws AppError unavailable `platform.folderNotWritable`, invalid `platform.protect.badCipher` */
export function readConfig(pack: string, env: NodeJS.ProcessEnv = process.env): Config {
  const folder = resolve(env.DAQIAO_DATA ?? join('data', pack))
  requireWritable(folder)
  const databaseUrl = env.DATABASE_URL || null
  // The sample city holds invented data and printed passwords: it is never reachable from another machine.
  const host = pack === 'sample' ? '127.0.0.1' : (env.HOST ?? '127.0.0.1')
  const port = Number(env.PORT ?? 5190)
  return {
    pack,
    folder,
    host,
    port,
    addresses: addressesOf(env.DAQIAO_ADDRESS, host, port),
    proxies: readProxies(env.DAQIAO_PROXIES),
    databaseUrl,
    ownerUrl: env.DATABASE_OWNER_URL || databaseUrl,
    digest: digestOf(env.DAQIAO_DIGEST),
    secret: env.DAQIAO_SECRET ?? keptSecret(join(folder, 'secret'), () => randomBytes(32).toString('base64url')),
    keysFile: resolve(env.DAQIAO_KEYS_FILE ?? join(folder, 'keys.json')),
    cipher: readCipher(env.DAQIAO_CIPHER),
    virusScanner: env.DAQIAO_CLAMD || null,
  }
}

/** @throws AppError invalid `platform.protect.badCipher` */
function readCipher(named = 'aes'): Cipher {
  const cipher = ciphers.find((one) => one === named.trim().toLowerCase())
  if (!cipher) throw new AppError('invalid', 'platform.protect.badCipher', { named, choices: ciphers.join(', ') })
  return cipher
}

function digestOf(wanted: string | undefined): Algorithm {
  const digest = algorithms.find((one) => one === (wanted || 'sha256'))
  if (!digest) throw new AppError('unavailable', 'platform.digestUnknown', { wanted: wanted ?? '' })
  return digest
}

/** The public address behind a proxy where one is named; else the machine's own names, also for pages in development. */
function addressesOf(named: string | undefined, host: string, port: number): [string, ...string[]] {
  const own = [port, port + 1].flatMap((at) => [`http://localhost:${at}`, `http://127.0.0.1:${at}`])
  return [named ?? `http://${host}:${port}`, ...own]
}

function requireWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK | constants.R_OK)
  } catch {
    throw new AppError('unavailable', 'platform.folderNotWritable', { folder })
  }
}

/** A secret made once and kept beside the data, readable by the owner of the process alone. */
export function keptSecret(path: string, make: () => string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  const secret = make()
  writeFileSync(path, `${secret}\n`, { mode: 0o600 })
  return secret
}
