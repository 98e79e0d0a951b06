import { sql } from 'drizzle-orm'
import { customType, type PgColumn, pgPolicy, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { applicationRole } from './transact.ts'

/** City of a business row: leads every key, so that the tables can be distributed by city. */
export const city = () => text('city').notNull()
export const id = () => uuid('id').notNull()
/** A moment: ISO text with `Z` in code (what `Temporal.Instant` prints and reads), `timestamptz` in the database. */
export const at = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
  toDriver: (value) => value,
})

/** What every business table adds: its key (city, id) and the policy that shows an application only its own city. */
export const inCityTable = (table: { city: PgColumn; id: PgColumn }, name: string) => [
  primaryKey({ columns: [table.city, table.id] }),
  cityPolicy(name),
]

/** Row level security by city, for reads and writes. */
export const cityPolicy = (name: string) =>
  pgPolicy(`${name}_in_city`, {
    as: 'permissive',
    for: 'all',
    to: applicationRole,
    using: sql`city = current_setting('daqiao.city', true)`,
    withCheck: sql`city = current_setting('daqiao.city', true)`,
  })
