import { sql } from 'drizzle-orm'
import { bigint, check, date, foreignKey, index, text, uuid } from 'drizzle-orm/pg-core'
import { unitKey } from '#organisations/index.ts'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { requestsSchema, topics } from '../tables.ts'

/** Words that units say again and again (答复模板): the desk's for everybody, a unit's for itself. Without personal data. */
export const answerTemplates = requestsSchema.table(
  'answer_templates',
  {
    city: city(),
    id: id(),
    /** Null: for every unit. */
    unitId: uuid('unit_id'),
    /** Null: for every topic. */
    topicId: uuid('topic_id'),
    /** The step whose form offers it. */
    occasion: text('occasion').notNull(),
    title: text('title').notNull(),
    /** With placeholders such as {编号}, which the form fills in. */
    body: text('body').notNull(),
    /** Last day on which it is offered; null while it is. */
    activeToOn: date('active_to_on', { mode: 'string' }),
    changedByName: text('changed_by_name').notNull(),
    changedAt: at('changed_at').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'answer_templates'),
    index('answer_templates_occasion').on(t.city, t.occasion),
    foreignKey({ name: 'answer_templates_unit', columns: [t.city, t.unitId], foreignColumns: unitKey }),
    foreignKey({
      name: 'answer_templates_topic',
      columns: [t.city, t.topicId],
      foreignColumns: [topics.city, topics.id],
    }),
    check('answer_templates_for', sql`${t.occasion} in ('contact', 'plan', 'propose-answer', 'refuse', 'pause')`),
  ],
)
