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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { documentKey } from '#documents/index.ts'
import { unitKey } from '#organisations/index.ts'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import type { TakeUpView } from './take-up/contract.ts'

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

const owner = () => ({
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
    check('figures_kind', sql`${t.kind} in ('target', 'actual')`),
    check('figures_op', sql`${t.op} in ('=', '>=', '>', '<=', '<', '~')`),
  ],
)

/** What a person put into a cell of the take-up matrix in place of what the text gave. */
export const takeUpCorrections = goalsSchema.table(
  'take_up_corrections',
  {
    city: city(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    /** The demand's proposal. */
    demandId: uuid('demand_id').notNull(),
    ...owner(),
    /** Evidence chosen by hand; null says that the document holds no matching words. */
    evidence: jsonb('evidence').$type<{
      readingId: string
      article: number
      paragraph: number
      start: number
      end: number
      quote: string
    } | null>(),
    correctedBy: text('corrected_by').notNull(),
    correctedByName: text('corrected_by_name').notNull(),
    correctedAt: at('corrected_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'take_up_corrections'),
    uniqueIndex('take_up_corrections_cell').on(t.city, t.demandId, t.ownerKind, t.ownerId),
  ],
)

/** The matrix as the preparing office confirmed it: only this is seen by others. */
export const takeUpConfirmations = goalsSchema.table(
  'take_up_confirmations',
  {
    city: city(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    commissioner: text('commissioner').notNull(),
    matrix: jsonb('matrix').$type<TakeUpView>().notNull(),
    confirmedBy: text('confirmed_by').notNull(),
    confirmedByName: text('confirmed_by_name').notNull(),
    confirmedAt: at('confirmed_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'take_up_confirmations'),
    foreignKey({ name: 'take_up_document', columns: [t.city, t.documentId], foreignColumns: documentKey }),
    index('take_up_confirmations_document').on(t.city, t.documentId, t.confirmedAt),
  ],
)
