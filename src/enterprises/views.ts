import { bigint, boolean, date, integer, text, uuid } from 'drizzle-orm/pg-core'
import { enterprisesSchema } from './tables.ts'

/** A firm with what changes slowly, for joins of higher modules. Null is "not known", never "no". */
export const firmsView = enterprisesSchema
  .view('firms', {
    city: text('city').notNull(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    creditCode: text('credit_code'),
    initials: text('initials').notNull(),
    division: text('division').notNull(),
    status: text('status').notNull(),
    industryCode: text('industry_code'),
    sizeClass: text('size_class').notNull(),
    foundedOn: date('founded_on'),
    leadingProduct: text('leading_product'),
    segmentSinceYear: integer('segment_since_year'),
    productField: text('product_field'),
    productArea: text('product_area'),
    rdInstitution: text('rd_institution'),
    digitalLevel: integer('digital_level'),
    hasQualityAward: boolean('has_quality_award'),
    hasManagementCertificate: boolean('has_management_certificate'),
    hasOwnBrand: boolean('has_own_brand'),
    hasStandardRole: boolean('has_standard_role'),
    hasBusinessSystems: boolean('has_business_systems'),
    /** In hundredths. */
    localPoints: integer('local_points'),
    isNewProduct: boolean('is_new_product'),
  })
  .existing()

/**
 * Yearly figures, in the unit of their code (`indicatorUnits`). Of a figure with source class `tax-authorised`, use it on a
 * day only up to `usableUntil`, and not where that is null.
 */
export const firmFiguresView = enterprisesSchema
  .view('firm_figures', {
    city: text('city').notNull(),
    enterpriseId: uuid('enterprise_id').notNull(),
    code: text('code').notNull(),
    year: integer('year').notNull(),
    value: bigint('value', { mode: 'number' }).notNull(),
    sourceClass: text('source_class').notNull(),
    isEstimated: boolean('is_estimated').notNull(),
    usableUntil: date('usable_until'),
  })
  .existing()

/** Lists and titles a firm stands or stood on, from the first to the last day it holds. Veteran status is left out. */
export const firmListingsView = enterprisesSchema
  .view('firm_listings', {
    city: text('city').notNull(),
    enterpriseId: uuid('enterprise_id').notNull(),
    list: text('list').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    place: integer('place'),
  })
  .existing()

export const firmRightsView = enterprisesSchema
  .view('firm_rights', {
    city: text('city').notNull(),
    enterpriseId: uuid('enterprise_id').notNull(),
    rightClass: text('right_class').notNull(),
    kind: text('kind').notNull(),
    origin: text('origin').notNull(),
    grantedOn: date('granted_on').notNull(),
    validTo: date('valid_to'),
    isForLeadingProduct: boolean('is_for_leading_product').notNull(),
    isApplied: boolean('is_applied').notNull(),
    isHighValue: boolean('is_high_value').notNull(),
  })
  .existing()

export const firmAwardsView = enterprisesSchema
  .view('firm_awards', {
    city: text('city').notNull(),
    enterpriseId: uuid('enterprise_id').notNull(),
    kind: text('kind').notNull(),
    level: text('level').notNull(),
    name: text('name').notNull(),
    year: integer('year').notNull(),
    rank: integer('rank'),
  })
  .existing()
