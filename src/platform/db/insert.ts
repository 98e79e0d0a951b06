import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgInsertValue, type PgTable } from 'drizzle-orm/pg-core'
import { send } from './statement.ts'
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
  /** The table and the columns that some row names, quoted. */
  into: { table: string; columns: string }
  /** The rows as one parameter, each cell as the driver takes it. */
  records: () => string
}

export function rowsFor<Table extends PgTable>(table: Table, rows: readonly PgInsertValue<Table>[]): Rows {
  const cells = rows.map((row): Record<string, unknown> => row)
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => cells.some((row) => row[key] !== undefined))
  return {
    count: rows.length,
    insert: (tx) => insertAll(tx, table, rows),
    into: { table: quoted(table), columns: columns.map(([, { name }]) => `"${name}"`).join(', ') },
    records: () =>
      JSON.stringify(
        cells.map((row) => Object.fromEntries(columns.map(([key, column]) => [column.name, driven(column, row[key])]))),
      ),
  }
}

const quoted = (table: PgTable): string => {
  const { schema, name } = getTableConfig(table)
  return `"${schema ?? 'public'}"."${name}"`
}

/** What is encrypted on the way is; JSON stays as it is within JSON. */
const driven = (column: PgColumn, value: unknown): unknown =>
  value === undefined || value === null ? null : column.dataType === 'json' ? value : column.mapToDriverValue(value)

/** Whether a statement failed because somebody else was faster: the unique index of this name had the row already. */
export const wasTaken = (error: unknown, index: string): boolean =>
  error instanceof Error && (Reflect.get(error, 'constraint') === index || wasTaken(error.cause, index))

/** More than these go table by table, in statements of a bearable size. */
const fewRows = 50

/** Inserts the rows of several tables, where they are few in one statement: a step writes its event and its audit at once. */
export async function insertTogether(tx: Tx, all: readonly Rows[]): Promise<void> {
  const parts = all.filter(({ count }) => count > 0)
  if (parts.some(({ count }) => count > fewRows)) {
    for (const part of parts) await part.insert(tx)
    return
  }
  const texts = parts.map(({ into: { table, columns } }, at) => {
    return `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $${at + 1}::jsonb)`
  })
  const last = texts.pop()
  if (last === undefined) return
  const before = texts.map((text, at) => `part_${at} as (${text})`)
  await send(
    tx,
    before.length === 0 ? last : `with ${before.join(', ')} ${last}`,
    parts.map((part) => part.records()),
  )
}
