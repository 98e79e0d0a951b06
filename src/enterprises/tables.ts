import { bigint, foreignKey, index, pgSchema, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { divisionKey } from '#organisations/index.ts'
import { city, id, inCityTable } from '#platform/db/columns.ts'

export const enterprisesSchema = pgSchema('enterprises')

/** The registry of firms. */
export const enterprises = enterprisesSchema.table(
  'enterprises',
  {
    city: city(),
    id: id(),
    /** Unified social credit code, its check character verified; null where a firm has none yet. */
    creditCode: text('credit_code'),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    divisionCode: text('division_code').notNull(),
    contactName: text('contact_name'),
    /** Shown masked on lists. */
    contactPhone: text('contact_phone'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'enterprises'),
    uniqueIndex('enterprises_credit_code').on(t.city, t.creditCode),
    index('enterprises_division').on(t.city, t.divisionCode, t.name),
    foreignKey({
      name: 'enterprises_division_code',
      columns: [t.city, t.divisionCode],
      foreignColumns: divisionKey,
    }),
  ],
)

/** City and id of a firm, for the foreign keys of higher modules. */
export const enterpriseKey: [typeof enterprises.city, typeof enterprises.id] = [enterprises.city, enterprises.id]
