import { sql } from 'drizzle-orm'
import { bigint, check, date, index, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { ladderSchema } from '../tables.ts'

/** A rule somebody is writing: other numbers of a rule in force, or the whole text of a local list. Nothing is judged by it. */
export const drafts = ladderSchema.table(
  'drafts',
  {
    city: city(),
    id: id(),
    rule: text('rule').notNull(),
    /** The version it was begun from; null where the rule is new. */
    basedOn: uuid('based_on'),
    /** Other numbers by place, or the whole text as far as it is written; it need not be sound yet. */
    body: jsonb('body').$type<{ edits: { at: string; to: string }[] } | { text: unknown }>().notNull(),
    validFromOn: date('valid_from_on'),
    source: text('source'),
    state: text('state').notNull().default('open'),
    approvalId: uuid('approval_id'),
    createdById: text('created_by_id').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: at('created_at').notNull(),
    updatedByName: text('updated_by_name').notNull(),
    updatedAt: at('updated_at').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'drafts'),
    index('drafts_state').on(t.city, t.state, t.updatedAt),
    check('drafts_state_known', sql`${t.state} in ('open', 'proposed', 'in-force', 'dropped')`),
  ],
)
