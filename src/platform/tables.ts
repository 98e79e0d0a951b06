import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, city, cityPolicy, id, inCityTable } from './db/columns.ts'

export { alertDeliveries, alertSettings, alerts } from './alerts/tables.ts'
export { apiKeys } from './api-keys/tables.ts'
export { burden } from './burden/tables.ts'
export { calendarYears, clocks } from './deadlines/tables.ts'
export { importParts, importProblems, importSources, imports } from './imports/tables.ts'
export { webHookDeliveries, webHooks } from './web-hooks/tables.ts'

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
export const accounts = platform.table(
  'accounts',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    email: text('email').notNull().unique(),
    emailVerified: boolean('email_verified').notNull().default(false),
    image: text('image'),
    username: text('username').unique(),
    displayUsername: text('display_username'),
    /** Where the account was made. Its grants say where it may act. */
    city: city(),
    /** The person of organisations it belongs to. No foreign key: it points up. */
    personId: uuid('person_id'),
    /** `local`: user name and password; `single-sign-on`: the city's own sign-on. */
    origin: text('origin').notNull().default('local'),
    /** A closed account signs in nowhere; its row stays, since the audit names it. */
    closedAt: moment('closed_at'),
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    passwordChangedAt: moment('password_changed_at'),
    lastSignInAt: moment('last_sign_in_at'),
    twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    index('accounts_city').on(t.city, t.id),
    check('accounts_origin', sql`${t.origin} in ('local', 'single-sign-on')`),
  ],
)

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
    /** Last use, written at most once a minute; an idle session ends. */
    lastSeenAt: moment('last_seen_at').notNull().default(sql`now()`),
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

/** Second factors (the `twoFactor` of better-auth): secret and recovery codes are encrypted by it. */
export const secondFactors = platform.table(
  'second_factors',
  {
    id: text('id').primaryKey(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    verified: boolean('verified').notNull().default(true),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: moment('locked_until'),
  },
  (t) => [index('second_factors_user').on(t.userId)],
)

/** Hashes of passwords once used, so that none comes back too soon. */
export const passwordHistory = platform.table(
  'password_history',
  {
    id: uuid('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull(),
    usedFrom: moment('used_from').notNull(),
  },
  (t) => [index('password_history_account').on(t.accountId, t.usedFrom)],
)

/** Failed sign-ins by user name, known or not, so that a lock tells nobody whether the name exists. */
export const signInFailures = platform.table('sign_in_failures', {
  /** SHA-256 of the user name in lower case. */
  nameHash: text('name_hash').primaryKey(),
  failures: integer('failures').notNull(),
  /** How often it was locked in a row: each lock is longer. */
  locks: integer('locks').notNull().default(0),
  lockedUntil: moment('locked_until'),
  lastAt: moment('last_at').notNull(),
})

/** A role with a scope, given to an account for a time. Sign-in reads it as the owner, before the city is known. */
export const grants = platform.table(
  'grants',
  {
    city: city(),
    id: id(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    scopeKind: text('scope_kind').notNull(),
    /** City or division code, unit id, enterprise id, the grant's own id for a portfolio. No foreign key: it points up. */
    scopeId: text('scope_id').notNull(),
    unitId: uuid('unit_id'),
    /** Name of the post, as it stands on the door. */
    post: text('post').notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }),
    /** The grant of the absent colleague whose post this is (代理). */
    actingFor: uuid('acting_for'),
    /** `local`, or `single-sign-on` where the city's sign-on gave it and takes it away again. */
    origin: text('origin').notNull().default('local'),
  },
  (t) => [
    ...inCityTable(t, 'grants'),
    index('grants_account').on(t.accountId),
    check('grants_scope_kind', sql`${t.scopeKind} in ('city', 'district', 'unit', 'portfolio', 'enterprise', 'own')`),
    check('grants_origin', sql`${t.origin} in ('local', 'single-sign-on')`),
  ],
)

/** What a portfolio (分管) holds: units, districts, chains, each for its time. */
export const portfolioItems = platform.table(
  'portfolio_items',
  {
    city: city(),
    id: id(),
    grantId: uuid('grant_id').notNull(),
    kind: text('kind').notNull(),
    /** Unit id, division code or chain id. No foreign key: it points up. */
    itemId: text('item_id').notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }),
  },
  (t) => [
    ...inCityTable(t, 'portfolio_items'),
    index('portfolio_items_grant').on(t.city, t.grantId),
    foreignKey({
      name: 'portfolio_items_of_grant',
      columns: [t.city, t.grantId],
      foreignColumns: [grants.city, grants.id],
    }),
    check('portfolio_items_kind', sql`${t.kind} in ('unit', 'district', 'chain')`),
  ],
)

