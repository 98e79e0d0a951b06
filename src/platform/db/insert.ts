import { getTableColumns, type SQL, sql } from 'drizzle-orm'
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

/**
 * Many rows as one parameter, where each cell as one of its own would cost more than the database takes for all of them.
 * For plain columns alone: nothing is encrypted on the way. A column that no row names keeps its default.
 */
export async function insertMany<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  onConflict: SQL = sql``,
): Promise<void> {
  if (rows.length === 0) return
  const cells = rows.map((row): Record<string, unknown> => row)
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => cells.some((row) => row[key] !== undefined))
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  const records = cells.map((row) => Object.fromEntries(columns.map(([key, { name }]) => [name, row[key] ?? null])))
  await tx.execute(
    sql`insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(records)}::jsonb) ${onConflict}`,
  )
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
