/** What every table must keep: the city leads its keys, row level security holds, audit and events are append-only. */
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rolledBack } from '../testing/world.ts'
import { appendOnlyTables } from './migrate.ts'
import { applicationRole } from './transact.ts'
import { store } from './transaction-store.ts'

/** Reference and sign-in tables are read before a city is known. */
const withoutCity = [
  'platform.cities',
  'platform.calendar_years',
  'platform.accounts',
  'platform.sessions',
  'platform.credentials',
  'platform.verifications',
  'platform.second_factors',
  'platform.password_history',
  'platform.sign_in_failures',
  'platform.setup_links',
]

async function rows(query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> {
  const tx = store.getStore()?.tx
  if (!tx) throw new Error('outside a transaction')
  return (await tx.execute(query)).rows
}

const ourSchemas = sql`n.nspname NOT IN ('public', 'pgboss', 'platform_migrations', 'information_schema') AND n.nspname !~ '^pg_'`

test('every business table has row level security by city', () =>
  rolledBack(async () => {
    const open = await rows(sql`
      SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND ${ourSchemas}
        AND NOT (c.relrowsecurity AND EXISTS (
          SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*'
            AND pg_get_expr(p.polqual, p.polrelid) LIKE '%daqiao.city%' AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%daqiao.city%'))
      ORDER BY 1`)
    expect(open.map((row) => row.name).sort()).toEqual([...withoutCity].sort())
  }))

test('the city leads every key of a business table', () =>
  rolledBack(async () => {
    const wrong = await rows(sql`
      SELECT n.nspname || '.' || i.relname AS name FROM pg_index x
      JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
      WHERE x.indisunique AND ${ourSchemas} AND t.relrowsecurity AND a.attname <> 'city'`)
    expect(wrong).toEqual([])
  }))

test('foreign keys between business tables hold the city', () =>
  rolledBack(async () => {
    const wrong = await rows(sql`
      SELECT k.conname AS name FROM pg_constraint k
      JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace n ON n.oid = t.relnamespace
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'f' AND ${ourSchemas} AND f.relrowsecurity AND a.attname <> 'city'`)
    expect(wrong).toEqual([])
  }))

test('the application owns nothing and cannot change what is append-only', () =>
  rolledBack(async () => {
    const owned = await rows(
      sql`SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = ${applicationRole}`,
    )
    expect(owned).toEqual([])
    for (const table of appendOnlyTables) {
      const writable = await rows(sql`
        SELECT privilege FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS p (privilege)
        WHERE has_table_privilege(${applicationRole}, ${`platform.${table}`}, privilege)`)
      expect(writable, table).toEqual([])
    }
  }))
