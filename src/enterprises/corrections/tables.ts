import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { quoted } from '../rules.ts'
import { enterpriseKey, enterprisesSchema } from '../tables.ts'
import { correctionKinds, correctionStates } from './rules.ts'

/** What a firm's own people say is wrong: a proposal until an officer accepts it. */
export const corrections = enterprisesSchema.table(
  'corrections',
  {
    city: city(),
    id: id(),
    enterpriseId: uuid('enterprise_id').notNull(),
    kind: text('kind').notNull(),
    /** A field, or the code of an indicator with its year. */
    field: text('field').notNull(),
    year: integer('year'),
    /** As it stood when it was proposed; null where nothing stood. */
    before: text('before'),
    proposed: text('proposed').notNull(),
    reason: text('reason').notNull(),
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
    ...inCityTable(t, 'corrections'),
    index('corrections_enterprise').on(t.city, t.enterpriseId, t.proposedAt),
    index('corrections_state').on(t.city, t.state, t.proposedAt),
    foreignKey({ name: 'corrections_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('corrections_kind_known', sql`${t.kind} in (${sql.raw(quoted(correctionKinds))})`),
    check('corrections_state_known', sql`${t.state} in (${sql.raw(quoted(correctionStates))})`),
  ],
)
