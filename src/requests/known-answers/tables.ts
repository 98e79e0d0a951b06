import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, foreignKey, index, text, uuid } from 'drizzle-orm/pg-core'
import { unitKey } from '#organisations/index.ts'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { knownAnswers, requestKey, requestsSchema, topics } from '../tables.ts'

/** Answers that wait for a second person, and what was decided: nothing is offered from here. */
export const answerProposals = requestsSchema.table(
  'answer_proposals',
  {
    city: city(),
    id: id(),
    topicId: uuid('topic_id').notNull(),
    question: text('question').notNull(),
    answer: text('answer').notNull(),
    source: text('source').notNull(),
    validToOn: date('valid_to_on', { mode: 'string' }).notNull(),
    isPublic: boolean('is_public').notNull(),
    ownerUnitId: uuid('owner_unit_id'),
    ownerName: text('owner_name').notNull(),
    /** The answer in force that this one renews; null for a new one. */
    renewsId: uuid('renews_id'),
    /** The closed case it was taken from. */
    fromRequestId: uuid('from_request_id'),
    state: text('state').notNull().default('proposed'),
    proposedById: text('proposed_by_id').notNull(),
    proposedByName: text('proposed_by_name').notNull(),
    proposedAt: at('proposed_at').notNull(),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    decisionNote: text('decision_note'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'answer_proposals'),
    index('answer_proposals_state').on(t.city, t.state, t.proposedAt),
    foreignKey({
      name: 'answer_proposals_topic',
      columns: [t.city, t.topicId],
      foreignColumns: [topics.city, topics.id],
    }),
    foreignKey({
      name: 'answer_proposals_renews',
      columns: [t.city, t.renewsId],
      foreignColumns: [knownAnswers.city, knownAnswers.id],
    }),
    foreignKey({ name: 'answer_proposals_request', columns: [t.city, t.fromRequestId], foreignColumns: requestKey }),
    foreignKey({ name: 'answer_proposals_owner', columns: [t.city, t.ownerUnitId], foreignColumns: unitKey }),
    check('answer_proposals_state', sql`${t.state} in ('proposed', 'approved', 'declined')`),
    check('answer_proposals_decided', sql`(${t.state} = 'proposed') = (${t.decidedAt} is null)`),
  ],
)
