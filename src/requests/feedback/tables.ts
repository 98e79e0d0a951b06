import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { requestKey, requestsSchema } from '../tables.ts'

/** What a firm says of an answer: one rating of each round, never changed. */
export const ratings = requestsSchema.table(
  'ratings',
  {
    city: city(),
    id: id(),
    requestId: uuid('request_id').notNull(),
    round: integer('round').notNull(),
    /** 5 very satisfied … 1 very dissatisfied. */
    level: integer('level').notNull(),
    isSolved: boolean('is_solved').notNull(),
    words: text('words'),
    /** `firm`: it rated itself; `call-back`: it told the desk. */
    source: text('source').notNull(),
    /** Whose answer was rated, and who wrote it; null where the desk answered at once. */
    unitId: uuid('unit_id'),
    answeredById: text('answered_by_id'),
    at: at('at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'ratings'),
    uniqueIndex('ratings_round').on(t.city, t.requestId, t.round),
    index('ratings_at').on(t.city, t.at),
    foreignKey({ name: 'ratings_request', columns: [t.city, t.requestId], foreignColumns: requestKey }),
    check('ratings_level', sql`${t.level} between 1 and 5`),
    check('ratings_source', sql`${t.source} in ('firm', 'call-back')`),
  ],
)

/** Attempts to call a firm back (回访), those without an answer too. */
export const callBacks = requestsSchema.table(
  'call_backs',
  {
    city: city(),
    id: id(),
    requestId: uuid('request_id').notNull(),
    round: integer('round').notNull(),
    /** 1, 2, 3 … of the round. */
    attempt: integer('attempt').notNull(),
    isReached: boolean('is_reached').notNull(),
    note: text('note'),
    calledById: text('called_by_id').notNull(),
    calledByName: text('called_by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'call_backs'),
    uniqueIndex('call_backs_attempt').on(t.city, t.requestId, t.round, t.attempt),
    index('call_backs_at').on(t.city, t.at),
    foreignKey({ name: 'call_backs_request', columns: [t.city, t.requestId], foreignColumns: requestKey }),
  ],
)
