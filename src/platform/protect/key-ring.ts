import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { type Cipher, ciphers } from './cipher.ts'

const Secret = z
  .string()
  .transform((text) => Buffer.from(text, 'base64url'))
  .refine((bytes) => bytes.length === 32)

/** `keys.json`: every version that rows may still be sealed with, the newest last. */
const KeysFile = z.object({
  keys: z
    .array(
      z.object({
        version: z.number().int().positive(),
        cipher: z.enum(ciphers),
        /** Seals texts. */
        secret: Secret,
        /** Makes the blind indexes; another one, so that an index gives nothing away of a text's key. */
        indexSecret: Secret,
        madeAt: z.iso.datetime(),
      }),
    )
    .min(1),
  /** Version that rows are being brought to; null while none is. A rotation that was cut off goes on with it. */
  rotatingTo: z.number().int().nullable(),
})

export interface KeyVersion {
  version: number
  cipher: Cipher
  secret: Buffer
  indexSecret: Buffer
  madeAt: string
}

export interface Keys {
  keys: readonly KeyVersion[]
  rotatingTo: number | null
}

/** The keys of this installation. Another process may add a version to the file; it is looked at again when it changed. */
export interface KeyRing {
  file: string
  /** What new versions are made with. */
  cipher: Cipher
  /** Whether the file is there: it is made at the first start, never by a command. */
  exists: () => boolean
  newest: () => KeyVersion
  find: (version: number) => KeyVersion | null
  all: () => Keys
  /** Writes the keys to the file for this and every other process. @throws AppError unavailable `platform.protect.keysNotWritable` */
  replace: (keys: Keys) => void
}

let opened: KeyRing | null = null

/** Named once at start, and by each test worker. */
export function setKeyRing(ring: KeyRing): void {
  opened = ring
}

export function keyRing(): KeyRing {
  if (!opened) throw new Error('no key ring is open: call setKeyRing first')
  return opened
}

/**
 * Opens the key file, where there is one.
 *
 * @throws AppError unavailable `platform.protect.keysUnreadable`; every use of a ring without a file `platform.protect.keysLost`
 */
export function openKeyRing(file: string, cipher: Cipher): KeyRing {
  let stamp = stampOf(file)
  let keys = stamp === null ? null : readKeys(file)
  let looked = performance.now()
  const lookAgain = (): void => {
    looked = performance.now()
    const now = stampOf(file)
    if (now === null || now === stamp) return
    keys = readKeys(file)
    stamp = now
  }
  const known = (): Keys => {
    if (!keys) lookAgain()
    if (!keys) throw new AppError('unavailable', 'platform.protect.keysLost', { file })
    return keys
  }
  const found = (version: number) => known().keys.find((one) => one.version === version) ?? null
  return {
    file,
    cipher,
    exists: () => stampOf(file) !== null,
    newest: () => {
      if (performance.now() - looked >= lookAgainMilliseconds) lookAgain()
      return newestOf(known())
    },
    find: (version) => {
      const first = found(version)
      if (first) return first
      lookAgain()
      return found(version)
    },
    all: () => {
      lookAgain()
      return known()
    },
    replace: (changed) => {
      writeKeys(file, changed)
      keys = changed
      stamp = stampOf(file)
    },
  }
}

/** A running server writes with a version that another process added no later than this. */
export const lookAgainMilliseconds = 1000

export const newKey = (version: number, cipher: Cipher, madeAt: string): KeyVersion => ({
  version,
  cipher,
  secret: randomBytes(32),
  indexSecret: randomBytes(32),
  madeAt,
})

function newestOf({ keys }: Keys): KeyVersion {
  const last = keys.at(-1)
  if (!last) throw new Error('a key ring without keys')
  return last
}

function readKeys(file: string): Keys {
  const unreadable = () => new AppError('unavailable', 'platform.protect.keysUnreadable', { file })
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw unreadable()
  }
  const parsed = KeysFile.safeParse(parsedJson(text))
  if (!parsed.success) throw unreadable()
  return { ...parsed.data, keys: parsed.data.keys.toSorted((a, b) => a.version - b.version) }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Written beside the file, synced and renamed into place, readable by the owner of the process alone. */
function writeKeys(file: string, keys: Keys): void {
  const inFile = {
    ...keys,
    keys: keys.keys.map((key) => ({
      ...key,
      secret: key.secret.toString('base64url'),
      indexSecret: key.indexSecret.toString('base64url'),
    })),
  }
  const waiting = `${file}.${newId()}`
  try {
    const handle = openSync(waiting, 'wx', 0o600)
    try {
      writeSync(handle, `${JSON.stringify(inFile, null, 2)}\n`)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(waiting, file)
    chmodSync(file, 0o600)
  } catch {
    throw new AppError('unavailable', 'platform.protect.keysNotWritable', { file })
  }
}

/** Tells two states of the file apart: it is always replaced whole, so its number changes. */
function stampOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : null
}
