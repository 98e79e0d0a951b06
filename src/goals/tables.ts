import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgSchema,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { documentKey } from '#documents/index.ts'
import { unitKey } from '#organisations/index.ts'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'

export const goalsSchema = pgSchema('goals')

/** Where the words stand: every goal and figure quotes them, or says who entered it by hand. */
const citation = () => ({
  documentId: uuid('document_id'),
  readingId: uuid('reading_id'),
  /** The proposal it was accepted from; moves on when the document is read again. */
  proposalId: uuid('proposal_id'),
  article: bigint('article', { mode: 'number' }),
  paragraph: bigint('paragraph', { mode: 'number' }),
  startAt: bigint('start_at', { mode: 'number' }),
  endAt: bigint('end_at', { mode: 'number' }),
  quote: text('quote'),
  enteredBy: text('entered_by').notNull(),
  enteredByName: text('entered_by_name').notNull(),
  enteredAt: at('entered_at').notNull(),
  /** Inherited from the document that is quoted. */
  openness: text('openness').notNull(),
})

/** Whose a goal, a figure or a cell is. */
export const owner = () => ({
  /** Division (the city, a district) or unit whose goal it is. */
  ownerKind: text('owner_kind').notNull(),
  ownerId: text('owner_id').notNull(),
})

/** What was promised or asked: a goal, or a task under a goal. */
export const goals = goalsSchema.table(
  'goals',
  {
    city: city(),
    id: id(),
    /** Number by which people and spreadsheets know it, printed as a code with a check letter: N0017A. */
    serial: bigint('serial', { mode: 'number' }).notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    parentId: uuid('parent_id'),
    /** Division whose office follows it: the city's code, or a district's for its own towns. */
    commissioner: text('commissioner').notNull(),
    ...owner(),
    theme: text('theme'),
    year: bigint('year', { mode: 'number' }).notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    /** Leader in charge (分管领导), as written. */
    leader: text('leader'),
    /** False for demands about study and party building, which propose no task. */
    asksForTask: boolean('asks_for_task').notNull(),
    /** Place in the text: article, paragraph, offset. Lists follow it. */
    position: bigint('position', { mode: 'number' }).notNull(),
    ...citation(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'goals'),
    foreignKey({ name: 'goals_parent', columns: [t.city, t.parentId], foreignColumns: [t.city, t.id] }),
    foreignKey({ name: 'goals_document', columns: [t.city, t.documentId], foreignColumns: documentKey }),
    uniqueIndex('goals_serial').on(t.city, t.serial),
    uniqueIndex('goals_proposal').on(t.city, t.proposalId),
    index('goals_year').on(t.city, t.commissioner, t.year, t.position),
    index('goals_parents').on(t.city, t.parentId),
    check('goals_kind', sql`${t.kind} in ('goal', 'task')`),
    check('goals_owner', sql`${t.ownerKind} in ('division', 'unit')`),
    check('goals_cited', sql`${t.quote} is not null or ${t.proposalId} is null`),
  ],
)

