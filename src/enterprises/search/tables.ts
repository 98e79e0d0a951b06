import { bigint, boolean, foreignKey, index, jsonb, text } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { enterpriseKey, enterprisesSchema } from '../tables.ts'

/**
 * What a firm is found by, one row under the firm's id: its names, short and former ones, products, codes and initials, each
 * on a line, as they are compared. `followWords` writes it; `enterprises.search` reads it.
 */
export const searchWords = enterprisesSchema.table(
  'search_words',
  { city: city(), id: id(), words: text('words').notNull() },
  (t) => [
    ...inCityTable(t, 'search_words'),
    foreignKey({ name: 'search_words_enterprise', columns: [t.city, t.id], foreignColumns: enterpriseKey }),
  ],
)

/** A list somebody saved: the filters of the list page under a name. */
export const savedLists = enterprisesSchema.table(
  'saved_lists',
  {
    city: city(),
    id: id(),
    name: text('name').notNull(),
    filters: jsonb('filters').notNull(),
    ownerId: text('owner_id').notNull(),
    ownerName: text('owner_name').notNull(),
    /** Offered to every officer who works in the registry. */
    isShared: boolean('is_shared').notNull().default(false),
    savedAt: at('saved_at').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [...inCityTable(t, 'saved_lists'), index('saved_lists_owner').on(t.city, t.ownerId)],
)
