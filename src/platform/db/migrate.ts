import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { applicationRole } from './transact.ts'

const folder = new URL('../../../migrations/', import.meta.url)
const Journal = z.object({ entries: z.array(z.object({ idx: z.number(), tag: z.string() })) })
const record = 'platform_migrations.applied'

/**
 * Brings the database to this version's tables in one transaction under a lock, and gives the application's role its
 * rights. Migrations are the files that `npm run migration` generates, in the order of their journal.
 *
 * @returns how many migrations were applied
 * @throws AppError unavailable `platform.dataFromNewerVersion` when the data was written by a newer version
 */
export async function migrate(pool: pg.Pool): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN; SELECT pg_advisory_xact_lock(6279431)')
    await client.query(createRole)
    await client.query(
      `CREATE SCHEMA IF NOT EXISTS platform_migrations;
       CREATE TABLE IF NOT EXISTS ${record} (tag text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
    )
    const applied = await client.query<{ tag: string }>(`SELECT tag FROM ${record}`)
    const done = new Set(applied.rows.map((row) => row.tag))
    const known = migrationTags()
    if ([...done].some((tag) => !known.includes(tag)))
      throw new AppError('unavailable', 'platform.dataFromNewerVersion')
    const waiting = known.filter((tag) => !done.has(tag))
    for (const tag of waiting) {
      await client.query(readFileSync(new URL(`${tag}.sql`, folder), 'utf8'))
      await client.query(`INSERT INTO ${record} (tag) VALUES ($1)`, [tag])
    }
    await client.query(await rights(client))
    await client.query('COMMIT')
    return waiting.length
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** Names of this version's migrations, oldest first. */
export const migrationTags = (): string[] =>
  Journal.parse(JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8'))).entries.map(({ tag }) => tag)

/** The role is the whole server's: two databases brought up at the same moment may both find it missing. */
const createRole = `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${applicationRole}') THEN CREATE ROLE ${applicationRole} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$`

/** The application reads and writes rows of every module's schema; it changes nothing that is append-only and reaches nothing of sign-in. */
async function rights(client: pg.ClientBase): Promise<string> {
  const schemas = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema|pgboss|platform_migrations|public)'`,
  )
  const granted = schemas.rows.map(
    ({ name }) =>
      `GRANT USAGE ON SCHEMA "${name}" TO ${applicationRole};
       GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "${name}" TO ${applicationRole};
       GRANT USAGE ON ALL SEQUENCES IN SCHEMA "${name}" TO ${applicationRole};`,
  )
  const appendOnly = appendOnlyTables.map(
    (table) => `REVOKE UPDATE, DELETE, TRUNCATE ON platform.${table} FROM ${applicationRole};`,
  )
  const closed = signInTables.map((table) => `REVOKE ALL ON platform.${table} FROM ${applicationRole};`)
  // References of all cities: only the operator's import and the first start, as the owner of the tables, add to them.
  const imported = `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON platform.calendar_years, platform.cities FROM ${applicationRole};`
  return [...granted, ...appendOnly, ...closed, imported].join('\n')
}

/** Rows of these are written once and stay: audit, events, enacted rules. */
export const appendOnlyTables = [
  'audit_rows',
  'audit_details',
  'audit_links',
  'audit_archives',
  'events',
  'rule_versions',
  'calendar_years',
] as const

/** Passwords, sessions and what belongs to them: sign-in alone reads and writes them, as the owner of the tables. */
export const signInTables = [
  'accounts',
  'sessions',
  'credentials',
  'verifications',
  'second_factors',
  'password_history',
  'sign_in_failures',
  'setup_links',
] as const
