import { bigint, text, uuid } from 'drizzle-orm/pg-core'
import { organisations } from './tables.ts'

/** Names of units, for joins of higher modules: `unit_names` shows closed units too, since old goals keep their owner. */
export const unitNamesView = organisations
  .view('unit_names', {
    city: text('city').notNull(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    nameEn: text('name_en').notNull(),
    division: text('division').notNull(),
    officialOrder: bigint('official_order', { mode: 'number' }).notNull(),
    kind: text('kind').notNull(),
  })
  .existing()
