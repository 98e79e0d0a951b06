import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { city, cityPolicy, id, inCityTable } from '#platform/db/columns.ts'
import { protectedText } from '#platform/protect/columns.ts'
import { normalisedPhone } from '#platform/protect/normalise.ts'
import type { ProtectedColumn, ProtectedTable } from '#platform/protect/protected-tables.ts'

export const organisations = pgSchema('organisations')

const version = () => bigint('version', { mode: 'number' }).notNull().default(1)
const position = (name: string) => bigint(name, { mode: 'number' }).notNull()

/** Administrative divisions of the city: itself, districts, towns. The code is the key. */
export const divisions = organisations.table(
  'divisions',
  {
    city: city(),
    /** Six digits for a city or district, nine for a town. */
    code: text('code').notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    nameEn: text('name_en').notNull(),
    aliases: text('aliases').array().notNull(),
    kind: text('kind').notNull(),
    parentCode: text('parent_code'),
    officialOrder: position('official_order'),
  },
  (t) => [
    primaryKey({ columns: [t.city, t.code] }),
    cityPolicy('divisions'),
    foreignKey({ name: 'divisions_parent', columns: [t.city, t.parentCode], foreignColumns: [t.city, t.code] }),
    check('divisions_kind', sql`${t.kind} in ('city', 'district', 'county', 'county-level city', 'town', 'street')`),
  ],
)

/** Organs of the city in one tree: the city, its organs and districts, their bureaus, offices and towns. */
export const units = organisations.table(
  'units',
  {
    city: city(),
    id: id(),
    /** Stays the same through renames: packs and imports know a unit by it. */
    slug: text('slug').notNull(),
    parentId: uuid('parent_id'),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    nameEn: text('name_en').notNull(),
    aliases: text('aliases').array().notNull(),
    kind: text('kind').notNull(),
    divisionCode: text('division_code').notNull(),
    /** Place in the established order of organs; lists follow it and never rank otherwise. */
    officialOrder: position('official_order'),
    /** The telephone of the office, public as its door sign; null where none is kept. */
    officePhone: text('office_phone'),
    activeFromOn: date('active_from_on', { mode: 'string' }).notNull(),
    /** Last day; null while the unit exists. */
    activeToOn: date('active_to_on', { mode: 'string' }),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'units'),
    uniqueIndex('units_slug').on(t.city, t.slug),
    index('units_parent').on(t.city, t.parentId),
    index('units_order').on(t.city, t.officialOrder),
    foreignKey({ name: 'units_parent_unit', columns: [t.city, t.parentId], foreignColumns: [t.city, t.id] }),
    foreignKey({
      name: 'units_division',
      columns: [t.city, t.divisionCode],
      foreignColumns: [divisions.city, divisions.code],
    }),
    check(
      'units_kind',
      sql`${t.kind} in ('city', 'party', 'congress', 'consultative', 'government', 'bureau', 'office', 'institution', 'taskForce', 'district', 'town')`,
    ),
  ],
)

/** City and id of a unit, for the foreign keys of higher modules. */
export const unitKey: [typeof units.city, typeof units.id] = [units.city, units.id]

/** City and code of a division, for the foreign keys of higher modules. */
export const divisionKey: [typeof divisions.city, typeof divisions.code] = [divisions.city, divisions.code]

/** The duty list of a unit (职责清单). */
export const duties = organisations.table(
  'duties',
  {
    city: city(),
    id: id(),
    unitId: uuid('unit_id').notNull(),
    position: position('position'),
    text: text('text').notNull(),
    /** Words in a task that point to this duty. */
    keywords: text('keywords').array().notNull(),
  },
  (t) => [
    ...inCityTable(t, 'duties'),
    index('duties_unit').on(t.city, t.unitId, t.position),
    foreignKey({ name: 'duties_of_unit', columns: [t.city, t.unitId], foreignColumns: [units.city, units.id] }),
  ],
)

export const people = organisations.table(
  'people',
  {
    city: city(),
    id: id(),
    /** Known to a pack by it; null for people entered by hand. */
    slug: text('slug'),
    name: text('name').notNull(),
    /** Encrypted; shown masked; a reveal is in the audit. */
    phone: protectedText('phone', { place: 'organisations.people.phone' }),
    /** Blind index of the phone: a person is found by it. */
    phoneIndex: text('phone_index'),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'people'),
    uniqueIndex('people_slug').on(t.city, t.slug),
    index('people_name').on(t.city, t.name),
    index('people_phone').on(t.city, t.phoneIndex),
  ],
)

export const personPhone: ProtectedColumn = {
  column: people.phone,
  index: people.phoneIndex,
  normalise: normalisedPhone,
}
export const protectedPeople: ProtectedTable = { table: people, columns: [personPhone] }

/** Who held which post in which unit, from when to when. */
export const posts = organisations.table(
  'posts',
  {
    city: city(),
    id: id(),
    personId: uuid('person_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    title: text('title').notNull(),
    /** Order inside the unit: its head first. */
    position: position('position'),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }),
  },
  (t) => [
    ...inCityTable(t, 'posts'),
    index('posts_unit').on(t.city, t.unitId, t.position),
    index('posts_person').on(t.city, t.personId),
    foreignKey({ name: 'posts_of_unit', columns: [t.city, t.unitId], foreignColumns: [units.city, units.id] }),
    foreignKey({ name: 'posts_of_person', columns: [t.city, t.personId], foreignColumns: [people.city, people.id] }),
  ],
)
