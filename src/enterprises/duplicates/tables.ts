import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, city, cityPolicy, id, inCityTable } from '#platform/db/columns.ts'
import { quoted } from '../rules.ts'
import { enterpriseKey, enterprisesSchema } from '../tables.ts'
import { type PairReason, pairStates, twinKinds } from './rules.ts'

/** What two entries of one firm would share, by `keysOf`: found by its index, however many firms there are. */
export const twinKeys = enterprisesSchema.table(
  'twin_keys',
  {
    city: city(),
    enterpriseId: uuid('enterprise_id').notNull(),
    kind: text('kind').notNull(),
    key: text('key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.city, t.enterpriseId, t.kind, t.key] }),
    cityPolicy('twin_keys'),
    index('twin_keys_key').on(t.city, t.key, t.enterpriseId),
    foreignKey({ name: 'twin_keys_enterprise', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    check('twin_keys_kind_known', sql`${t.kind} in (${sql.raw(quoted(twinKinds))})`),
  ],
)

/** Firms whose keys are to be made anew. */
export const twinsWaiting = enterprisesSchema.table('twins_waiting', { city: city(), id: id() }, (t) => [
  ...inCityTable(t, 'twins_waiting'),
  foreignKey({ name: 'twins_waiting_enterprise', columns: [t.city, t.id], foreignColumns: enterpriseKey }),
])

/** Two entries that may be one firm. The lesser id stands first. What a person said of a pair is kept. */
export const twins = enterprisesSchema.table(
  'twins',
  {
    city: city(),
    id: id(),
    firstId: uuid('first_id').notNull(),
    secondId: uuid('second_id').notNull(),
    /** Why it is proposed, each with the words that match. */
    reasons: jsonb('reasons').$type<PairReason[]>().notNull(),
    /** The strongest reasons first on the list. */
    weight: integer('weight').notNull(),
    state: text('state').notNull().default('open'),
    foundAt: at('found_at').notNull(),
    decidedById: text('decided_by_id'),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    note: text('note'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'twins'),
    uniqueIndex('twins_pair').on(t.city, t.firstId, t.secondId),
    index('twins_second').on(t.city, t.secondId),
    index('twins_state').on(t.city, t.state, t.weight, t.id),
    foreignKey({ name: 'twins_first', columns: [t.city, t.firstId], foreignColumns: enterpriseKey }),
    foreignKey({ name: 'twins_other', columns: [t.city, t.secondId], foreignColumns: enterpriseKey }),
    check('twins_order', sql`${t.firstId} < ${t.secondId}`),
    check('twins_state_known', sql`${t.state} in (${sql.raw(quoted(pairStates))})`),
  ],
)
