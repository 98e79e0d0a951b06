import { type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Context } from '../actor.ts'
import { cityZone } from '../clock.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { AppError, found } from '../errors.ts'
import type { AuditFilter, AuditRowView } from './contract.ts'
import { utcText } from './read-chain.ts'
import { changesOf, results } from './rules.ts'

const pageSize = 50
/** Counting ends here: what the auditor needs to know is that it is many. */
const mostCounted = 10_000

const Stored = z.object({
  id: z.string(),
  at: z.string(),
  account_id: z.string(),
  role: z.string(),
  post: z.string().nullable(),
  acting_for: z.string().nullable(),
  action: z.string(),
  subject_kind: z.string(),
  subject_id: z.string().nullable(),
  result: z.enum(results),
  address: z.string().nullable(),
  request_id: z.string(),
})

type Place = { at: string; id: string }
export type Row = AuditRowView & Place

/** One page of the audit in the actor's city, newest first, after a place. An index gives the order, so it is as quick in a million rows. */
export async function pageOf(
  tx: Tx,
  ctx: Context,
  filter: AuditFilter,
  { after, most = pageSize }: { after?: Place | null; most?: number } = {},
): Promise<{ rows: Row[]; next: Place | null }> {
  const where = await conditions(ctx, filter)
  const beyond = after ? sql`AND (r.at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  const answer = await tx.execute(pageQuery(sql`${where} ${beyond}`, most + 1))
  const stored = z.array(Stored).parse(answer.rows)
  const names = await namesOf(ctx, [...new Set(stored.map(({ account_id }) => account_id))])
  const rows = stored.slice(0, most).map((row) => rowOf(row, names))
  return { rows, next: stored.length > most ? (rows.at(-1) ?? null) : null }
}

export const pageQuery = (where: SQL, most: number): SQL => sql`
  SELECT p.*, g.post FROM (
    SELECT r.city, r.id, ${utcText(sql`r.at`)} AS at, r.account_id, r.role, r.acting_for, r.action, r.subject_kind,
      r.subject_id, r.result, r.address, r.request_id, r.grant_id
    FROM platform.audit_rows r WHERE ${where} ORDER BY r.at DESC, r.id DESC LIMIT ${most}
  ) p LEFT JOIN platform.grants g ON g.city = p.city AND g.id = p.grant_id ORDER BY p.at DESC, p.id DESC`

/** How many rows the filter finds, counted up to `most`. */
export async function countOf(
  tx: Tx,
  ctx: Context,
  filter: AuditFilter,
  most = mostCounted,
): Promise<{ count: number; isMore: boolean }> {
  const where = await conditions(ctx, filter)
  const answer = await tx.execute<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM (SELECT FROM platform.audit_rows r WHERE ${where} LIMIT ${most + 1}) c`,
  )
  const count = answer.rows[0]?.count ?? 0
  return { count: Math.min(count, most), isMore: count > most }
}

export async function listAudit(
  tx: Tx,
  ctx: Context,
  { after, ...filter }: AuditFilter & { after?: string | undefined },
) {
  const { rows, next } = await pageOf(tx, ctx, filter, { after: after ? placeOf(after) : null })
  return { rows, next: next ? `${next.at}_${next.id}` : null, ...(await countOf(tx, ctx, filter)) }
}

function placeOf(text: string): Place {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})$/.exec(text)
  const at = match?.[1]
  const id = match?.[2]
  if (!at || !z.uuid().safeParse(id).success || !z.iso.datetime().safeParse(at).success)
    throw new AppError('invalid', 'platform.invalidInput', { field: 'after', problem: text.slice(0, 20) })
  return { at, id: id ?? '' }
}

export async function conditions(ctx: Context, filter: AuditFilter): Promise<SQL> {
  const { from, to, who, action, subjectKind, subject, result, address } = filter
  const parts = [sql`r.city = ${ctx.city}`]
  if (from) parts.push(sql`r.at >= ${startOf(from, 0)}::timestamptz`)
  if (to) parts.push(sql`r.at < ${startOf(to, 1)}::timestamptz`)
  if (who) parts.push(sql`r.account_id IN ${await accountsLike(ctx, who)}`)
  if (action) parts.push(sql`r.action = ${action}`)
  if (subjectKind) parts.push(sql`r.subject_kind = ${subjectKind}`)
  if (subject) parts.push(sql`r.subject_id = ${subject}`)
  // The partial index of what did not succeed is used only where the query says so itself.
  if (result) parts.push(result === 'done' ? sql`r.result = 'done'` : sql`r.result = ${result} AND r.result <> 'done'`)
  if (address) parts.push(sql`r.address = ${address}`)
  return sql.join(parts, sql` AND `)
}

/** Parsed as a day already; one that no calendar has (31 February) is refused here. */
function startOf(day: string, daysAfter: number): string {
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' })
      .add({ days: daysAfter })
      .toZonedDateTime(cityZone)
      .toInstant()
      .toString()
  } catch {
    throw new AppError('invalid', 'platform.invalidInput', { field: 'day', problem: day })
  }
}