/** What takes effect only when a second person agrees: a role given, a list of unmasked data exported. */
export const approvals = platform.table(
  'approvals',
  {
    city: city(),
    id: id(),
    kind: text('kind').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    /** What will be done, in the shape of its kind. */
    proposal: jsonb('proposal').$type<Record<string, unknown>>().notNull(),
    reason: text('reason').notNull(),
    state: text('state').notNull().default('waiting'),
    proposedBy: text('proposed_by').notNull(),
    proposedByName: text('proposed_by_name').notNull(),
    proposedAt: at('proposed_at').notNull(),
    /** Nobody decides after this. */
    expiresAt: at('expires_at').notNull(),
    decidedBy: text('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    decisionNote: text('decision_note'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'approvals'),
    index('approvals_state').on(t.city, t.state, t.proposedAt),
    index('approvals_subject').on(t.city, t.subjectKind, t.subjectId),
    check('approvals_state', sql`${t.state} in ('waiting', 'approved', 'refused', 'withdrawn')`),
  ],
)

/** Numbers of rules by day: the defaults of the repository (city `000000`) and what a city enacted. Never changed once written. */
export const ruleVersions = platform.table(
  'rule_versions',
  {
    city: city(),
    id: id(),
    rule: text('rule').notNull(),
    validFromOn: date('valid_from_on', { mode: 'string' }).notNull(),
    body: jsonb('body').notNull(),
    source: text('source').notNull(),
    enactedBy: text('enacted_by').notNull(),
    enactedAt: at('enacted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.city, t.id] }),
    pgPolicy('rule_versions_in_city', {
      as: 'permissive',
      for: 'all',
      to: 'daqiao_app',
      using: sql`city in (current_setting('daqiao.city', true), '000000')`,
      withCheck: sql`city = current_setting('daqiao.city', true)`,
    }),
    index('rule_versions_rule').on(t.city, t.rule, t.validFromOn),
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
    /** The post acted in, and whose post it was where somebody acted for an absent colleague. */
    grantId: uuid('grant_id'),
    actingFor: text('acting_for'),
    /** Network address the request came from; null for jobs and the command line. */
    address: text('address'),
    /** Digest of the salted details; null where there are none. It stays when they are erased. */
    detailsDigest: text('details_digest'),
    /** Digest over every other column of the row. */
    digest: text('digest').notNull(),
    /** How the digest was made: 1 before there was a chain, 2 since. */
    digestForm: integer('digest_form').notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'audit_rows'),
    index('audit_rows_at').on(t.city, t.at, t.id),
    index('audit_rows_account').on(t.city, t.accountId, t.at, t.id),
    index('audit_rows_action').on(t.city, t.action, t.at, t.id),
    index('audit_rows_subject').on(t.city, t.subjectId, t.at, t.id).where(sql`${t.subjectId} is not null`),
    index('audit_rows_result').on(t.city, t.result, t.at, t.id).where(sql`${t.result} <> 'done'`),
    index('audit_rows_address').on(t.city, t.address, t.at, t.id).where(sql`${t.address} is not null`),
    check('audit_rows_result', sql`${t.result} in ('done', 'denied', 'failed')`),
  ],
)

/** Before and after of an audit row: apart, so that one person's data can be erased without touching the row. */
export const auditDetails = platform.table(
  'audit_details',
  {
    city: city(),
    id: id(),
    /** Null once erased. */
    details: jsonb('details'),
    /** Goes into the digest and is erased with the details, so that they cannot be guessed from it. */
    salt: text('salt').notNull().default(''),
    erasedAt: at('erased_at'),
  },
  (t) => inCityTable(t, 'audit_details'),
)

/** The hash chain over the audit rows of a city, in the order they were sealed. Append-only. */
export const auditLinks = platform.table(
  'audit_links',
  {
    city: city(),
    position: bigint('position', { mode: 'number' }).notNull(),
    auditId: uuid('audit_id').notNull(),
    /** `sm3` or `sha256`. */
    algorithm: text('algorithm').notNull(),
    /** Hash over the hash of the link before, the other columns and the digest of the row. */
    hash: text('hash').notNull(),
    sealedAt: at('sealed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.city, t.position] }),
    cityPolicy('audit_links'),
    uniqueIndex('audit_links_row').on(t.city, t.auditId),
    check('audit_links_algorithm', sql`${t.algorithm} in ('sm3', 'sha256')`),
  ],
)

/** What was moved out of the database into a file: the chain goes on from its last hash. Append-only. */
export const auditArchives = platform.table(
  'audit_archives',
  {
    city: city(),
    id: id(),
    throughPosition: bigint('through_position', { mode: 'number' }).notNull(),
    throughHash: text('through_hash').notNull(),
    rowCount: bigint('row_count', { mode: 'number' }).notNull(),
    /** Rows before this moment were moved. */
    before: at('before').notNull(),
    fileName: text('file_name').notNull(),
    fileSha256: text('file_sha256').notNull(),
    archivedAt: at('archived_at').notNull(),
  },
  (t) => inCityTable(t, 'audit_archives'),
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
  (t) => [
    ...inCityTable(t, 'events'),
    index('events_subject').on(t.city, t.subjectKind, t.subjectId, t.at),
    index('events_sequence').on(t.city, t.sequence),
  ],
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

/** One-time links that set up the first three administrators of a real city, one each. Only the hash of a link is kept. */
export const setupLinks = platform.table('setup_links', {
  tokenHash: text('token_hash').primaryKey(),
  city: city(),
  role: text('role').notNull().default('system-administrator'),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
})

/**
 * A person asks for what the city holds of them (个人信息保护法, art. 44-50). The row itself names nobody: who asked stands
 * in the paper file of that number.
 */
export const personalDataCases = platform.table(
  'personal_data_cases',
  {
    city: city(),
    id: id(),
    /** Number of the paper file. */
    fileNumber: text('file_number').notNull(),
    requester: text('requester').notNull(),
    ground: text('ground').notNull(),
    /** What was asked for: copy, correct, erase. */
    kinds: text('kinds').array().notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    state: text('state').notNull().default('open'),
    /** Where the person's data stands, as the search found and the administrator chose: ids and fields alone. */
    places: jsonb('places')
      .$type<{ source: string; kind: string; id: string; field: string }[]>()
      .notNull()
      .default([]),
    copiedAt: at('copied_at'),
    correctedAt: at('corrected_at'),
    /** The second person's decision on erasing; null while nobody was asked. */
    approvalId: uuid('approval_id'),
    erasedAt: at('erased_at'),
    openedBy: text('opened_by').notNull(),
    openedAt: at('opened_at').notNull(),
    /** How it ended: done, refused, withdrawn. */
    outcome: text('outcome'),
    closedBy: text('closed_by'),
    closedAt: at('closed_at'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'personal_data_cases'),
    index('personal_data_cases_state').on(t.city, t.state, t.receivedOn),
    check('personal_data_cases_state', sql`${t.state} in ('open', 'closed')`),
    check('personal_data_cases_requester', sql`${t.requester} in ('self', 'guardian', 'agent', 'relative')`),
    check('personal_data_cases_outcome', sql`${t.outcome} in ('done', 'refused', 'withdrawn')`),
  ],
)
