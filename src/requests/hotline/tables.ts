import { bigint, foreignKey, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { importSourceKey } from '#platform/imports/tables.ts'
import { protectedText } from '#platform/protect/columns.ts'
import { indexOf, type ProtectedTable } from '#platform/protect/protected-tables.ts'
import { requests, requestsSchema } from '../tables.ts'

/** A ticket of another system and the request it became. */
export const hotlineTickets = requestsSchema.table(
  'hotline_tickets',
  {
    city: city(),
    id: id(),
    sourceId: uuid('source_id').notNull(),
    externalNumber: text('external_number').notNull(),
    requestId: uuid('request_id').notNull(),
    /** SHA-256 of what its row said last: the same row again changes nothing. */
    fingerprint: text('fingerprint').notNull(),
    /** The request's version when the import last wrote it: a higher one means that somebody here has worked on it. */
    requestVersion: bigint('request_version', { mode: 'number' }).notNull(),
    /** Cells that stand nowhere else, by heading, so that the row goes back as it came. */
    cells: protectedText('cells', { place: 'requests.hotline_tickets.cells' }),
    cellsIndex: text('cells_index'),
    /** SHA-256 of the answer that went back last, and the request's version when that was looked at. */
    sentHash: text('sent_hash'),
    sentVersion: bigint('sent_version', { mode: 'number' }),
  },
  (t) => [
    ...inCityTable(t, 'hotline_tickets'),
    uniqueIndex('hotline_tickets_number').on(t.city, t.sourceId, t.externalNumber),
    uniqueIndex('hotline_tickets_request').on(t.city, t.requestId),
    foreignKey({
      name: 'hotline_tickets_source',
      columns: [t.city, t.sourceId],
      foreignColumns: importSourceKey,
    }),
    foreignKey({
      name: 'hotline_tickets_request_of',
      columns: [t.city, t.requestId],
      foreignColumns: [requests.city, requests.id],
    }),
  ],
)

/** Answers that went back together. */
export const hotlineExports = requestsSchema.table(
  'hotline_exports',
  {
    city: city(),
    id: id(),
    sourceId: uuid('source_id').notNull(),
    rows: integer('rows').notNull(),
    madeBy: text('made_by').notNull(),
    madeByName: text('made_by_name').notNull(),
    madeAt: at('made_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'hotline_exports'),
    index('hotline_exports_made').on(t.city, t.sourceId, t.madeAt),
    foreignKey({
      name: 'hotline_exports_source',
      columns: [t.city, t.sourceId],
      foreignColumns: importSourceKey,
    }),
  ],
)

/** One answer of an export, as it was then: the same file can be taken again. */
export const hotlineExportRows = requestsSchema.table(
  'hotline_export_rows',
  {
    city: city(),
    id: id(),
    exportId: uuid('export_id').notNull(),
    ticketId: uuid('ticket_id').notNull(),
    answer: text('answer'),
    answeredAt: at('answered_at'),
    outcome: text('outcome'),
  },
  (t) => [
    ...inCityTable(t, 'hotline_export_rows'),
    uniqueIndex('hotline_export_rows_ticket').on(t.city, t.exportId, t.ticketId),
    foreignKey({
      name: 'hotline_export_rows_export',
      columns: [t.city, t.exportId],
      foreignColumns: [hotlineExports.city, hotlineExports.id],
    }),
    foreignKey({
      name: 'hotline_export_rows_ticket_of',
      columns: [t.city, t.ticketId],
      foreignColumns: [hotlineTickets.city, hotlineTickets.id],
    }),
  ],
)

/** Nobody searches in these: the index holds the same for all and tells nothing. */
const normalise = () => 'unsearched'
const cells = { column: hotlineTickets.cells, index: hotlineTickets.cellsIndex, normalise }

export const protectedHotline: readonly ProtectedTable[] = [{ table: hotlineTickets, columns: [cells] }]

/** The cells of a ticket as they are written. */
export const cellsColumns = (text: string | null) => ({ cells: text, cellsIndex: indexOf(cells, text) })
