import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { protectedText } from '#platform/protect/columns.ts'
import { indexOf, type ProtectedTable } from '#platform/protect/protected-tables.ts'
import { requests, requestsSchema } from '../tables.ts'
import type { Mapping, Unknowns } from './contract.ts'

const version = () => bigint('version', { mode: 'number' }).notNull().default(1)

/** A system whose tickets are imported, with what was learned of its tables: which column holds what, which word means what. */
export const hotlineSources = requestsSchema.table(
  'hotline_sources',
  {
    city: city(),
    id: id(),
    name: text('name').notNull(),
    mapping: jsonb('mapping').$type<Mapping>().notNull(),
    /** Headings of its table as they last came, in their order: answers go back under the same. */
    headings: text('headings').array().notNull(),
    version: version(),
  },
  (t) => [...inCityTable(t, 'hotline_sources'), uniqueIndex('hotline_sources_name').on(t.city, t.name)],
)

/** One file: looked through first (dry run), then imported. It goes on after a stop where it had come to. */
export const hotlineImports = requestsSchema.table(
  'hotline_imports',
  {
    city: city(),
    id: id(),
    sourceId: uuid('source_id').notNull(),
    fileName: text('file_name').notNull(),
    state: text('state').notNull(),
    /** As this file has them. */
    headings: text('headings').array().notNull(),
    mapping: jsonb('mapping').$type<Mapping>().notNull(),
    /** Rows of the file; null until it was looked through. */
    rowsTotal: integer('rows_total'),
    /** Rows dealt with in this run, and the number of the last one in the sheet. */
    rowsDone: integer('rows_done').notNull().default(0),
    throughRow: integer('through_row').notNull().default(0),
    added: integer('added').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    same: integer('same').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    /** Added or changed rows whose times are not all known. */
    untimed: integer('untimed').notNull().default(0),
    /** Words of the file that mean nothing yet, with how often they stand there. */
    unknown: jsonb('unknown').$type<Unknowns>().notNull(),
    /** External numbers of the first rows of each result. */
    examples: jsonb('examples').$type<Record<string, string[]>>().notNull(),
    /** Message of what stopped it as a whole. */
    failure: text('failure'),
    startedBy: text('started_by').notNull(),
    startedByName: text('started_by_name').notNull(),
    startedAt: at('started_at').notNull(),
    progressAt: at('progress_at').notNull(),
    endedAt: at('ended_at'),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'hotline_imports'),
    index('hotline_imports_started').on(t.city, t.startedAt, t.id),
    foreignKey({
      name: 'hotline_imports_source',
      columns: [t.city, t.sourceId],
      foreignColumns: [hotlineSources.city, hotlineSources.id],
    }),
    check(
      'hotline_imports_state',
      sql`${t.state} in ('uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'given-up')`,
    ),
  ],
)

/** The file itself, sealed and in pieces, until its import has ended. */
export const hotlineParts = requestsSchema.table(
  'hotline_parts',
  {
    city: city(),
    id: id(),
    importId: uuid('import_id').notNull(),
    part: integer('part').notNull(),
    content: protectedText('content', { place: 'requests.hotline_parts.content' }).notNull(),
    contentIndex: text('content_index'),
  },
  (t) => [
    ...inCityTable(t, 'hotline_parts'),
    uniqueIndex('hotline_parts_part').on(t.city, t.importId, t.part),
    foreignKey({
      name: 'hotline_parts_import',
      columns: [t.city, t.importId],
      foreignColumns: [hotlineImports.city, hotlineImports.id],
    }),
  ],
)

/** Why a row was not taken: a message with its facts, for the sheet that goes back to the other system. */
export const hotlineProblems = requestsSchema.table(
  'hotline_problems',
  {
    city: city(),
    id: id(),
    importId: uuid('import_id').notNull(),
    row: integer('row').notNull(),
    heading: text('heading').notNull(),
    key: text('key').notNull(),
    facts: jsonb('facts').$type<Record<string, string | number>>().notNull(),
  },
  (t) => [
    ...inCityTable(t, 'hotline_problems'),
    index('hotline_problems_row').on(t.city, t.importId, t.row),
    foreignKey({
      name: 'hotline_problems_import',
      columns: [t.city, t.importId],
      foreignColumns: [hotlineImports.city, hotlineImports.id],
    }),
  ],
)

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
      foreignColumns: [hotlineSources.city, hotlineSources.id],
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
      foreignColumns: [hotlineSources.city, hotlineSources.id],
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
const content = { column: hotlineParts.content, index: hotlineParts.contentIndex, normalise }
const cells = { column: hotlineTickets.cells, index: hotlineTickets.cellsIndex, normalise }

export const protectedHotline: readonly ProtectedTable[] = [
  { table: hotlineParts, columns: [content] },
  { table: hotlineTickets, columns: [cells] },
]

/** A piece of a file, and the cells of a ticket, as they are written. */
export const contentColumns = (text: string) => ({ content: text, contentIndex: indexOf(content, text) })
export const cellsColumns = (text: string | null) => ({ cells: text, cellsIndex: indexOf(cells, text) })
