import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '../db/columns.ts'
import { protectedText } from '../protect/columns.ts'
import { indexOf, type ProtectedTable } from '../protect/protected-tables.ts'

/** The schema of `platform/tables.ts`, which passes these tables on. */
const platform = pgSchema('platform')

/** An address of another system that is told when something happens. */
export const webHooks = platform.table(
  'web_hooks',
  {
    city: city(),
    id: id(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    /** Kinds of event it is told. */
    kinds: text('kinds').array().notNull(),
    state: text('state').notNull(),
    secret: protectedText('secret', { place: 'platform.web_hooks.secret' }).notNull(),
    secretIndex: text('secret_index'),
    /** The secret before: signed with as well until its moment. */
    earlierSecret: protectedText('earlier_secret', { place: 'platform.web_hooks.earlier_secret' }),
    earlierSecretIndex: text('earlier_secret_index'),
    earlierUntil: at('earlier_until'),
    /** Deliveries given up in a row. */
    failures: integer('failures').notNull().default(0),
    proposedBy: text('proposed_by').notNull(),
    proposedByName: text('proposed_by_name').notNull(),
    agreedByName: text('agreed_by_name').notNull(),
    agreedAt: at('agreed_at').notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [...inCityTable(t, 'web_hooks'), check('web_hooks_state', sql`${t.state} in ('active', 'stopped', 'ended')`)],
)

/** One fact on its way to one address. No word of the matter stands in it. */
export const webHookDeliveries = platform.table(
  'web_hook_deliveries',
  {
    city: city(),
    id: id(),
    hookId: uuid('hook_id').notNull(),
    kind: text('kind').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    /** Number by which people know the subject. */
    number: text('number'),
    /** When it happened. */
    at: at('at').notNull(),
    state: text('state').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When it is tried again; null where it is not. */
    nextAt: at('next_at'),
    /** What the other side answered last: a status, or a code of what went wrong on the way. */
    lastAnswer: text('last_answer'),
    deliveredAt: at('delivered_at'),
  },
  (t) => [
    ...inCityTable(t, 'web_hook_deliveries'),
    index('web_hook_deliveries_hook').on(t.city, t.hookId, t.at, t.id),
    index('web_hook_deliveries_waiting').on(t.city, t.nextAt).where(sql`${t.state} = 'waiting'`),
    foreignKey({
      name: 'web_hook_deliveries_hook_of',
      columns: [t.city, t.hookId],
      foreignColumns: [webHooks.city, webHooks.id],
    }),
    check('web_hook_deliveries_state', sql`${t.state} in ('waiting', 'delivered', 'given-up')`),
  ],
)

/** Nobody looks for a secret: the index holds the same for all and tells nothing. */
const normalise = () => 'unsearched'
const secret = { column: webHooks.secret, index: webHooks.secretIndex, normalise }
const earlier = { column: webHooks.earlierSecret, index: webHooks.earlierSecretIndex, normalise }

export const protectedHooks: readonly ProtectedTable[] = [{ table: webHooks, columns: [secret, earlier] }]

/** Both secrets as they are written. */
export const secretColumns = (now: string, before: string | null) => ({
  ...{ secret: now, secretIndex: indexOf(secret, now) },
  ...{ earlierSecret: before, earlierSecretIndex: indexOf(earlier, before) },
})
