import {
  bigint,
  date,
  foreignKey,
  index,
  integer,
  pgSchema,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { enterpriseKey } from '#enterprises/index.ts'
import { city, cityPolicy, id, inCityTable } from '#platform/db/columns.ts'
import { columnOf } from './engine/sql-terms.ts'
import { packedFacts } from './rules.ts'

export const ladderSchema = pgSchema('ladder')

const packed = Object.fromEntries(
  packedFacts.map(({ reference, isLarge }) => {
    const name = columnOf(reference)
    return [name, isLarge ? bigint(name, { mode: 'number' }) : integer(name)]
  }),
)

/** What the rules ask of each firm, one packed row under the firm's id, made from the registry for a day. Null is not known. */
export const facts = ladderSchema.table(
  'facts',
  { city: city(), id: id(), onDay: date('on_day').notNull(), ...packed },
  (t) => [
    ...inCityTable(t, 'facts'),
    foreignKey({ name: 'facts_enterprise', columns: [t.city, t.id], foreignColumns: enterpriseKey }),
  ],
)

/** How each firm stands by each rule, packed as `engine/packing.ts` says, with the version it was judged by. */
export const verdicts = ladderSchema.table(
  'verdicts',
  {
    city: city(),
    rule: text('rule').notNull(),
    /** The firm's. */
    id: id(),
    ruleVersionId: uuid('rule_version_id').notNull(),
    onDay: date('on_day').notNull(),
    result: smallint('result').notNull(),
    passes: smallint('passes').notNull(),
    verdicts: bigint('verdicts', { mode: 'number' }).notNull(),
    points1: bigint('points_1', { mode: 'number' }),
    points2: bigint('points_2', { mode: 'number' }),
    totalLow: smallint('total_low'),
    totalHigh: smallint('total_high'),
    unmet: smallint('unmet').notNull(),
    open: smallint('open').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.city, t.rule, t.id] }),
    cityPolicy('verdicts'),
    index('verdicts_nearest').on(t.city, t.rule, t.unmet, t.open, t.id),
    foreignKey({ name: 'verdicts_enterprise', columns: [t.city, t.id], foreignColumns: enterpriseKey }),
  ],
)