/** Accounts of the city whose name or user name holds the text. The audit holds ids; names belong to sign-in. */
async function accountsLike(ctx: Context, text: string): Promise<string[]> {
  const part = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const known = await transactAsOwner(ctx.city, (owner) =>
    owner.execute<{ id: string }>(sql`
      SELECT a.id FROM platform.accounts a
      WHERE (a.name LIKE ${part} OR a.username LIKE ${part.toLowerCase()})
        AND (a.city = ${ctx.city} OR EXISTS (SELECT FROM platform.grants g WHERE g.city = ${ctx.city} AND g.account_id = a.id))
      LIMIT 200`),
  )
  return [text, ...known.rows.map(({ id }) => id)]
}

type Names = ReadonlyMap<string, { name: string; username: string | null }>

async function namesOf(ctx: Context, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return new Map()
  const known = await transactAsOwner(ctx.city, (owner) =>
    owner.execute<{ id: string; name: string; username: string | null }>(
      sql`SELECT id, name, username FROM platform.accounts WHERE id IN ${ids}`,
    ),
  )
  return new Map(known.rows.map(({ id, name, username }) => [id, { name, username }]))
}

/** Name of an account, or null where it is the product itself or gone. */
export const nameOf = async (ctx: Context, accountId: string): Promise<string | null> =>
  (await namesOf(ctx, [accountId])).get(accountId)?.name ?? null

function rowOf(row: z.output<typeof Stored>, names: Names): Row {
  const account = names.get(row.account_id)
  return {
    id: row.id,
    at: row.at,
    accountId: row.account_id,
    name: account?.name ?? null,
    username: account?.username ?? null,
    role: row.role,
    post: row.post,
    actingFor: row.acting_for,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    result: row.result,
    address: row.address,
    requestId: row.request_id,
  }
}

const StoredDetail = z.object({
  digest: z.string(),
  details: z.unknown(),
  has_details: z.boolean(),
  is_erased: z.boolean(),
  position: z.number().nullable(),
  hash: z.string().nullable(),
  algorithm: z.string().nullable(),
  sealed_at: z.string().nullable(),
})

/** @throws AppError not-found `audit.noSuchRow` */
export async function getAuditRow(tx: Tx, ctx: Context, id: string) {
  const own = sql`r.city = ${ctx.city} AND r.id = ${id}`
  const [stored] = z.array(Stored).parse((await tx.execute(pageQuery(own, 1))).rows)
  const row = found(stored, 'audit.noSuchRow')
  const more = await tx.execute(sql`
    SELECT r.digest, d.details, d.id IS NOT NULL AS has_details, d.erased_at IS NOT NULL AS is_erased,
      l.position, l.hash, l.algorithm, ${utcText(sql`l.sealed_at`)} AS sealed_at
    FROM platform.audit_rows r
    LEFT JOIN platform.audit_details d ON d.city = r.city AND d.id = r.id
    LEFT JOIN platform.audit_links l ON l.city = r.city AND l.audit_id = r.id
    WHERE ${own}`)
  const { digest, details, has_details, is_erased, position, hash, algorithm, sealed_at } = StoredDetail.parse(
    more.rows[0],
  )
  const isSealed = position !== null && hash !== null && algorithm !== null && sealed_at !== null
  return {
    ...rowOf(row, await namesOf(ctx, [row.account_id])),
    details: has_details ? (is_erased ? ('erased' as const) : ('kept' as const)) : ('none' as const),
    changes: changesOf(details),
    digest,
    link: isSealed ? { position, hash, algorithm, sealedAt: sealed_at } : null,
  }
}

/** Actions of the city, found by hopping along the index, each with the kind of subject it was last about. */
export async function listChoices(tx: Tx, ctx: Context): Promise<{ actions: string[]; subjectKinds: string[] }> {
  const hops = await tx.execute<{ action: string; subject_kind: string }>(sql`
    WITH RECURSIVE known (action) AS (
      (SELECT r.action FROM platform.audit_rows r WHERE r.city = ${ctx.city} ORDER BY r.action LIMIT 1)
      UNION ALL
      SELECT (SELECT r.action FROM platform.audit_rows r WHERE r.city = ${ctx.city} AND r.action > known.action
              ORDER BY r.action LIMIT 1)
      FROM known WHERE known.action IS NOT NULL
    )
    SELECT known.action, k.subject_kind FROM known CROSS JOIN LATERAL (
      SELECT r.subject_kind FROM platform.audit_rows r WHERE r.city = ${ctx.city} AND r.action = known.action
      ORDER BY r.at DESC LIMIT 1) k
    WHERE known.action IS NOT NULL`)
  return {
    actions: hops.rows.map(({ action }) => action),
    subjectKinds: [...new Set(hops.rows.map(({ subject_kind }) => subject_kind))].sort(),
  }
}
