import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, foreignKey, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { quoted, statuses } from '../rules.ts'
import { enterpriseKey, enterprisesSchema } from '../tables.ts'
import { linkKinds, nameKinds, productAreas, productFields, rdLevels, sizeClasses } from './rules.ts'

/** Who wrote a row, and when. */
export const written = () => ({
  enteredById: text('entered_by_id').notNull(),
  enteredByName: text('entered_by_name').notNull(),
  enteredAt: at('entered_at').notNull(),
})

/** What changes slowly: one row for each firm, under the firm's id. A missing value is null, never a guess. */
export const profiles = enterprisesSchema.table(
  'profiles',
  {
    city: city(),
    /** The firm's. */
    id: id(),
    /** Section letter and digits of GB/T 4754-2017, such as C3841. */
    industryCode: text('industry_code'),
    /** By the rule of 2017, from the newest year with figures; see `size/rules.ts`. */
    sizeClass: text('size_class').notNull().default('unknown'),
    sizeYear: integer('size_year'),
    foundedOn: date('founded_on'),
    leadingProduct: text('leading_product'),
    /** Since when it works in the market segment of its leading product. */
    segmentSinceYear: integer('segment_since_year'),
    productField: text('product_field'),
    productArea: text('product_area'),
    rdInstitution: text('rd_institution'),
    /** Of the digital self-assessment (数字化水平): 0 to 4. */
    digitalLevel: integer('digital_level'),
    hasQualityAward: boolean('has_quality_award'),
    hasManagementCertificate: boolean('has_management_certificate'),
    hasOwnBrand: boolean('has_own_brand'),
    hasStandardRole: boolean('has_standard_role'),
    /** Key business runs on information systems. */
    hasBusinessSystems: boolean('has_business_systems'),
    /** Points of the province's own 15 (特色化), in hundredths. */
    localPoints: integer('local_points'),
    /** Its leading product is a new one (新产品), for which some rules ask fewer years. */
    isNewProduct: boolean('is_new_product'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'profiles'),
    index('profiles_industry').on(t.city, t.industryCode),
    index('profiles_size').on(t.city, t.sizeClass),
    foreignKey({ name: 'profiles_enterprise', columns: [t.city, t.id], foreignColumns: enterpriseKey }),
    check('profiles_size_known', sql`${t.sizeClass} in (${sql.raw(quoted(sizeClasses))})`),
    check('profiles_field_known', sql`${t.productField} in (${sql.raw(quoted(productFields))})`),
    check('profiles_area_known', sql`${t.productArea} in (${sql.raw(quoted(productAreas))})`),
    check('profiles_rd_known', sql`${t.rdInstitution} in (${sql.raw(quoted(rdLevels))})`),
    check('profiles_digital', sql`${t.digitalLevel} between 0 and 4`),
    check('profiles_local_points', sql`${t.localPoints} between 0 and 1500`),
  ],
)

/** Names beside the present one. */
export const names = enterprisesSchema.table(
  'names',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    initials: text('initials').notNull(),
    /** Of a former name: the last day it was borne. */
    until: date('until'),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'names'),
    uniqueIndex('names_once').on(t.city, t.enterpriseId, t.kind, t.name),
    foreignKey({ name: 'names_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('names_kind_known', sql`${t.kind} in (${sql.raw(quoted(nameKinds))})`),
  ],
)

export const products = enterprisesSchema.table(
  'products',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    name: text('name').notNull(),
    isLeading: boolean('is_leading').notNull().default(false),
    /** Of the firm's revenue, in ten-thousandths. */
    revenueShare: integer('revenue_share'),
    note: text('note'),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'products'),
    uniqueIndex('products_once').on(t.city, t.enterpriseId, t.name),
    foreignKey({ name: 'products_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('products_share', sql`${t.revenueShare} between 0 and 10000`),
  ],
)

/** Groups and control: the other end is a firm of the registry, or a name alone where it is none. */
export const links = enterprisesSchema.table(
  'links',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    kind: text('kind').notNull(),
    otherId: uuid('other_id'),
    otherName: text('other_name').notNull(),
    otherCode: text('other_code'),
    /** Of the capital, in ten-thousandths. */
    share: integer('share'),
    fromOn: date('from_on'),
    toOn: date('to_on'),
    evidence: text('evidence'),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'links'),
    index('links_enterprise').on(t.city, t.enterpriseId),
    index('links_other').on(t.city, t.otherId),
    foreignKey({ name: 'links_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    foreignKey({ name: 'links_other', columns: [t.city, t.otherId], foreignColumns: enterpriseKey }),
    check('links_kind_known', sql`${t.kind} in (${sql.raw(quoted(linkKinds))})`),
    check('links_share', sql`${t.share} between 0 and 10000`),
    check('links_two_firms', sql`${t.otherId} <> ${t.enterpriseId}`),
  ],
)

export const statusChanges = enterprisesSchema.table(
  'status_changes',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    status: text('status').notNull(),
    sinceOn: date('since_on').notNull(),
    evidence: text('evidence'),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'status_changes'),
    index('status_changes_enterprise').on(t.city, t.enterpriseId, t.sinceOn),
    foreignKey({ name: 'status_changes_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('status_changes_known', sql`${t.status} in (${sql.raw(quoted(statuses))})`),
  ],
)
