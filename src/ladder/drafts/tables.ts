import { sql } from 'drizzle-orm'
import { bigint, check, date, index, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { ladderSchema } from '../tables.ts'

/** A rule text somebody works at: other numbers, other days. It judges nobody until it is enacted. */
export const drafts = ladderSchema.table(
  'drafts',
  {
    city: city(),
    id: id(),
    rule: text('rule').notNull(),
    title: text('title').notNull(),
    body: jsonb('body').notNull(),
    /** The version it was begun from. */
    basedOn: uuid('based_on').notNull(),
    validFromOn: date('valid_from_on').notNull(),
    source: text('source').notNull(),
    state: text('state').notNull().default('open'),
    createdById: text('created_by_id').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: at('created_at').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'drafts'),
    index('drafts_rule').on(t.city, t.rule, t.state),
    check('drafts_state_known', sql`${t.state} in ('open', 'proposed', 'enacted', 'dropped')`),
  ],
)
