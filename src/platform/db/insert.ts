import type { PgInsertValue, PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from './transact.ts'

/** Rows in one statement: PostgreSQL takes 65,535 parameters, and the one session of the embedded database is not held long. */
const batch = 500

/** Inserts any number of rows in statements of a bearable size. */
export async function insertAll<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly PgInsertValue<Table>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += batch) await tx.insert(table).values(rows.slice(from, from + batch))
}
