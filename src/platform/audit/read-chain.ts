import { type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { read, type Tx } from '../db/transact.ts'
import { archivedAction, type ChainEntry } from './chain.ts'
import type { AuditRecord, DetailsRecord } from './digest.ts'

/** The last link: what the next one is chained to. */
export interface Head {
  position: number
  hash: string
}

/** A moment as it is digested: UTC with microseconds. */
export const utcText = (column: SQL): SQL => sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** The last link of a city, or the anchor that an archive left; null where there is neither. */
export async function headOf(tx: Tx, city: string): Promise<(Head & { sealedAt: Temporal.Instant }) | null> {
  const found = await tx.execute<{ position: number; hash: string; sealed_at: string }>(sql`
    (SELECT position, hash, ${utcText(sql`sealed_at`)} AS sealed_at FROM platform.audit_links
     WHERE city = ${city} ORDER BY position DESC LIMIT 1)
    UNION ALL
    (SELECT through_position, through_hash, ${utcText(sql`before`)} FROM platform.audit_archives
     WHERE city = ${city} ORDER BY through_position DESC LIMIT 1)
    ORDER BY position DESC LIMIT 1`)
  const [head] = found.rows
  return head ? { position: head.position, hash: head.hash, sealedAt: Temporal.Instant.from(head.sealed_at) } : null
}

const StoredRow = z.object({
  id: z.string(),
  at: z.string(),
  account_id: z.string(),
  role: z.string(),
  action: z.string(),
  subject_kind: z.string(),
  subject_id: z.string().nullable(),
  result: z.string(),
  request_id: z.string(),
  grant_id: z.string().nullable(),
  acting_for: z.string().nullable(),
  address: z.string().nullable(),
  details_digest: z.string().nullable(),
  digest: z.string(),
  digest_form: z.number(),
})
const StoredDetails = z.object({
  has_details: z.literal(true),
  details: z.string().nullable(),
  salt: z.string(),
  erased_at: z.string().nullable(),
})
const StoredLink = z.object({
  position: z.number(),
  audit_id: z.string(),
  algorithm: z.string(),
  hash: z.string(),
  sealed_at: z.string(),
})

const rowColumns = sql`r.id, ${utcText(sql`r.at`)} AS at, r.account_id, r.role, r.action, r.subject_kind, r.subject_id,
  r.result, r.request_id, r.grant_id, r.acting_for, r.address, r.details_digest, r.digest, r.digest_form`
const detailsColumns = sql`d.id IS NOT NULL AS has_details, d.details::text AS details, d.salt,
  ${utcText(sql`d.erased_at`)} AS erased_at`

function rowOf(city: string, stored: unknown): AuditRecord {
  const row = StoredRow.parse(stored)
  return {
    city,
    id: row.id,
    at: row.at,
    accountId: row.account_id,
    role: row.role,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    result: row.result,
    requestId: row.request_id,
    grantId: row.grant_id,
    actingFor: row.acting_for,
    address: row.address,
    detailsDigest: row.details_digest,
    digest: row.digest,
    digestForm: row.digest_form,
  }
}

function detailsOf(stored: Record<string, unknown>): DetailsRecord | null {
  if (stored.has_details !== true) return null
  const { details, salt, erased_at } = StoredDetails.parse(stored)
  return { text: details, salt, erasedAt: erased_at }
}

const linksAtOnce = 1000

/**
 * The links of a city after `after` and up to `through`, in order, each with its row and details. Read in transactions
 * of 1,000, so that the one session of the embedded database is free between them.
 */
export async function* readChain(city: string, after: number, through: number): AsyncGenerator<ChainEntry> {
  let last = after
  for (;;) {
    const from = last
    const found = await read({ city }, (tx) =>
      tx.execute(sql`
        SELECT l.position, l.audit_id, l.algorithm, l.hash, ${utcText(sql`l.sealed_at`)} AS sealed_at,
          ${rowColumns}, ${detailsColumns}
        FROM platform.audit_links l
        LEFT JOIN platform.audit_rows r ON r.city = l.city AND r.id = l.audit_id
        LEFT JOIN platform.audit_details d ON d.city = l.city AND d.id = l.audit_id
        WHERE l.city = ${city} AND l.position > ${from} AND l.position <= ${through}
        ORDER BY l.position LIMIT ${linksAtOnce}`),
    )
    for (const stored of found.rows) {
      const { position, audit_id, algorithm, hash, sealed_at } = StoredLink.parse(stored)
      const link = { city, position, auditId: audit_id, algorithm, hash, sealedAt: sealed_at }
      yield { link, row: stored.id === null ? null : rowOf(city, stored), details: detailsOf(stored) }
      last = position
    }
    if (found.rows.length < linksAtOnce) return
  }
}

/** A row with its details, without a link. */
export interface WaitingRow {
  row: AuditRecord
  details: DetailsRecord | null
}

/** The audit row that tells of an archive; null where there is none. */
export const recordOf = (city: string, archiveId: string): Promise<WaitingRow | null> =>
  read({ city }, async (tx) => {
    const found = await tx.execute(sql`
      SELECT ${rowColumns}, ${detailsColumns} FROM platform.audit_rows r
      LEFT JOIN platform.audit_details d ON d.city = r.city AND d.id = r.id
      WHERE r.city = ${city} AND r.action = ${archivedAction} AND r.subject_id = ${archiveId}
      ORDER BY r.at LIMIT 1`)
    const [stored] = found.rows
    return stored ? { row: rowOf(city, stored), details: detailsOf(stored) } : null
  })

const rowsAtOnce = 2000

/**
 * Rows without a link. Where their number and that of the recent ones agree, those are all; otherwise the whole table is
 * walked in pieces for the old ones.
 */
export async function readWaiting(city: string, recentFrom: string, most: number): Promise<WaitingRow[]> {
  const [recent, missing] = await read({ city }, async (tx) => {
    const counted = await tx.execute<{ missing: number }>(sql`
      SELECT (SELECT count(*) FROM platform.audit_rows WHERE city = ${city})
           - (SELECT count(*) FROM platform.audit_links WHERE city = ${city}) AS missing`)
    return [
      await unlinked(tx, city, sql`r.at >= ${recentFrom}::timestamptz`, most),
      counted.rows[0]?.missing ?? 0,
    ] as const
  })
  if (missing <= recent.length) return recent
  const old: WaitingRow[] = []
  let place: Place | null = null
  do {
    const piece: { rows: WaitingRow[]; end: Place | null } = await unlinkedPiece(city, recentFrom, place, most)
    old.push(...piece.rows)
    place = piece.end
  } while (place && old.length < most)
  return [...old, ...recent]
}

interface Place {
  at: string
  id: string
}

const unlinkedPiece = (city: string, before: string, after: Place | null, most: number) =>
  read({ city }, async (tx) => {
    const beyond = after ? sql`AND (r.at, r.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
    const piece = sql`r.at < ${before}::timestamptz ${beyond}`
    const ends = await tx.execute<{ at: string; id: string }>(sql`
      SELECT ${utcText(sql`r.at`)} AS at, r.id FROM platform.audit_rows r WHERE r.city = ${city} AND ${piece}
      ORDER BY r.at, r.id OFFSET ${rowsAtOnce - 1} LIMIT 1`)
    const end: Place | null = ends.rows[0] ?? null
    const until = end ? sql`AND (r.at, r.id) <= (${end.at}::timestamptz, ${end.id}::uuid)` : sql``
    return { rows: await unlinked(tx, city, sql`${piece} ${until}`, most), end }
  })

/** How many rows since a moment no link seals yet, counted up to 1,000. */
export async function countWaiting(tx: Tx, city: string, since: string): Promise<number> {
  const counted = await tx.execute<{ waiting: number }>(sql`
    SELECT count(*)::int AS waiting FROM (
      SELECT FROM platform.audit_rows r WHERE r.city = ${city} AND r.at >= ${since}::timestamptz
        AND NOT EXISTS (SELECT FROM platform.audit_links l WHERE l.city = r.city AND l.audit_id = r.id)
      LIMIT 1000) w`)
  return counted.rows[0]?.waiting ?? 0
}

async function unlinked(tx: Tx, city: string, where: SQL, most: number): Promise<WaitingRow[]> {
  const found = await tx.execute(sql`
    SELECT ${rowColumns}, ${detailsColumns} FROM platform.audit_rows r
    LEFT JOIN platform.audit_details d ON d.city = r.city AND d.id = r.id
    WHERE r.city = ${city} AND ${where}
      AND NOT EXISTS (SELECT FROM platform.audit_links l WHERE l.city = r.city AND l.audit_id = r.id)
    ORDER BY r.at, r.id LIMIT ${most}`)
  return found.rows.map((stored) => ({ row: rowOf(city, stored), details: detailsOf(stored) }))
}
