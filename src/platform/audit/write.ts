import { randomBytes } from 'node:crypto'
import type { Context } from '../actor.ts'
import { insertTogether, type Rows, rowsFor } from '../db/insert.ts'
import type { Tx } from '../db/transact.ts'
import { newId } from '../ids.ts'
import { auditDetails, auditRows } from '../tables.ts'
import {
  type AuditRecord,
  detailsDigest,
  digestAlgorithm,
  momentText,
  rowDigest,
  soundText,
  storable,
} from './digest.ts'
import { wakeSealing } from './seal.ts'

export interface AuditEntry {
  action: string
  subjectKind: string
  subjectId: string | null
  result: 'done' | 'denied' | 'failed'
  /** Before and after, or the facts of it: ids, numbers, words of the subject; never secrets. */
  details?: unknown
}

/**
 * Writes audit rows in the caller's transaction, and `beside` them what belongs to the same fact; where they cannot be
 * written, the command fails with them.
 */
export async function writeAudit(
  tx: Tx,
  ctx: Context,
  entries: readonly AuditEntry[],
  beside: readonly Rows[] = [],
): Promise<void> {
  const written = entries.map((entry) => auditOf(ctx, entry))
  const rows = written.map(({ row }) => row)
  const details = written.flatMap((one) => one.details ?? [])
  await insertTogether(tx, [...beside, rowsFor(auditRows, rows), rowsFor(auditDetails, details)])
  wakeSealing(ctx.city)
}

function auditOf({ city, actor, now, requestId, address }: Context, entry: AuditEntry) {
  const algorithm = digestAlgorithm()
  const id = newId()
  const details =
    entry.details === null || entry.details === undefined
      ? null
      : { city, id, details: storable(entry.details), salt: randomBytes(16).toString('hex') }
  const columns: AuditRecord = {
    city,
    id,
    at: momentText(now()),
    accountId: actor.accountId,
    role: actor.auditedAs ?? actor.role,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId === null ? null : soundText(entry.subjectId),
    result: entry.result,
    requestId,
    grantId: actor.grantId,
    actingFor: actor.actingFor,
    address,
    detailsDigest: details ? detailsDigest(algorithm, details.salt, details.details) : null,
    digest: '',
    digestForm: 2,
  }
  return { row: { ...columns, digest: rowDigest(algorithm, columns) }, details }
}
