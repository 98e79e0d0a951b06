import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import type { Download } from '#platform/http/route.ts'
import { importSources } from '#platform/imports/index.ts'
import { shown } from '#platform/protect/masks.ts'
import { readable } from '#platform/protect/values.ts'
import { writeCsv, writeWorkbook } from '#platform/sheets/index.ts'
import { requests } from '../../tables.ts'
import { Mapping } from '../contract.ts'
import { zh } from '../messages.zh.ts'
import { writtenMoment } from '../moments/rules.ts'
import { headings } from '../reading/rules.ts'
import { hotlineExportRows, hotlineExports, hotlineTickets } from '../tables.ts'

const outcomeWords: Record<string, string> = {
  solved: zh['requests.hotline.outcome.solved'],
  explained: zh['requests.hotline.outcome.explained'],
  'explained-by-law': zh['requests.hotline.outcome.explained'],
  withdrawn: zh['requests.hotline.outcome.withdrawn'],
  merged: zh['requests.hotline.outcome.merged'],
  refused: zh['requests.hotline.outcome.refused'],
}
const Cells = z.record(z.string(), z.string())

/**
 * The answers of an export under the headings under which the tickets came; columns for answer, time and outcome are added
 * where the other system has none. Words of an outcome are those it uses itself, where it has been told what they mean.
 */
export async function fileOf({ source, rows, made }: LoadedExport, format: 'xlsx' | 'csv'): Promise<Download> {
  const { fields, words } = source.mapping
  const column = (field: 'answer' | 'answered' | 'outcome') => fields[field] ?? headings[field][0] ?? field
  const [answer, answered, outcome] = [column('answer'), column('answered'), column('outcome')]
  const all = [...new Set([...source.headings, answer, answered, outcome])]
  const outcomeWord = (code: string | null) =>
    code === null ? '' : (words.outcome?.find(({ means }) => means === code)?.word ?? outcomeWords[code] ?? code)
  const lines = rows.map(({ sent, request, cells }) => {
    const said: Record<string, string> = {
      ...cells,
      ...(fields.title && { [fields.title]: request.title }),
      ...(fields.body && { [fields.body]: request.body }),
      ...(fields.contactName && { [fields.contactName]: shown(request.contactName) }),
      ...(fields.contactPhone && { [fields.contactPhone]: readable(request.contactPhone) ?? '' }),
      [answer]: sent.answer ?? '',
      [answered]: sent.answeredAt === null ? '' : writtenMoment(sent.answeredAt),
      [outcome]: outcomeWord(sent.outcome),
    }
    return all.map((heading) => said[heading] || null)
  })
  const name = `${source.name}-${made.slice(0, 10)}.${format}`
  if (format === 'csv') return { bytes: await writeCsv({ headers: all, rows: lines }), name, mediaType: 'text/csv' }
  const sheet = {
    name: zh['requests.hotline.sheet'],
    columns: all.map((header) => ({ header, wrap: true })),
    rows: lines,
  }
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { bytes: await writeWorkbook({ sheets: [sheet] }), name, mediaType }
}

export type LoadedExport = Awaited<ReturnType<typeof loadExport>>

/** An export with its rows and the contacts in them. @throws AppError not-found `requests.hotline.noExport` */
export async function loadExport(tx: Tx, ctx: Context, id: string) {
  const [one] = await tx
    .select()
    .from(hotlineExports)
    .innerJoin(
      importSources,
      and(eq(importSources.city, hotlineExports.city), eq(importSources.id, hotlineExports.sourceId)),
    )
    .where(and(eq(hotlineExports.city, ctx.city), eq(hotlineExports.id, id)))
  const known = found(one, 'requests.hotline.noExport')
  const rows = await tx
    .select({ sent: hotlineExportRows, ticket: hotlineTickets, request: requests })
    .from(hotlineExportRows)
    .innerJoin(
      hotlineTickets,
      and(eq(hotlineTickets.city, hotlineExportRows.city), eq(hotlineTickets.id, hotlineExportRows.ticketId)),
    )
    .innerJoin(requests, and(eq(requests.city, hotlineTickets.city), eq(requests.id, hotlineTickets.requestId)))
    .where(and(eq(hotlineExportRows.city, ctx.city), eq(hotlineExportRows.exportId, id)))
    .orderBy(asc(hotlineTickets.externalNumber))
  return {
    source: { ...known.import_sources, mapping: Mapping.parse(known.import_sources.mapping) },
    made: known.hotline_exports.madeAt,
    rows: rows.map(({ sent, ticket, request }) => ({
      ...{ sent, request },
      cells: ticket.cells === null ? {} : Cells.parse(JSON.parse(readable(ticket.cells))),
    })),
  }
}
