import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  date,
  foreignKey,
  index,
  jsonb,
  pgSchema,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { files } from '#platform/tables.ts'
import type { Entities, Figure, Measure } from './reader/types.ts'

export const documentsSchema = pgSchema('documents')

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** What the city has said: one row a document, its file kept as it came. */
export const documents = documentsSchema.table(
  'documents',
  {
    city: city(),
    id: id(),
    fileId: uuid('file_id').notNull(),
    fileName: text('file_name').notNull(),
    title: text('title').notNull(),
    /** newspaper, report, plan, notice, policy, minutes, other: proposed from the text, changed by a person. */
    kind: text('kind').notNull(),
    /** How openly it may be shown; inherited by everything that quotes it. */
    openness: text('openness').notNull(),
    /** Whether it is the organ's own paper or a press report of it. */
    origin: text('origin').notNull(),
    number: text('number'),
    issuer: text('issuer'),
    publishedOn: date('published_on', { mode: 'string' }),
    /** Division whose document it is: the city's own code or a district's. */
    division: text('division').notNull(),
    /** The reading that the pages show. */
    readingId: uuid('reading_id'),
    /** Groups the versions of one document: corrected files, later readings. */
    seriesId: uuid('series_id').notNull(),
    addedBy: text('added_by').notNull(),
    addedByName: text('added_by_name').notNull(),
    addedAt: at('added_at').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'documents'),
    foreignKey({ columns: [t.city, t.fileId], foreignColumns: [files.city, files.id] }),
    index('documents_added').on(t.city, t.addedAt),
    index('documents_series').on(t.city, t.seriesId),
    check('documents_openness', sql`${t.openness} in ('public', 'on-request', 'internal')`),
    check('documents_origin', sql`${t.origin} in ('original', 'press')`),
    check('documents_kind', sql`${t.kind} in ('newspaper', 'report', 'plan', 'notice', 'policy', 'minutes', 'other')`),
  ],
)

/** One run of the reader over a document. Never changed: citations point into it. */
export const readings = documentsSchema.table(
  'readings',
  {
    city: city(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    readerVersion: text('reader_version').notNull(),
    entities: jsonb('entities').$type<Entities>().notNull(),
    readAt: at('read_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'readings'),
    foreignKey({ columns: [t.city, t.documentId], foreignColumns: [documents.city, documents.id] }),
    index('readings_document').on(t.city, t.documentId),
  ],
)

/** An article of a reading, with whose article it is: a division's, a unit's, or nobody's in particular. */
export const articles = documentsSchema.table(
  'articles',
  {
    city: city(),
    id: id(),
    readingId: uuid('reading_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    headline: text('headline'),
    kicker: text('kicker'),
    paper: text('paper'),
    date: date('date', { mode: 'string' }),
    bylines: jsonb('bylines').$type<{ role: string | null; name: string }[]>().notNull(),
    /** Subhead over each paragraph, or null. */
    headings: jsonb('headings').$type<(string | null)[]>().notNull(),
    ownerKind: text('owner_kind'),
    ownerId: text('owner_id'),
    /** Words of the headline by which the owner was found, or the person who set it. */
    ownerReason: text('owner_reason'),
  },
  (t) => [
    ...inCityTable(t, 'articles'),
    foreignKey({ columns: [t.city, t.readingId], foreignColumns: [readings.city, readings.id] }),
    uniqueIndex('articles_position').on(t.city, t.readingId, t.position),
    check('articles_owner', sql`${t.ownerKind} in ('division', 'unit')`),
  ],
)

/** The restored paragraphs: what citations quote and the search finds. */
export const paragraphs = documentsSchema.table(
  'paragraphs',
  {
    city: city(),
    id: id(),
    readingId: uuid('reading_id').notNull(),
    documentId: uuid('document_id').notNull(),
    article: bigint('article', { mode: 'number' }).notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    text: text('text').notNull(),
    /** Pairs of neighbouring characters, so that any two characters are found without a word list. */
    pairs: tsvector('pairs').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'paragraphs'),
    foreignKey({ columns: [t.city, t.readingId], foreignColumns: [readings.city, readings.id] }),
    uniqueIndex('paragraphs_position').on(t.city, t.readingId, t.article, t.position),
    index('paragraphs_pairs').using('gin', t.pairs),
  ],
)

/** What a proposal says: the reader's measure or figure, or the person's correction of it. */
export type ProposalContent = Omit<Measure, 'citation'> | Omit<Figure, 'citation'>

/** Something the reader found, waiting for a person: accepted, corrected, rejected. */
export const proposals = documentsSchema.table(
  'proposals',
  {
    city: city(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    readingId: uuid('reading_id').notNull(),
    kind: text('kind').notNull(),
    article: bigint('article', { mode: 'number' }).notNull(),
    paragraph: bigint('paragraph', { mode: 'number' }).notNull(),
    startAt: bigint('start_at', { mode: 'number' }).notNull(),
    endAt: bigint('end_at', { mode: 'number' }).notNull(),
    quote: text('quote').notNull(),
    /** Neighbouring words, by which a decision finds its place in another reading. */
    before: text('before').notNull(),
    after: text('after').notNull(),
    content: jsonb('content').$type<ProposalContent>().notNull(),
    state: text('state').notNull(),
    correction: jsonb('correction').$type<ProposalContent>(),
    decidedBy: text('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    /** The decision was taken over from an earlier reading of the same document. */
    remembered: text('remembered'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'proposals'),
    foreignKey({ columns: [t.city, t.documentId], foreignColumns: [documents.city, documents.id] }),
    foreignKey({ columns: [t.city, t.readingId], foreignColumns: [readings.city, readings.id] }),
    index('proposals_reading').on(t.city, t.readingId, t.article, t.paragraph, t.startAt),
    check('proposals_kind', sql`${t.kind} in ('measure', 'figure')`),
    check('proposals_state', sql`${t.state} in ('open', 'accepted', 'rejected')`),
  ],
)

/** City and id of a document, for the foreign keys of higher modules. */
export const documentKey: [typeof documents.city, typeof documents.id] = [documents.city, documents.id]
