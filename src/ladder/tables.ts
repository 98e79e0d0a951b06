import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { enterpriseKey } from '#enterprises/index.ts'
import { at, city, cityPolicy, id, inCityTable } from '#platform/db/columns.ts'
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

/** Each time firms were judged: why, by which versions, how long it took, for how many firms a verdict changed. */
export const evaluations = ladderSchema.table(
  'evaluations',
  {
    city: city(),
    id: id(),
    /** The day was over, a rule changed, somebody asked, or firms had changed. */
    cause: text('cause').notNull(),
    onDay: date('on_day').notNull(),
    judgedAt: at('judged_at').notNull(),
    byName: text('by_name').notNull(),
    /** Version in force by rule. */
    versions: jsonb('versions').$type<Record<string, string>>().notNull(),
    firms: integer('firms').notNull(),
    changed: integer('changed').notNull(),
    tookMs: integer('took_ms').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'evaluations'),
    index('evaluations_when').on(t.city, t.judgedAt),
    check('evaluations_cause_known', sql`${t.cause} in ('day', 'rule', 'asked', 'firms')`),
  ],
)

/** A firm whose verdict by a rule became another one, with what made it so. */
export const changes = ladderSchema.table(
  'changes',
  {
    city: city(),
    evaluationId: uuid('evaluation_id').notNull(),
    enterpriseId: uuid('enterprise_id').notNull(),
    rule: text('rule').notNull(),
    onDay: date('on_day').notNull(),
    /** Another version of the rule, another figure, or only another day. */
    reason: text('reason').notNull(),
    versionBefore: uuid('version_before').notNull(),
    versionAfter: uuid('version_after').notNull(),
    passesBefore: smallint('passes_before').notNull(),
    passesAfter: smallint('passes_after').notNull(),
    verdictsBefore: bigint('verdicts_before', { mode: 'number' }).notNull(),
    verdictsAfter: bigint('verdicts_after', { mode: 'number' }).notNull(),
    /** What the rule asks and what changed of it: before and after by column. */
    facts: jsonb('facts').$type<Record<string, [number | null, number | null]>>(),
  },
  (t) => [
    primaryKey({ columns: [t.city, t.evaluationId, t.rule, t.enterpriseId] }),
    cityPolicy('changes'),
    index('changes_firm').on(t.city, t.enterpriseId, t.onDay),
    foreignKey({
      name: 'changes_evaluation',
      columns: [t.city, t.evaluationId],
      foreignColumns: [evaluations.city, evaluations.id],
    }),
    foreignKey({ name: 'changes_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('changes_reason_known', sql`${t.reason} in ('rule', 'figure', 'day')`),
  ],
)
