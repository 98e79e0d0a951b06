import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, foreignKey, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, city, cityPolicy, id, inCityTable } from '#platform/db/columns.ts'
import { written } from '../firm/tables.ts'
import { quoted } from '../rules.ts'
import { enterpriseKey, enterprisesSchema } from '../tables.ts'
import { sourceClasses } from './rules.ts'

/** A figure of one year, as it stands. */
const figure = () => ({
  enterpriseId: uuid('enterprise_id').notNull(),
  code: text('code').notNull(),
  year: integer('year').notNull(),
  /** In the unit of its code (`indicatorUnits`). */
  value: bigint('value', { mode: 'number' }).notNull(),
  sourceClass: text('source_class').notNull(),
  isEstimated: boolean('is_estimated').notNull().default(false),
  /** The paper or system it was taken from. */
  evidence: text('evidence'),
  ...written(),
})

/** Yearly figures: one row for each firm, indicator and year, narrow and without an id, since a large city holds tens of millions. */
export const indicators = enterprisesSchema.table('indicators', { city: city(), ...figure() }, (t) => [
  primaryKey({ columns: [t.city, t.enterpriseId, t.code, t.year] }),
  cityPolicy('indicators'),
  foreignKey({ name: 'indicators_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
  check('indicators_source_known', sql`${t.sourceClass} in (${sql.raw(quoted(sourceClasses))})`),
  check('indicators_year', sql`${t.year} between 1949 and 2200`),
])

/** What stood before: a row for each figure that was replaced or taken away. */
export const indicatorHistory = enterprisesSchema.table(
  'indicator_history',
  {
    city: city(),
    id: id(),
    ...figure(),
    replacedById: text('replaced_by_id').notNull(),
    replacedByName: text('replaced_by_name').notNull(),
    replacedAt: at('replaced_at').notNull(),
    /** Why it was replaced. */
    reason: text('reason'),
  },
  (t) => [
    ...inCityTable(t, 'indicator_history'),
    index('indicator_history_figure').on(t.city, t.enterpriseId, t.code, t.year, t.replacedAt),
    foreignKey({
      name: 'indicator_history_enterprise',
      columns: [t.city, t.enterpriseId],
      foreignColumns: enterpriseKey,
    }),
  ],
)

/** What a firm agreed to: that its tax figures are used for a purpose, or that its veteran status is shown. */
export const authorisations = enterprisesSchema.table(
  'authorisations',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    subject: text('subject').notNull(),
    /** A use of `rules/source-classes.yaml`. */
    purpose: text('purpose').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to').notNull(),
    /** The signed paper. */
    evidence: text('evidence').notNull(),
    revokedOn: date('revoked_on'),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'authorisations'),
    index('authorisations_enterprise').on(t.city, t.enterpriseId, t.subject, t.purpose),
    foreignKey({ name: 'authorisations_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('authorisations_subject_known', sql`${t.subject} in ('tax', 'veteran')`),
    check('authorisations_span', sql`${t.validTo} >= ${t.validFrom}`),
  ],
)
