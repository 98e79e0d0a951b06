import { sql } from 'drizzle-orm'
import { bigint, check, index, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'
import { city, cityPolicy } from '../db/columns.ts'

/** The schema of `platform/tables.ts`, which passes this table on. */
const platform = pgSchema('platform')

/** How much a firm or a unit was asked in a month, by form and by who asked: a few counters for each, no single answers. */
export const burden = platform.table(
  'burden',
  {
    city: city(),
    /** Such as 2026-04, by the calendar of the city. */
    month: text('month').notNull(),
    subjectKind: text('subject_kind').notNull(),
    /** Enterprise id or unit id. No foreign key: it points up. */
    subjectId: text('subject_id').notNull(),
    /** The unit that asked; empty where the city's own form did. */
    askerId: text('asker_id').notNull().default(''),
    /** Name of the route that was filled in, or of the task that asks. Its first word is the module. */
    form: text('form').notNull(),
    /** Forms filled in, or tasks set. */
    forms: bigint('forms', { mode: 'number' }).notNull(),
    /** Fields in them. */
    fields: bigint('fields', { mode: 'number' }).notNull(),
    /** Of the fields: taken from what was known with one tap. */
    known: bigint('known', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.city, t.month, t.subjectKind, t.subjectId, t.askerId, t.form] }),
    cityPolicy('burden'),
    index('burden_subject').on(t.city, t.subjectKind, t.subjectId, t.month),
    check('burden_subject_known', sql`${t.subjectKind} in ('firm', 'unit')`),
    check('burden_month', sql`${t.month} ~ '^[0-9]{4}-[0-9]{2}$'`),
    check('burden_known', sql`${t.known} between 0 and ${t.fields}`),
  ],
)
