import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Actor } from '../actor.ts'
import { at, city, id, inCityTable } from '../db/columns.ts'
import { protectedText } from '../protect/columns.ts'
import { indexOf, type ProtectedTable } from '../protect/protected-tables.ts'
import { importStates } from './rules.ts'

/** The schema of `platform/tables.ts`, which passes these tables on. */
const platform = pgSchema('platform')

const version = () => bigint('version', { mode: 'number' }).notNull().default(1)

/** Where tables of one kind come from, with what was learned of them: which column holds what, which word means what. */
export const importSources = platform.table(
  'import_sources',
  {
    city: city(),
    id: id(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    /** In the shape of its kind. */
    mapping: jsonb('mapping').notNull(),
    /** Headings of its table as they last came, in their order. */
    headings: text('headings').array().notNull(),
    version: version(),
  },
  (t) => [...inCityTable(t, 'import_sources'), uniqueIndex('import_sources_name').on(t.city, t.kind, t.name)],
)

/** Key of a source, for foreign keys of modules. */
export const importSourceKey: [typeof importSources.city, typeof importSources.id] = [
  importSources.city,
  importSources.id,
]

/** One file: looked through first (dry run), then imported. It goes on after a stop where it had come to. */
export const imports = platform.table(
  'imports',
  {
    city: city(),
    id: id(),
    kind: text('kind').notNull(),
    sourceId: uuid('source_id').notNull(),
    fileName: text('file_name').notNull(),
    state: text('state').notNull(),
    /** As this file has them. */
    headings: text('headings').array().notNull(),
    /** In the shape of its kind. */
    mapping: jsonb('mapping').notNull(),
    /** Rows of the file; null until it was looked through. */
    rowsTotal: integer('rows_total'),
    /** Rows dealt with in this run, and the number of the last one in the sheet. */
    rowsDone: integer('rows_done').notNull().default(0),
    throughRow: integer('through_row').notNull().default(0),
    added: integer('added').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    same: integer('same').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    /** What else its kind counts, in the shape of its kind. */
    tally: jsonb('tally').notNull(),
    /** Message of what stopped it as a whole. */
    failure: text('failure'),
    startedBy: text('started_by').notNull(),
    startedByName: text('started_by_name').notNull(),
    /** In whose post it works: what that post may not see or write, its import may not. */
    actor: jsonb('actor').$type<Actor>(),
    startedAt: at('started_at').notNull(),
    progressAt: at('progress_at').notNull(),
    endedAt: at('ended_at'),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'imports'),
    index('imports_started').on(t.city, t.kind, t.startedAt, t.id),
    foreignKey({ name: 'imports_source', columns: [t.city, t.sourceId], foreignColumns: importSourceKey }),
    check('imports_state', sql`${t.state} in (${sql.raw(importStates.map((state) => `'${state}'`).join(', '))})`),
  ],
)

/** The file itself, sealed and in pieces, until its import has ended. */
export const importParts = platform.table(
  'import_parts',
  {
    city: city(),
    id: id(),
    importId: uuid('import_id').notNull(),
    part: integer('part').notNull(),
    content: protectedText('content', { place: 'platform.import_parts.content' }).notNull(),
    contentIndex: text('content_index'),
  },
  (t) => [
    ...inCityTable(t, 'import_parts'),
    uniqueIndex('import_parts_part').on(t.city, t.importId, t.part),
    foreignKey({
      name: 'import_parts_import',
      columns: [t.city, t.importId],
      foreignColumns: [imports.city, imports.id],
    }),
  ],
)

/** What is wrong with a row: a message with its facts, for the sheet that goes back to whoever made the table. */
export const importProblems = platform.table(
  'import_problems',
  {
    city: city(),
    id: id(),
    importId: uuid('import_id').notNull(),
    row: integer('row').notNull(),
    /** What the row is about, as the table calls it. */
    name: text('name').notNull().default(''),
    heading: text('heading').notNull(),
    key: text('key').notNull(),
    facts: jsonb('facts').$type<Record<string, string | number>>().notNull(),
    /** The row was not taken; else one cell of it was left out, or it is a hint. */
    isRefusal: boolean('is_refusal').notNull().default(true),
  },
  (t) => [
    ...inCityTable(t, 'import_problems'),
    index('import_problems_row').on(t.city, t.importId, t.row),
    foreignKey({
      name: 'import_problems_import',
      columns: [t.city, t.importId],
      foreignColumns: [imports.city, imports.id],
    }),
  ],
)

/** Nobody searches in it: the index holds the same for all and tells nothing. */
const content = { column: importParts.content, index: importParts.contentIndex, normalise: () => 'unsearched' }

export const protectedImports: readonly ProtectedTable[] = [{ table: importParts, columns: [content] }]

/** A piece of a file, as it is written. */
export const contentColumns = (text: string) => ({ content: text, contentIndex: indexOf(content, text) })