/** Lead and supporting units of a goal or task. */
export const assignments = goalsSchema.table(
  'assignments',
  {
    city: city(),
    id: id(),
    goalId: uuid('goal_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    role: text('role').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
  },
  (t) => [
    ...inCityTable(t, 'assignments'),
    foreignKey({
      name: 'assignments_goal',
      columns: [t.city, t.goalId],
      foreignColumns: [goals.city, goals.id],
    }).onDelete('cascade'),
    foreignKey({ name: 'assignments_unit', columns: [t.city, t.unitId], foreignColumns: unitKey }),
    uniqueIndex('assignments_once').on(t.city, t.goalId, t.unitId),
    check('assignments_role', sql`${t.role} in ('lead', 'supporting')`),
  ],
)

/** What is measured (指标): one name, one unit, one way to count, for all targets and actuals of a city. */
export const indicators = goalsSchema.table(
  'indicators',
  {
    city: city(),
    id: id(),
    name: text('name').notNull(),
    /** Other names by which papers call it; found in the text of a figure, together with the unit. */
    otherNames: jsonb('other_names').$type<string[]>().notNull(),
    unit: text('unit'),
    direction: text('direction').notNull(),
    periodType: text('period_type').notNull(),
    counting: text('counting').notNull(),
    /** Whether shares of districts may be added up to the whole. */
    isAdditive: boolean('is_additive').notNull(),
    /** Who publishes it (市统计局). */
    publisher: text('publisher').notNull(),
    ownerUnitId: uuid('owner_unit_id'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'indicators'),
    foreignKey({ name: 'indicators_unit', columns: [t.city, t.ownerUnitId], foreignColumns: unitKey }),
    unique('indicators_name').on(t.city, t.name, t.unit).nullsNotDistinct(),
    check('indicators_direction', sql`${t.direction} in ('more', 'less')`),
    check('indicators_period_type', sql`${t.periodType} in ('month', 'quarter', 'half-year', 'year')`),
    check('indicators_counting', sql`${t.counting} in ('cumulative', 'stock', 'rate')`),
  ],
)

/** Targets (a number to reach) and actuals (a number reached), each with its words. `value` is an exact decimal in the base unit. */
export const figures = goalsSchema.table(
  'figures',
  {
    city: city(),
    id: id(),
    kind: text('kind').notNull(),
    indicator: text('indicator').notNull(),
    op: text('op').notNull(),
    value: text('value').notNull(),
    unit: text('unit'),
    period: text('period'),
    year: bigint('year', { mode: 'number' }).notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    /** The goal whose words hold the figure, where one does. */
    goalId: uuid('goal_id'),
    indicatorId: uuid('indicator_id'),
    /** Last day of an actual's period. */
    endsOn: date('ends_on', { mode: 'string' }),
    /** The target of the whole, of which this is the share of a district or unit. */
    shareOf: uuid('share_of'),
    /** Value at the beginning of a target's period, where it counts from there. */
    baseline: text('baseline'),
    /** How the office reads the words of a target (突破 as ≥, 左右 as ≥), who decided it and when. */
    readAs: text('read_as'),
    readAsByName: text('read_as_by_name'),
    readAsAt: at('read_as_at'),
    /** 初步 or 核定; null for a target and where nobody said. */
    standing: text('standing'),
    isEstimated: boolean('is_estimated').notNull().default(false),
    /** Who states an actual: a paper, a press report, the statistics bureau, another competent body, or the unit itself. */
    statedBy: text('stated_by'),
    note: text('note'),
    commissioner: text('commissioner').notNull(),
    ...owner(),
    ...citation(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'figures'),
    foreignKey({ name: 'figures_goal', columns: [t.city, t.goalId], foreignColumns: [goals.city, goals.id] }),
    foreignKey({ name: 'figures_document', columns: [t.city, t.documentId], foreignColumns: documentKey }),
    uniqueIndex('figures_proposal').on(t.city, t.proposalId),
    index('figures_year').on(t.city, t.commissioner, t.year, t.kind),
    foreignKey({
      name: 'figures_indicator',
      columns: [t.city, t.indicatorId],
      foreignColumns: [indicators.city, indicators.id],
    }),
    foreignKey({ name: 'figures_share_of', columns: [t.city, t.shareOf], foreignColumns: [t.city, t.id] }),
    index('figures_series').on(t.city, t.indicatorId, t.ownerId, t.endsOn),
    index('figures_shares').on(t.city, t.shareOf),
    check('figures_read_as', sql`${t.readAs} in ('>=', '>', '<=', '<')`),
    check('figures_standing', sql`${t.standing} in ('preliminary', 'final')`),
    check('figures_stated_by', sql`${t.statedBy} in ('document', 'press', 'statistics', 'competent', 'own')`),
    check('figures_kind', sql`${t.kind} in ('target', 'actual')`),
    check('figures_op', sql`${t.op} in ('=', '>=', '>', '<=', '<', '~')`),
  ],
)
