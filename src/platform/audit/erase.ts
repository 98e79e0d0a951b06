import { sql } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { type Announcement, announceAll } from '../events.ts'
import { administrators } from '../roles.ts'
import { archivedAction, erasedAction } from './chain.ts'

/** What proves the chain is never erased; it holds ids and hashes only. */
const keptForGood = [erasedAction, archivedAction]
/**
 * What an administrator did keeps its before and after: of those who propose and agree to an erasing nobody can take away
 * the trace of their own acts. The product itself is no administrator.
 */
const isAdministrators = sql`(r.role IN ${[...administrators]} AND r.account_id <> 'system')`
/** Ids in one record of an erasing. */
const idsAtOnce = 200

/**
 * Erases before and after of audit rows of the actor's city for good; the rows, their digests and the chain stay. The
 * salt goes too, so that nothing can be guessed from the digest. Recorded in the audit, without which `audit verify`
 * takes erased details for a break. Whether the actor may do so is the caller's question.
 *
 * @param reason in general words: it stays in the audit, so it must not name the person
 * @returns how many were erased now; those already erased, without details, archived, or of
 *   administrators are passed over
 */
export async function eraseAuditDetails(ctx: Context, tx: Tx, ids: readonly string[], reason: string): Promise<number> {
  const erased: string[] = []
  for (let from = 0; from < ids.length; from += idsAtOnce)
    erased.push(...(await eraseSome(ctx, ids.slice(from, from + idsAtOnce))))
  const records: Announcement[] = []
  for (let from = 0; from < erased.length; from += idsAtOnce) {
    const some = erased.slice(from, from + idsAtOnce)
    records.push({
      kind: erasedAction,
      subject: { kind: 'audit-row', id: some[0] ?? '' },
      facts: { count: some.length },
      details: { reason, ids: some },
    })
  }
  await announceAll(ctx, tx, records)
  return erased.length
}

const eraseSome = (ctx: Context, ids: readonly string[]): Promise<string[]> =>
  transactAsOwner(ctx.city, async (owner) => {
    const gone = await owner.execute<{ id: string }>(sql`
      UPDATE platform.audit_details d SET details = NULL, salt = '', erased_at = ${ctx.now().toString()}::timestamptz
      FROM platform.audit_rows r
      WHERE d.city = ${ctx.city} AND d.id IN ${ids} AND d.details IS NOT NULL
        AND r.city = d.city AND r.id = d.id AND r.action NOT IN ${keptForGood} AND NOT ${isAdministrators}
      RETURNING d.id`)
    return gone.rows.map(({ id }) => id)
  })

/** Which of these details are kept whatever is asked. */
export async function keptDetails(ctx: Pick<Context, 'city'>, tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const kept = await tx.execute<{ id: string }>(
    sql`SELECT r.id FROM platform.audit_rows r WHERE r.city = ${ctx.city} AND r.id IN ${ids} AND ${isAdministrators}`,
  )
  return new Set(kept.rows.map(({ id }) => id))
}

export interface FoundDetails {
  id: string
  at: string
  action: string
  subjectKind: string
  subjectId: string | null
  /** Not erased: an administrator did it. */
  isKept: boolean
}

/**
 * Audit rows of the actor's city whose details hold one of these texts (a name, a phone), newest first. Reads the
 * details of the whole city: for cases about one person, not for lists.
 *
 * @param words texts of at least two characters; shorter ones are passed over
 */
export async function findAuditDetails(
  ctx: Pick<Context, 'city'>,
  tx: Tx,
  words: readonly string[],
  most = 5000,
): Promise<FoundDetails[]> {
  // As the text stands inside JSON: quotes and line ends are escaped there.
  const wanted = words.filter((word) => [...word].length >= 2).map((word) => JSON.stringify(word).slice(1, -1))
  if (wanted.length === 0) return []
  const holdsOne = sql.join(
    wanted.map((word) => sql`strpos(d.details::text, ${word}) > 0`),
    sql` OR `,
  )
  const found = await tx.execute<{
    id: string
    at: string
    action: string
    subject_kind: string
    subject_id: string | null
    is_kept: boolean
  }>(sql`
    SELECT r.id, to_json(r.at)#>>'{}' AS at, r.action, r.subject_kind, r.subject_id,
      ${isAdministrators} AS is_kept
    FROM platform.audit_details d JOIN platform.audit_rows r ON r.city = d.city AND r.id = d.id
    WHERE d.city = ${ctx.city} AND (${holdsOne}) ORDER BY r.at DESC, r.id DESC LIMIT ${most}`)
  return found.rows.map(({ id, at, action, subject_kind, subject_id, is_kept }) => ({
    id,
    at: new Date(at).toISOString(),
    action,
    subjectKind: subject_kind,
    subjectId: subject_id,
    isKept: is_kept,
  }))
}
