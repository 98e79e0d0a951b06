import { sql } from 'drizzle-orm'
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

/** Rows for a table, checked against it by `rowsFor`. */
export interface Rows {
  count: number
  insert: (tx: Tx) => Promise<void>
  query: (tx: Tx) => ReturnType<typeof sql>
}

export const rowsFor = <Table extends PgTable>(table: Table, rows: readonly PgInsertValue<Table>[]): Rows => ({
  count: rows.length,
  insert: (tx) => insertAll(tx, table, rows),
  query: (tx) =>
    tx
      .insert(table)
      .values([...rows])
      .getSQL(),
})

/** More than these go table by table, in statements of a bearable size. */
const fewRows = 50

/** Inserts the rows of several tables, where they are few in one statement: a step writes its event and its audit at once. */
export async function insertTogether(tx: Tx, all: readonly Rows[]): Promise<void> {
  const parts = all.filter(({ count }) => count > 0)
  if (parts.some(({ count }) => count > fewRows)) {
    for (const part of parts) await part.insert(tx)
    return
  }
  const last = parts.at(-1)?.query(tx)
  if (!last) return
  const before = parts.slice(0, -1).map((part, at) => sql`${sql.identifier(`part_${at}`)} as (${part.query(tx)})`)
  await tx.execute(before.length === 0 ? last : sql`with ${sql.join(before, sql`, `)} ${last}`)
}
