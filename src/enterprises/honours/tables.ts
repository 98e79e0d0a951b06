import { sql } from 'drizzle-orm'
import { boolean, check, date, foreignKey, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { city, id, inCityTable } from '#platform/db/columns.ts'
import { written } from '../firm/tables.ts'
import { quoted } from '../rules.ts'
import { enterpriseKey, enterprisesSchema } from '../tables.ts'
import { awardKinds, awardLevels, listingSources, rightClasses, rightKinds, rightOrigins } from './rules.ts'

/** Dated lists and titles: a firm stands on a list from a day, to a day where the list ends. */
export const listings = enterprisesSchema.table(
  'listings',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    /** Code of `rules/lists.yaml`. */
    list: text('list').notNull(),
    validFrom: date('valid_from').notNull(),
    /** The last day it holds; null where the list knows none. */
    validTo: date('valid_to'),
    /** Place on the list, where it is ordered. */
    place: integer('place'),
    source: text('source').notNull(),
    /** Number of the notice or name of the paper. */
    evidence: text('evidence').notNull(),
    /** Taken off before its end: the day and why. */
    endedOn: date('ended_on'),
    endedWhy: text('ended_why'),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'listings'),
    uniqueIndex('listings_once').on(t.city, t.enterpriseId, t.list, t.validFrom),
    index('listings_list').on(t.city, t.list, t.validTo, t.enterpriseId),
    foreignKey({ name: 'listings_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('listings_source_known', sql`${t.source} in (${sql.raw(quoted(listingSources))})`),
    check('listings_span', sql`${t.validTo} >= ${t.validFrom}`),
  ],
)

/** Intellectual property. */
export const rights = enterprisesSchema.table(
  'rights',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    kind: text('kind').notNull(),
    rightClass: text('right_class').notNull(),
    number: text('number').notNull(),
    name: text('name').notNull(),
    origin: text('origin').notNull(),
    grantedOn: date('granted_on').notNull(),
    validTo: date('valid_to'),
    isForLeadingProduct: boolean('is_for_leading_product').notNull().default(false),
    /** In use and earning. */
    isApplied: boolean('is_applied').notNull().default(false),
    isHighValue: boolean('is_high_value').notNull().default(false),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'rights'),
    uniqueIndex('rights_number').on(t.city, t.enterpriseId, t.number),
    foreignKey({ name: 'rights_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('rights_kind_known', sql`${t.kind} in (${sql.raw(quoted(rightKinds))})`),
    check('rights_class_known', sql`${t.rightClass} in (${sql.raw(quoted(rightClasses))})`),
    check('rights_origin_known', sql`${t.origin} in (${sql.raw(quoted(rightOrigins))})`),
  ],
)

export const awards = enterprisesSchema.table(
  'awards',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    kind: text('kind').notNull(),
    level: text('level').notNull(),
    name: text('name').notNull(),
    year: integer('year').notNull(),
    /** The firm's place among those awarded (排名); a contest's place. */
    rank: integer('rank'),
    evidence: text('evidence'),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'awards'),
    uniqueIndex('awards_once').on(t.city, t.enterpriseId, t.name, t.year),
    foreignKey({ name: 'awards_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('awards_kind_known', sql`${t.kind} in (${sql.raw(quoted(awardKinds))})`),
    check('awards_level_known', sql`${t.level} in (${sql.raw(quoted(awardLevels))})`),
    check('awards_year', sql`${t.year} between 1949 and 2200`),
    check('awards_rank', sql`${t.rank} > 0`),
  ],
)
