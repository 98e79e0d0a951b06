import { sql } from 'drizzle-orm'
import { bigint, check, date, foreignKey, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { enterpriseKey } from '#enterprises/index.ts'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { ladderSchema } from '../tables.ts'

/** The work plan: a firm somebody helps to a title by a day. */
export const picks = ladderSchema.table(
  'picks',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    rule: text('rule').notNull(),
    officerId: text('officer_id').notNull(),
    officerName: text('officer_name').notNull(),
    dueOn: date('due_on').notNull(),
    note: text('note'),
    /** When somebody looks at it again. */
    followUpOn: date('follow_up_on'),
    /** Criteria that were unmet when it was picked, by their ids: what has moved since is told against them. */
    unmetThen: text('unmet_then').notNull(),
    state: text('state').notNull().default('open'),
    closedOn: date('closed_on'),
    createdByName: text('created_by_name').notNull(),
    createdAt: at('created_at').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'picks'),
    uniqueIndex('picks_once').on(t.city, t.enterpriseId, t.rule).where(sql`state = 'open'`),
    index('picks_due').on(t.city, t.state, t.dueOn),
    foreignKey({ name: 'picks_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('picks_state_known', sql`${t.state} in ('open', 'reached', 'dropped')`),
  ],
)

/** What happened to an entry: who handed it to whom, what was looked at and when somebody looks again. Written once. */
export const pickSteps = ladderSchema.table(
  'pick_steps',
  {
    city: city(),
    id: id(),
    pickId: uuid('pick_id').notNull(),
    kind: text('kind').notNull(),
    note: text('note'),
    /** Who has it after this. */
    officerId: text('officer_id').notNull(),
    officerName: text('officer_name').notNull(),
    followUpOn: date('follow_up_on'),
    byName: text('by_name').notNull(),
    madeAt: at('made_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'pick_steps'),
    index('pick_steps_pick').on(t.city, t.pickId, t.madeAt),
    foreignKey({ name: 'pick_steps_of', columns: [t.city, t.pickId], foreignColumns: [picks.city, picks.id] }),
    check('pick_steps_kind_known', sql`${t.kind} in ('handed', 'followed', 'reached', 'dropped')`),
  ],
)
