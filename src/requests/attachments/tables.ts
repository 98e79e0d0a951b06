import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, text, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { files } from '#platform/tables.ts'
import { requests, requestsSchema } from '../tables.ts'

/** Files of a request. Each is served through its request alone; the bytes lie under the product's files. */
export const attachments = requestsSchema.table(
  'attachments',
  {
    city: city(),
    id: id(),
    requestId: uuid('request_id').notNull(),
    fileId: uuid('file_id').notNull(),
    name: text('name').notNull(),
    /** What the first bytes say it is. */
    kind: text('kind').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    /** Whether the firm sent it, or the city added it. */
    source: text('source').notNull(),
    addedBy: text('added_by').notNull(),
    addedByName: text('added_by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'attachments'),
    index('attachments_request').on(t.city, t.requestId, t.at),
    foreignKey({
      name: 'attachments_request_of',
      columns: [t.city, t.requestId],
      foreignColumns: [requests.city, requests.id],
    }),
    foreignKey({ name: 'attachments_file', columns: [t.city, t.fileId], foreignColumns: [files.city, files.id] }),
    check('attachments_kind', sql`${t.kind} in ('jpeg', 'png', 'heic', 'webp', 'pdf', 'docx', 'xlsx', 'txt', 'csv')`),
    check('attachments_source', sql`${t.source} in ('firm', 'city')`),
  ],
)
