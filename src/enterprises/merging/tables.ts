import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, jsonb, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, city, cityPolicy, id, inCityTable } from '#platform/db/columns.ts'
import { quoted } from '../rules.ts'
import { enterpriseKey, enterprisesSchema } from '../tables.ts'
import { moveKinds } from './rules.ts'

/** Two entries of one firm put together: one stays, the other leads to it. Parted again, the row stays. */
export const merges = enterprisesSchema.table(
  'merges',
  {
    city: city(),
    id: id(),
    stayId: uuid('stay_id').notNull(),
    goneId: uuid('gone_id').notNull(),
    /** Why they are one firm. */
    reason: text('reason').notNull(),
    mergedById: text('merged_by_id').notNull(),
    mergedByName: text('merged_by_name').notNull(),
    mergedAt: at('merged_at').notNull(),
    partedByName: text('parted_by_name'),
    partedAt: at('parted_at'),
    partedWhy: text('parted_why'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'merges'),
    uniqueIndex('merges_gone').on(t.city, t.goneId).where(sql`parted_at is null`),
    index('merges_stay').on(t.city, t.stayId, t.mergedAt),
    foreignKey({ name: 'merges_stay_firm', columns: [t.city, t.stayId], foreignColumns: enterpriseKey }),
    foreignKey({ name: 'merges_gone_firm', columns: [t.city, t.goneId], foreignColumns: enterpriseKey }),
  ],
)

/** What a merge did, row by row, so that it can be undone. */
export const mergeMoves = enterprisesSchema.table(
  'merge_moves',
  {
    city: city(),
    mergeId: uuid('merge_id').notNull(),
    kind: text('kind').notNull(),
    /** Table and column, as the database calls them. */
    place: text('place').notNull(),
    /** What tells the row from others of its table. */
    rowKey: text('row_key').notNull(),
    /** What stood before, where more changed than the firm. */
    before: jsonb('before'),
  },
  (t) => [
    primaryKey({ columns: [t.city, t.mergeId, t.place, t.rowKey, t.kind] }),
    cityPolicy('merge_moves'),
    foreignKey({ name: 'merge_moves_merge', columns: [t.city, t.mergeId], foreignColumns: [merges.city, merges.id] }),
    check('merge_moves_kind_known', sql`${t.kind} in (${sql.raw(quoted(moveKinds))})`),
  ],
)
