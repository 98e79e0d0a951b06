/** Sealed values as they stand in the database: `v<key>:<cipher>:<nonce>:<text>:<tag>`, each part base64url. */
import { randomBytes } from 'node:crypto'
import { AppError } from '../errors.ts'
import { blindHash, type Cipher, ciphers, nonceLength, open, seal } from './cipher.ts'
import { type KeyVersion, keyRing } from './key-ring.ts'

/** A value that cannot be opened. A list that holds one is shown all the same; `readable` says what is wrong. */
export interface Unreadable {
  unreadable: 'key-missing' | 'changed'
  version: number
}

export type Opened = string | Unreadable

const form = /^v([1-9]\d{0,8}):(aes|sm4):([\w-]+):([\w-]*):([\w-]+)$/

/** Whether a value of the database is sealed; what was written before there were keys is not. */
export const isSealed = (value: string): boolean => form.test(value)

/** Seals `plain` for `place` (`schema.table.column`) with the newest key. */
export function sealValue(place: string, plain: string, key: KeyVersion = keyRing().newest()): string {
  const { version, cipher, secret } = key
  const head = `v${version}:${cipher}`
  const { nonce, text, tag } = seal(cipher, secret, randomBytes(nonceLength[cipher]), `${head}:${place}`, plain)
  return [head, ...[nonce, text, tag].map((part) => part.toString('base64url'))].join(':')
}

/** Opens a value of `place`. A plain text is no sealed one: whatever stood plain was sealed at the start. */
export function openValue(place: string, value: string): Opened {
  const parts = form.exec(value)
  if (!parts) return { unreadable: 'changed', version: 0 }
  const [, number = '', name, nonce = '', text = '', tag = ''] = parts
  const version = Number(number)
  const cipher: Cipher = ciphers.find((one) => one === name) ?? 'aes'
  const key = keyRing().find(version)
  if (!key) return { unreadable: 'key-missing', version }
  if (key.cipher !== cipher) return { unreadable: 'changed', version }
  const sealed = { nonce: bytes(nonce), text: bytes(text), tag: bytes(tag) }
  return open(cipher, key.secret, `v${version}:${cipher}:${place}`, sealed) ?? { unreadable: 'changed', version }
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')

/** The text itself. @throws AppError unavailable `platform.protect.keyMissing`, `platform.protect.changed` */
export function readable(value: Opened): string
export function readable(value: Opened | null): string | null
export function readable(value: Opened | null): string | null {
  if (value === null || typeof value === 'string') return value
  const key = value.unreadable === 'changed' ? 'platform.protect.changed' : 'platform.protect.keyMissing'
  throw new AppError('unavailable', key, { version: value.version })
}

/** What a blind index of `place` holds for a normalised text: `v<key>:<hash>`. Null stays null. */
export function blindIndex(place: string, text: string | null, key: KeyVersion = keyRing().newest()): string | null {
  if (text === null || text === '') return null
  return `v${key.version}:${blindHash(key.cipher, key.indexSecret, place, text)}`
}

/** What the index may hold for a text: one value for each version of the keys that rows may still have. */
export const blindIndexes = (place: string, text: string): string[] =>
  keyRing()
    .all()
    .keys.flatMap((key) => blindIndex(place, text, key) ?? [])
