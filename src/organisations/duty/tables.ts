import { sql } from 'drizzle-orm'
import { bigint, check, date, foreignKey, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { city, id, inCityTable } from '#platform/db/columns.ts'
import { organisations, unitKey } from '../tables.ts'

/** The duty roster of a unit (值班表): how much of the week it must cover. */
export const dutyRosters = organisations.table(
  'duty_rosters',
  {
    city: city(),
    id: id(),
    unitId: uuid('unit_id').notNull(),
    /** `always`: day and night; `office-hours`: while the unit works. Gaps are counted against it. */
    coverage: text('coverage').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'duty_rosters'),
    uniqueIndex('duty_rosters_unit').on(t.city, t.unitId),
    foreignKey({ name: 'duty_rosters_of_unit', columns: [t.city, t.unitId], foreignColumns: unitKey }),
    check('duty_rosters_coverage', sql`${t.coverage} in ('always', 'office-hours')`),
  ],
)

/** A turn of duty (班次): weekly on some weekdays, or on one date, where it goes before the weekly ones. */
export const dutyTurns = organisations.table(
  'duty_turns',
  {
    city: city(),
    id: id(),
    unitId: uuid('unit_id').notNull(),
    /** Account on duty, and who stands in. No foreign key: accounts have no city in their key. */
    accountId: text('account_id').notNull(),
    standInId: text('stand_in_id'),
    /** 1 Monday … 7 Sunday; none where it is a single date. */
    weekdays: integer('weekdays').array().notNull(),
    onDay: date('on_day', { mode: 'string' }),
    /** HH:MM in the city. It ends the next day where `to` is not later than `from`. */
    fromTime: text('from_time').notNull(),
    toTime: text('to_time').notNull(),
    /** Days on which a weekly turn may begin. */
    validFromOn: date('valid_from_on', { mode: 'string' }).notNull(),
    validToOn: date('valid_to_on', { mode: 'string' }),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'duty_turns'),
    index('duty_turns_unit').on(t.city, t.unitId, t.onDay),
    foreignKey({ name: 'duty_turns_of_unit', columns: [t.city, t.unitId], foreignColumns: unitKey }),
    check(
      'duty_turns_times',
      sql`${t.fromTime} ~ '^[0-2][0-9]:[0-5][0-9]$' and ${t.toTime} ~ '^[0-2][0-9]:[0-5][0-9]$'`,
    ),
    check('duty_turns_kind', sql`(${t.onDay} is null) = (cardinality(${t.weekdays}) > 0)`),
  ],
)
