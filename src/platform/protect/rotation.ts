import { setTimeout } from 'node:timers/promises'
import type { Temporal } from 'temporal-polyfill'
import { systemContext } from '../actor.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import { type KeyVersion, keyRing, lookAgainMilliseconds, newKey } from './key-ring.ts'
import type { ProtectedTable } from './protected-tables.ts'
import { cityCodes, countVersions, holdsSealedValues, type Resealed, resealCity, sealPlainRows } from './reseal.ts'

type Now = () => Temporal.Instant

/**
 * Makes the keys ready at a start: a first version where nothing is encrypted yet, a further one where another cipher was
 * configured, and encrypts what still stands plain.
 *
 * @returns how many rows were encrypted
 * @throws AppError unavailable `platform.protect.keysLost` where rows are encrypted and the key file is not there
 */
export async function startProtection(tables: readonly ProtectedTable[], now: Now): Promise<number> {
  const ring = keyRing()
  if (!ring.exists()) {
    if (await holdsSealedValues(tables)) {
      throw new AppError('unavailable', 'platform.protect.keysLost', { file: ring.file })
    }
    ring.replace({ keys: [newKey(1, ring.cipher, now().toString())], rotatingTo: null })
  }
  if (ring.newest().cipher !== ring.cipher) await addVersion(tables, now, { rotating: false })
  return sealPlainRows(tables)
}

export interface Rotated extends Resealed {
  version: number
  /** False where it was stopped; the next rotation goes on with the same version. */
  finished: boolean
}

interface Rotating {
  now: Now
  report: (rows: number, of: number) => void
  isStopped: () => boolean
  /** How long another process may still write with the version before; shorter in tests. */
  settleMilliseconds?: number
}

/**
 * Adds a version of the keys and brings every row to it, in short transactions beside a running server. One that was cut
 * off goes on with the version it had begun. Old versions stay in the file, for backups of the database.
 */
export async function rotateKeys(tables: readonly ProtectedTable[], rotating: Rotating): Promise<Rotated> {
  const { now, report, isStopped, settleMilliseconds = lookAgainMilliseconds + 100 } = rotating
  const ring = keyRing()
  const version = ring.all().rotatingTo ?? (await addVersion(tables, now, { rotating: true })).version
  const total: Rotated = { version, rows: 0, unreadable: 0, finished: false }
  const of = await countRows(tables)
  const pass = async () => {
    let unreadable = 0
    for (const city of await cityCodes()) {
      const each = (rows: number) => {
        total.rows += rows
        report(total.rows, of)
      }
      const done = await resealCity(city, tables, each, isStopped)
      unreadable += done.unreadable
      if (done.rows > 0) await tell(city, now, 'keys-rotated', { version, ...done })
    }
    total.unreadable = unreadable
  }
  await pass()
  await setTimeout(settleMilliseconds)
  await pass()
  if (isStopped()) return total
  ring.replace({ ...ring.all(), rotatingTo: null })
  return { ...total, finished: true }
}

/** About how many rows hold an encrypted value: of each table its fullest column. */
async function countRows(tables: readonly ProtectedTable[]): Promise<number> {
  let rows = 0
  for (const table of tables) {
    const counts = await countVersions([table])
    const ofPlace = [...Map.groupBy(counts, ({ place }) => place).values()]
    rows += Math.max(0, ...ofPlace.map((same) => same.reduce((sum, count) => sum + count.rows, 0)))
  }
  return rows
}

/** A number that no row has: the file may be an older one than the rows. */
async function addVersion(
  tables: readonly ProtectedTable[],
  now: Now,
  { rotating }: { rotating: boolean },
): Promise<KeyVersion> {
  const ring = keyRing()
  const before = ring.all()
  const used = (await countVersions(tables)).map((count) => count.version ?? 0)
  const version = Math.max(ring.newest().version, ...used) + 1
  const key = newKey(version, ring.cipher, now().toString())
  ring.replace({ keys: [...before.keys, key], rotatingTo: rotating ? version : before.rotatingTo })
  for (const city of await cityCodes()) await tell(city, now, 'key-version-added', { version, cipher: key.cipher })
  return key
}

const tell = (city: string, now: Now, kind: string, facts: Record<string, unknown>): Promise<void> => {
  const ctx = systemContext(city, now)
  return transact(ctx, (tx) => announce(ctx, tx, { kind, subject: { kind: 'keys', id: city }, facts }))
}
