import { join } from 'node:path'
import type pg from 'pg'
import { setDigestAlgorithm } from './audit/digest.ts'
import type { Config } from './config.ts'
import { setDatabase } from './db/transact.ts'
import { setFileFolder } from './files.ts'
import { openKeyRing, setKeyRing } from './protect/key-ring.ts'
import { setVirusScanner } from './virus-scan.ts'

/** What every process with an open database sets once: the server, and a local command that opens it itself. */
export function prepare(config: Config, pool: pg.Pool): void {
  setDatabase(pool)
  setDigestAlgorithm(config.digest)
  setFileFolder(join(config.folder, 'files'))
  setKeyRing(openKeyRing(config.keysFile, config.cipher))
  setVirusScanner(config.virusScanner)
}
