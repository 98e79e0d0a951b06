import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { requestKey, requestsSchema } from '../tables.ts'

/**
 * The next point of each open clock of a request, computed from the clock's version and the rule, so that the minute's look
 * goes by an index. Nothing else writes it: a clock that changed is found by its version.
 */
export const nextPoints = requestsSchema.table(
  'next_points',
  {
    city: city(),
    /** The clock's. */
    id: id(),
    requestId: uuid('request_id').notNull(),
    clockVersion: bigint('clock_version', { mode: 'number' }).notNull(),
    ruleVersionId: uuid('rule_version_id').notNull(),
    point: text('point'),
    /** Null where no point is left, or the clock stands still or waits for the calendar. */
    nextAt: at('next_at'),
  },
  (t) => [
    ...inCityTable(t, 'next_points'),
    index('next_points_due').on(t.city, t.nextAt, t.id).where(sql`${t.nextAt} is not null`),
    foreignKey({ name: 'next_points_request', columns: [t.city, t.requestId], foreignColumns: requestKey }),
  ],
)

/** Points that were reached, each once: a repeat of the job finds its row and does nothing. */
export const firedPoints = requestsSchema.table(
  'fired_points',
  {
    city: city(),
    id: id(),
    clockId: uuid('clock_id').notNull(),
    point: text('point').notNull(),
    requestId: uuid('request_id').notNull(),
    /** 0: a reminder to who handles it; 1 to 3 as the request's escalation level. */
    level: integer('level').notNull(),
    /** When the point was due by the rule, and when it was noticed. */
    dueAt: at('due_at').notNull(),
    firedAt: at('fired_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'fired_points'),
    uniqueIndex('fired_points_once').on(t.city, t.clockId, t.point),
    index('fired_points_request').on(t.city, t.requestId, t.firedAt),
    foreignKey({ name: 'fired_points_request', columns: [t.city, t.requestId], foreignColumns: requestKey }),
    check('fired_points_level', sql`${t.level} between 0 and 3`),
  ],
)
