/** What stands in the database of the running test, told table by table. Not part of the product. */
import { sql } from 'drizzle-orm'
import { type Tx, transactAsOwner } from '../db/transact.ts'

/** A table of ours: `schema.name`, quoted. */
interface Table {
  name: string
  hasCity: boolean
}

export async function ourTables(tx: Tx): Promise<Table[]> {
  const found = await tx.execute<{ name: string; has_city: boolean }>(sql`
    SELECT format('%I.%I', n.nspname, c.relname) AS name,
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'city') AND c.relrowsecurity AS has_city
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('public', 'pgboss', 'platform_migrations', 'information_schema') AND n.nspname !~ '^pg_'
    ORDER BY 1`)
  return found.rows.map(({ name, has_city: hasCity }) => ({ name, hasCity }))
}

/** A digest of every row of a city, by table: what changes nothing there leaves it as it was. */
export const rowsOfCity = (city: string): Promise<Record<string, string>> =>
  transactAsOwner(city, async (tx) => {
    const digests: Record<string, string> = {}
    for (const { name, hasCity } of await ourTables(tx)) {
      if (!hasCity) continue
      const [row] = (
        await tx.execute<{ digest: string }>(sql`
          SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest
          FROM ${sql.raw(name)} t WHERE city = ${city}`)
      ).rows
      digests[name] = row?.digest ?? ''
    }
    return digests
  })

/** Tables of a city in which some row holds these very words. */
export const tablesHolding = (city: string, words: string): Promise<string[]> =>
  transactAsOwner(city, async (tx) => {
    const holding: string[] = []
    for (const { name, hasCity } of await ourTables(tx)) {
      if (!hasCity) continue
      // As JSON, so that quotes and backslashes of the words are found as they are written there.
      const escaped = JSON.stringify(words).slice(1, -1)
      const { rows } = await tx.execute(sql`
        SELECT FROM ${sql.raw(name)} t WHERE city = ${city} AND position(${escaped} in to_jsonb(t)::text) > 0 LIMIT 1`)
      if (rows.length > 0) holding.push(name)
    }
    return holding
  })
