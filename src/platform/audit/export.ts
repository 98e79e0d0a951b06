import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../actor.ts'
import { read, transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import { dayOfMoment } from '../format.ts'
import type { Download } from '../http/route.ts'
import { fill, type Language } from '../i18n.ts'
import { writeCsv, writeWorkbook } from '../sheets/index.ts'
import type { AuditFilter } from './contract.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { countOf, pageOf, type Row } from './queries.ts'
import { changesOf, mostExported } from './rules.ts'

const rowsAtOnce = 1000
const columns = [
  'at',
  'who',
  'username',
  'accountId',
  'role',
  'post',
  'actingFor',
  'action',
  'subjectKind',
  'subject',
  'result',
  'address',
  'requestId',
  'details',
] as const

/**
 * The filtered rows as a file, contacts masked. Read page by page, so that the one session of the embedded database is
 * free between them. The export itself stands in the audit.
 *
 * @throws AppError invalid `audit.exportTooMany` when the filter finds more than 50,000 rows
 */
export async function exportAudit(
  ctx: Context,
  filter: AuditFilter,
  kind: 'xlsx' | 'csv',
  language: Language,
): Promise<Download> {
  const { count, isMore } = await read(ctx, (tx) => countOf(tx, ctx, filter, mostExported))
  if (isMore) throw new AppError('invalid', 'audit.exportTooMany', { most: mostExported })
  await transact(ctx, (tx) =>
    announce(ctx, tx, {
      kind: 'audit-exported',
      subject: { kind: 'audit-chain', id: ctx.city },
      facts: { rows: count, format: kind },
      details: { rows: count, format: kind, filter },
    }),
  )
  const messages: Record<string, string> = language === 'zh' ? zh : en
  const say = (key: string) => fill(messages[key] ?? key)
  const headers = columns.map((column) => say(`audit.column.${column}`))
  const name = `${say('audit.exportName')}-${dayOfMoment(ctx.now())}.${kind}`
  const rows = exportedRows(ctx, filter)
  if (kind === 'csv') return { bytes: await writeCsv({ headers, rows }), name, mediaType: 'text/csv; charset=utf-8' }
  const sheet = {
    name: say('audit.exportName'),
    columns: headers.map((header) => ({ header })),
    rows,
    frozenColumns: 1,
  }
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { bytes: await writeWorkbook({ sheets: [sheet] }), name, mediaType }
}

async function* exportedRows(ctx: Context, filter: AuditFilter): AsyncGenerator<(string | null)[]> {
  let after: { at: string; id: string } | null = null
  do {
    const place: { at: string; id: string } | null = after
    const page = await read(ctx, async (tx) => {
      const found = await pageOf(tx, ctx, filter, { after: place, most: rowsAtOnce })
      const ids = found.rows.map(({ id }) => id)
      const details = await detailsOf(tx, ctx, ids)
      return { ...found, details }
    })
    for (const row of page.rows) yield cellsOf(row, page.details.get(row.id))
    after = page.next
  } while (after)
}

const StoredDetails = z.array(z.object({ id: z.string(), details: z.unknown() }))

async function detailsOf(
  tx: Parameters<Parameters<typeof read>[1]>[0],
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, unknown>> {
  if (ids.length === 0) return new Map()
  const stored = await tx.execute(
    sql`SELECT id, details FROM platform.audit_details WHERE city = ${ctx.city} AND id IN ${ids}`,
  )
  return new Map(StoredDetails.parse(stored.rows).map(({ id, details }) => [id, details]))
}

function cellsOf(row: Row, details: unknown): (string | null)[] {
  const told = changesOf(details).map(({ field, before, after }) =>
    before === null ? `${field}: ${after ?? ''}` : `${field}: ${before} → ${after ?? ''}`,
  )
  return [
    row.at,
    row.name,
    row.username,
    row.accountId,
    row.role,
    row.post,
    row.actingFor,
    row.action,
    row.subjectKind,
    row.subjectId,
    row.result,
    row.address,
    row.requestId,
    // A cell holds 32,767 characters at most.
    told.join('\n').slice(0, 30_000) || null,
  ]
}
