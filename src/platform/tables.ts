import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  jsonb,
  pgSchema,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from './db/columns.ts'

export const platform = pgSchema('platform')

/** Cities served by this database. A reference table without row level security. */
export const cities = platform.table('cities', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  nameEn: text('name_en').notNull(),
  /** The invented city: shows a ribbon, binds to loopback. */
  isSample: boolean('is_sample').notNull(),
})

/** better-auth reads and writes dates as `Date`. */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Accounts (the `user` of better-auth). Sign-in happens before a city is known: no row level security. */
export const accounts = platform.table('accounts', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  username: text('username').unique(),
  displayUsername: text('display_username'),
  createdAt: moment('created_at').notNull().default(sql`now()`),
  updatedAt: moment('updated_at').notNull().default(sql`now()`),
})

export const sessions = platform.table(
  'sessions',
  {
    id: text('id').primaryKey(),
    expiresAt: moment('expires_at').notNull(),
    token: text('token').notNull().unique(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
    /** The grant this session acts in. */
    grantId: uuid('grant_id'),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: text('user_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
  },
  (t) => [index('sessions_user').on(t.userId)],
)

/** Ways to sign in (the `account` of better-auth): password hashes, later single sign-on. */
export const credentials = platform.table(
  'credentials',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [index('credentials_user').on(t.userId)],
)

export const verifications = platform.table('verifications', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: moment('expires_at').notNull(),
  createdAt: moment('created_at').notNull().default(sql`now()`),
  updatedAt: moment('updated_at').notNull().default(sql`now()`),
})

/** A role with a scope, given to an account for a time. Read at sign-in, before the city is set: no row level security. */
export const grants = platform.table(
  'grants',
  {
    id: uuid('id').primaryKey(),
    city: city(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    scopeKind: text('scope_kind').notNull(),
    /** City or division code, unit id, enterprise id. No foreign key: it points up. */
    scopeId: text('scope_id').notNull(),
    unitId: uuid('unit_id'),
    /** Name of the post, as it stands on the door. */
    post: text('post').notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }),
  },
  (t) => [
    index('grants_account').on(t.accountId),
    check('grants_scope_kind', sql`${t.scopeKind} in ('city', 'district', 'unit', 'enterprise', 'own')`),
  ],
)

/** Who did what, on which, with what result. Append-only for the application. */
export const auditRows = platform.table(
  'audit_rows',
  {
    city: city(),
    id: id(),
    at: at('at').notNull(),
    accountId: text('account_id').notNull(),
    role: text('role').notNull(),
    action: text('action').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id'),
    /** done, denied or failed. */
    result: text('result').notNull(),
    requestId: text('request_id').notNull(),
    /** SHA-256 over action, subject, result, time and the details. */
    digest: text('digest').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'audit_rows'),
    index('audit_rows_at').on(t.city, t.at),
    check('audit_rows_result', sql`${t.result} in ('done', 'denied', 'failed')`),
  ],
)

/** Before and after of an audit row: apart, so that one person's data can be erased without touching the row. */
export const auditDetails = platform.table(
  'audit_details',
  { city: city(), id: id(), details: jsonb('details').notNull() },
  (t) => inCityTable(t, 'audit_details'),
)

/** Facts that modules announce; the timeline of anything is its events. Kept for good. */
export const events = platform.table(
  'events',
  {
    city: city(),
    id: id(),
    /** Order of the events of a city within one millisecond. */
    sequence: bigint('sequence', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    at: at('at').notNull(),
    kind: text('kind').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    accountId: text('account_id').notNull(),
    actorName: text('actor_name').notNull(),
    facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [...inCityTable(t, 'events'), index('events_subject').on(t.city, t.subjectKind, t.subjectId, t.at)],
)

/** Stored files by content; served only through the row that owns them. */
export const files = platform.table(
  'files',
  {
    city: city(),
    id: id(),
    sha256: text('sha256').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    mediaType: text('media_type').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [...inCityTable(t, 'files'), uniqueIndex('files_sha256').on(t.city, t.sha256)],
)

/** One-time links that set up the first account of a real city. Only the hash of the link is kept. */
export const setupLinks = platform.table('setup_links', {
  tokenHash: text('token_hash').primaryKey(),
  city: city(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
})
