import { sql } from 'drizzle-orm'
import { bigint, check, date, index, pgSchema, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '../db/columns.ts'

/** The schema of `platform/tables.ts`, which passes these tables on. */
const platform = pgSchema('platform')

/** A key by which another system speaks to this one. The key itself is shown once and kept nowhere. */
export const apiKeys = platform.table(
  'api_keys',
  {
    city: city(),
    id: id(),
    /** For people: what it is for. */
    name: text('name').notNull(),
    /** Short name of the other system; a new key of the same system goes on with what the old one sent. */
    system: text('system').notNull(),
    permissions: text('permissions').array().notNull(),
    expiresOn: date('expires_on', { mode: 'string' }).notNull(),
    proposedBy: text('proposed_by').notNull(),
    proposedByName: text('proposed_by_name').notNull(),
    agreedByName: text('agreed_by_name').notNull(),
    agreedAt: at('agreed_at').notNull(),
    /** SHA-256 of the key and its first characters; null until it was made and shown. */
    hash: text('hash'),
    start: text('start'),
    issuedAt: at('issued_at'),
    /** Written once a minute at most. */
    lastUsedAt: at('last_used_at'),
    revokedAt: at('revoked_at'),
    revokedByName: text('revoked_by_name'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'api_keys'),
    uniqueIndex('api_keys_hash').on(t.city, t.hash).where(sql`${t.hash} is not null`),
    index('api_keys_agreed').on(t.city, t.agreedAt),
    check('api_keys_issued', sql`(${t.hash} is null) = (${t.issuedAt} is null)`),
  ],
)
