import { sql } from 'drizzle-orm'
import { bigint, check, date, foreignKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { documentKey } from '#documents/index.ts'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { goals, goalsSchema } from '../tables.ts'

/** Steps of a title to be won (示范基地, 特色产业园), in their order; one is reached by evidence alone. */
export const stages = goalsSchema.table(
  'stages',
  {
    city: city(),
    id: id(),
    goalId: uuid('goal_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    name: text('name').notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    reachedOn: date('reached_on', { mode: 'string' }),
    /** The paper that says so, and its words. */
    documentId: uuid('document_id'),
    evidence: text('evidence'),
    enteredBy: text('entered_by').notNull(),
    enteredByName: text('entered_by_name').notNull(),
    enteredAt: at('entered_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'stages'),
    foreignKey({
      name: 'stages_goal',
      columns: [t.city, t.goalId],
      foreignColumns: [goals.city, goals.id],
    }).onDelete('cascade'),
    foreignKey({ name: 'stages_document', columns: [t.city, t.documentId], foreignColumns: documentKey }),
    uniqueIndex('stages_place').on(t.city, t.goalId, t.position),
    check('stages_proved', sql`${t.reachedOn} is null or ${t.evidence} is not null`),
  ],
)
