import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { unitKey } from '#organisations/index.ts'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { requestsSchema } from '../tables.ts'

/** What one shift tells the next about a request. */
export interface HandedItem {
  requestId: string
  number: string
  note: string
}

/** Shifts handed over (交班): what was open, what the next must know, and who took it (接班). Never changed once taken. */
export const handOvers = requestsSchema.table(
  'hand_overs',
  {
    city: city(),
    id: id(),
    /** Where the shift is: the desk, or those who handle for a unit. */
    place: text('place').notNull(),
    unitId: uuid('unit_id').notNull(),
    givenBy: text('given_by').notNull(),
    givenByName: text('given_by_name').notNull(),
    givenAt: at('given_at').notNull(),
    open: integer('open').notNull(),
    overdue: integer('overdue').notNull(),
    /** Break within a day. */
    soon: integer('soon').notNull(),
    note: text('note').notNull(),
    items: jsonb('items').$type<HandedItem[]>().notNull(),
    takenBy: text('taken_by'),
    takenByName: text('taken_by_name'),
    takenAt: at('taken_at'),
  },
  (t) => [
    ...inCityTable(t, 'hand_overs'),
    index('hand_overs_place').on(t.city, t.unitId, t.place, t.givenAt),
    foreignKey({ name: 'hand_overs_unit', columns: [t.city, t.unitId], foreignColumns: unitKey }),
    check('hand_overs_place_known', sql`${t.place} in ('desk', 'unit')`),
    check('hand_overs_taken', sql`(${t.takenBy} is null) = (${t.takenAt} is null)`),
  ],
)
