import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'

/** SM3 is the hash of the national commercial cryptography, SHA-256 the international one. */
export const algorithms = ['sha256', 'sm3'] as const
export type Algorithm = (typeof algorithms)[number]

let chosen: Algorithm = 'sha256'

/** Named once at start, from `DAQIAO_DIGEST`. What was written before keeps its own. */
export function setDigestAlgorithm(algorithm: Algorithm): void {
  chosen = algorithm
}

export const digestAlgorithm = (): Algorithm => chosen

export const hashOf = (algorithm: Algorithm, text: string): string =>
  createHash(algorithm).update(text, 'utf8').digest('hex')

/** A digest names its algorithm, `sm3:…`; the digests of rows from before the chain are bare. */
const named = (algorithm: Algorithm, text: string): string => `${algorithm}:${hashOf(algorithm, text)}`

const algorithmOf = (digest: string): Algorithm | null =>
  algorithms.find((algorithm) => digest.startsWith(`${algorithm}:`)) ?? null

/** A moment in UTC as the database keeps it, to the microsecond. */
export const momentText = (moment: Temporal.Instant): string =>
  moment.round({ smallestUnit: 'microsecond', roundingMode: 'trunc' }).toString({ smallestUnit: 'microsecond' })

/** An audit row as it is digested. Moments are UTC text with six digits after the second, as the database keeps them. */
export interface AuditRecord {
  city: string
  id: string
  at: string
  accountId: string
  role: string
  action: string
  subjectKind: string
  subjectId: string | null
  result: string
  requestId: string
  grantId: string | null
  actingFor: string | null
  address: string | null
  detailsDigest: string | null
  digest: string
  digestForm: number
}

/** Details as they are kept: the text of the JSON, or null once erased. */
export interface DetailsRecord {
  text: string | null
  salt: string
  erasedAt: string | null
}

export interface LinkRecord {
  city: string
  position: number
  auditId: string
  algorithm: string
  hash: string
  sealedAt: string
}

/** Digest of every column of a row but the digest itself (form 2). */
export const rowDigest = (algorithm: Algorithm, { digest: _, ...columns }: AuditRecord): string =>
  named(algorithm, canonical(columns))

/** Whether the columns of a row are those that were digested. Rows of form 1 stand by their digest alone. */
export function isRowWhole(row: AuditRecord): boolean {
  const algorithm = algorithmOf(row.digest)
  // A digest says by its prefix that it is of form 2, so that nobody takes a row out of the check by its form.
  if (row.digestForm === 1) return algorithm === null && row.detailsDigest === null
  return row.digestForm === 2 && algorithm !== null && rowDigest(algorithm, row) === row.digest
}

export const detailsDigest = (algorithm: Algorithm, salt: string, details: unknown): string =>
  named(algorithm, `${salt}\n${canonical(details)}`)

/** Whether the details are those that were digested; erased ones are whole too, since erasing is recorded elsewhere. */
export function areDetailsWhole(row: AuditRecord, details: DetailsRecord | null): boolean {
  if (row.digestForm === 1) return true
  if (row.detailsDigest === null) return details === null
  if (details === null) return false
  if (details.text === null) return details.erasedAt !== null && details.salt === ''
  const algorithm = algorithmOf(row.detailsDigest)
  if (algorithm === null || details.erasedAt !== null) return false
  return detailsDigest(algorithm, details.salt, parseExactly(details.text)) === row.detailsDigest
}

/** Hash of a link over the hash before it, its own columns and the digest of the row it seals. */
export function linkHash(previous: string, link: Omit<LinkRecord, 'hash'>, digest: string): string | null {
  const { city, position, auditId, algorithm, sealedAt } = link
  const known = algorithms.find((one) => one === algorithm)
  return known ? hashOf(known, canonical([previous, city, position, auditId, algorithm, digest, sealedAt])) : null
}

/** JSON with sorted keys and no spaces: the same text before a value goes into `jsonb` and after it comes out. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}

/**
 * A value as `jsonb` can hold it: dates and the like as text, and for the characters it refuses (NUL, half a pair) the
 * replacement sign, so that an odd character never fails a command through its audit row.
 */
export const storable = (value: unknown): unknown => sound(JSON.parse(JSON.stringify(value)))

function sound(value: unknown): unknown {
  if (typeof value === 'string') return soundText(value)
  if (Array.isArray(value)) return value.map(sound)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [soundText(key), sound(one)]))
}

export const soundText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

/** Reads JSON text of the database so that a number which JavaScript would round does not pass for the rounded one. */
function parseExactly(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined && context.source !== plainNumber(value)
      ? `inexact ${context.source}`
      : value,
  )
}

/** A number as `jsonb` writes it: all digits, no exponent. */
function plainNumber(value: number): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(JSON.stringify(value))
  if (!match) return JSON.stringify(value)
  const [, sign = '', first = '', rest = '', exponent] = match
  const digits = first + rest
  const shift = Number(exponent)
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
  return `${sign}${digits.padEnd(shift + 1, '0')}`
}
