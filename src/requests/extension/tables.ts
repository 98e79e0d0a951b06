import { sql } from 'drizzle-orm'
import { check, foreignKey, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { requestKey, requestsSchema } from '../tables.ts'

/** More time, as the lead unit asked for it, and what the desk said (延期申请). An ask stops no clock. */
export const extensionAsks = requestsSchema.table(
  'extension_asks',
  {
    city: city(),
    id: id(),
    requestId: uuid('request_id').notNull(),
    round: integer('round').notNull(),
    /** In the unit of the promise. */
    value: integer('value').notNull(),
    reason: text('reason').notNull(),
    askedById: text('asked_by_id').notNull(),
    askedByName: text('asked_by_name').notNull(),
    askedAt: at('asked_at').notNull(),
    state: text('state').notNull(),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    /** Why it was refused. */
    decisionNote: text('decision_note'),
  },
  (t) => [
    ...inCityTable(t, 'extension_asks'),
    uniqueIndex('extension_asks_open').on(t.city, t.requestId, t.round).where(sql`${t.state} = 'open'`),
    foreignKey({
      name: 'extension_asks_request',
      columns: [t.city, t.requestId],
      foreignColumns: requestKey,
    }),
    check('extension_asks_state', sql`${t.state} in ('open', 'granted', 'refused')`),
    check('extension_asks_decided', sql`(${t.state} = 'open') = (${t.decidedAt} is null)`),
    check('extension_asks_value', sql`${t.value} > 0`),
  ],
)
