import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, foreignKey, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { written } from '../firm/tables.ts'
import { quoted } from '../rules.ts'
import { enterpriseKey, enterprisesSchema } from '../tables.ts'
import { outcomeKinds, outcomeStates, visitStates } from './rules.ts'

/** The account team (专班) of a firm: one row for each firm that has one. */
export const accountTeams = enterprisesSchema.table(
  'account_teams',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    /** The task force or bureau it belongs to. */
    unitId: uuid('unit_id').notNull(),
    sinceOn: date('since_on').notNull(),
    /** How often it means to call, in days. */
    everyDays: integer('every_days').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'account_teams'),
    uniqueIndex('account_teams_enterprise').on(t.city, t.enterpriseId),
    index('account_teams_unit').on(t.city, t.unitId),
    foreignKey({ name: 'account_teams_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('account_teams_every', sql`${t.everyDays} between 1 and 366`),
  ],
)

/** Officers of a team, past ones too; one of those present is responsible. */
export const teamMembers = enterprisesSchema.table(
  'team_members',
  {
    city: city(),
    id: id(),
    teamId: uuid('team_id').notNull(),
    accountId: text('account_id').notNull(),
    name: text('name').notNull(),
    isResponsible: boolean('is_responsible').notNull().default(false),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on'),
  },
  (t) => [
    ...inCityTable(t, 'team_members'),
    index('team_members_team').on(t.city, t.teamId),
    index('team_members_account').on(t.city, t.accountId),
    uniqueIndex('team_members_once').on(t.city, t.teamId, t.accountId).where(sql`to_on is null`),
    uniqueIndex('team_members_responsible').on(t.city, t.teamId).where(sql`is_responsible and to_on is null`),
    foreignKey({
      name: 'team_members_team',
      columns: [t.city, t.teamId],
      foreignColumns: [accountTeams.city, accountTeams.id],
    }),
  ],
)

/** Visits to firms, planned and held. */
export const visits = enterprisesSchema.table(
  'visits',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    state: text('state').notNull().default('planned'),
    /** The day planned; once it was held, the day it was. */
    day: date('day').notNull(),
    /** Minutes after midnight, and the order of calls on a route. */
    startMinute: integer('start_minute'),
    purpose: text('purpose').notNull(),
    /** Who goes: the account that leads the visit. */
    officerId: text('officer_id').notNull(),
    officerName: text('officer_name').notNull(),
    notes: text('notes'),
    notedAt: at('noted_at'),
    cancelledWhy: text('cancelled_why'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'visits'),
    index('visits_enterprise').on(t.city, t.enterpriseId, t.day),
    index('visits_officer').on(t.city, t.officerId, t.day),
    index('visits_day').on(t.city, t.day),
    foreignKey({ name: 'visits_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('visits_state_known', sql`${t.state} in (${sql.raw(quoted(visitStates))})`),
    check('visits_start', sql`${t.startMinute} between 0 and 1439`),
  ],
)

/** One visit for several units: whose questions it takes along. */
export const visitUnits = enterprisesSchema.table(
  'visit_units',
  {
    city: city(),
    id: id(),
    visitId: uuid('visit_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    question: text('question').notNull(),
    answer: text('answer'),
    askedByName: text('asked_by_name').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'visit_units'),
    index('visit_units_visit').on(t.city, t.visitId),
    index('visit_units_unit').on(t.city, t.unitId),
    foreignKey({ name: 'visit_units_visit', columns: [t.city, t.visitId], foreignColumns: [visits.city, visits.id] }),
  ],
)

/** What came out of a visit, followed to the next one. */
export const outcomes = enterprisesSchema.table(
  'visit_outcomes',
  {
    city: city(),
    id: id(),
    visitId: uuid('visit_id').notNull(),
    enterpriseId: uuid('enterprise_id').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    body: text('body'),
    /** Of a promise: who keeps it, and by when. */
    unitId: uuid('unit_id'),
    dueOn: date('due_on'),
    state: text('state').notNull().default('open'),
    /** The request a problem became. */
    requestId: uuid('request_id'),
    /** Its number, as people call it. */
    requestNumber: text('request_number'),
    closedNote: text('closed_note'),
    closedByName: text('closed_by_name'),
    closedAt: at('closed_at'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
    ...written(),
  },
  (t) => [
    ...inCityTable(t, 'visit_outcomes'),
    index('visit_outcomes_visit').on(t.city, t.visitId),
    index('visit_outcomes_enterprise').on(t.city, t.enterpriseId, t.state),
    foreignKey({
      name: 'visit_outcomes_visit',
      columns: [t.city, t.visitId],
      foreignColumns: [visits.city, visits.id],
    }),
    foreignKey({ name: 'visit_outcomes_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('visit_outcomes_kind_known', sql`${t.kind} in (${sql.raw(quoted(outcomeKinds))})`),
    check('visit_outcomes_state_known', sql`${t.state} in (${sql.raw(quoted(outcomeStates))})`),
  ],
)
