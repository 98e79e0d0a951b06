import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CalendarYear } from '../calendar/calendar.ts'
import { at, city, id, inCityTable } from '../db/columns.ts'
import type { ClockTerms, Extension, Pause } from './contract.ts'

/** The schema of `platform/tables.ts`, which passes these tables on. */
const platform = pgSchema('platform')

/** Years of the working-day calendar imported from a notice: a reference without a city. A correction is a new revision. */
export const calendarYears = platform.table(
  'calendar_years',
  {
    year: integer('year').notNull(),
    /** The highest of a year counts. */
    revision: integer('revision').notNull(),
    /** Number of the notice (文号): 国办发明电〔2025〕7号. */
    noticeNumber: text('notice_number').notNull(),
    /** Where the notice stands. */
    source: text('source').notNull(),
    days: jsonb('days').$type<CalendarYear['days']>().notNull(),
    /** Why it was taken although it does not fit the law's count of days; null where it fits. */
    exception: text('exception'),
    importedAt: at('imported_at').notNull(),
    importedBy: text('imported_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.year, t.revision] })],
)

/** Every running promise of the product: one row a clock. An end of its life is never undone. */
export const clocks = platform.table(
  'clocks',
  {
    city: city(),
    id: id(),
    /** What the promise is about. No foreign key: it points up. */
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    /** Which of the subject's clocks: contact, plan, finish. */
    name: text('name').notNull(),
    /** 2 and more when the work is done again. */
    round: integer('round').notNull().default(1),
    /** The responsible unit. No foreign key: it points up. */
    unitId: uuid('unit_id'),
    /** The version of the rule the terms were taken from; null where a person set them. */
    ruleVersionId: uuid('rule_version_id'),
    /** Limit, way of counting, duty windows and source as stated when it started. */
    terms: jsonb('terms').$type<ClockTerms>().notNull(),
    startedAt: at('started_at').notNull(),
    /** The last moment in time; null while it pauses or waits for the calendar. */
    dueAt: at('due_at'),
    state: text('state').notNull(),
    pauses: jsonb('pauses').$type<Pause[]>().notNull().default([]),
    extensions: jsonb('extensions').$type<Extension[]>().notNull().default([]),
    /** When what was promised was done, in time or late. */
    metAt: at('met_at'),
    cancelledAt: at('cancelled_at'),
    openness: text('openness').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'clocks'),
    uniqueIndex('clocks_subject').on(t.city, t.subjectKind, t.subjectId, t.name, t.round),
    index('clocks_open_of_unit')
      .on(t.city, t.unitId, t.dueAt, t.id)
      .where(sql`${t.metAt} is null and ${t.cancelledAt} is null`),
    index('clocks_open_by_due').on(t.city, t.dueAt, t.id).where(sql`${t.metAt} is null and ${t.cancelledAt} is null`),
    index('clocks_awaiting').on(t.city, t.id).where(sql`${t.state} = 'awaiting-calendar'`),
    check('clocks_state', sql`${t.state} in ('running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled')`),
    // A clock met while its due day lies beyond the calendar was met in time, whatever the day.
    check('clocks_due', sql`${t.state} not in ('running', 'missed') or ${t.dueAt} is not null`),
    check('clocks_ended', sql`${t.state} not in ('met', 'missed') or ${t.metAt} is not null`),
    check('clocks_cancelled', sql`(${t.state} = 'cancelled') = (${t.cancelledAt} is not null)`),
    check('clocks_openness', sql`${t.openness} in ('public', 'on-request', 'internal')`),
  ],
)
