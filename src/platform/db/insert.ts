import { getTableColumns, is, SQL } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import { send } from './statement.ts'
import type { Tx } from './transact.ts'

/** Rows in one statement: the one session of the embedded database is not held long. */
const batch = 500

/** Rows for a table, checked against it by `rowsFor`. */
export interface Rows {
  count: number
  /** The table and the columns that some row names, quoted. */
  table: string
  columns: string
  /** Rows from one on as one parameter, each cell as the driver takes it. */
  records: (from: number, count: number) => string
}

/**
 * Rows as one parameter of JSON: as parameters of their own the cells would cost more than the database takes for all of
 * them, and the text of the statement depends on the columns alone. A column that no row names keeps the database's
 * default; one that some row names has the table's in the others.
 */
export function rowsFor<Table extends PgTable>(table: Table, rows: readonly Table['$inferInsert'][]): Rows {
  const cells = rows.map((row): Record<string, unknown> => row)
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => cells.some((row) => row[key] !== undefined))
  const record = (row: Record<string, unknown>) =>
    Object.fromEntries(columns.map(([key, column]) => [column.name, driven(column, row[key])]))
  const { schema, name } = getTableConfig(table)
  return {
    count: rows.length,
    table: `"${schema ?? 'public'}"."${name}"`,
    columns: columns.map(([, column]) => `"${column.name}"`).join(', '),
    records: (from, count) => JSON.stringify(cells.slice(from, from + count).map(record)),
  }
}

/** What is encrypted on the way is; JSON stays as it is within JSON. */
function driven(column: PgColumn, given: unknown): unknown {
  const value = given === undefined && !is(column.default, SQL) ? column.default : given
  return value === undefined || value === null
    ? null
    : column.dataType === 'json'
      ? value
      : column.mapToDriverValue(value)
}

/** Inserts any number of rows in statements of a bearable size. `onConflict` is the clause as the database reads it. */
export const insertAll = <Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  onConflict = '',
): Promise<void> => insertRows(tx, rowsFor(table, rows), onConflict)

async function insertRows(tx: Tx, rows: Rows, onConflict = ''): Promise<void> {
  for (let from = 0; from < rows.count; from += batch) {
    await send(tx, `${insertOf(rows, 1)} ${onConflict}`, [rows.records(from, batch)])
  }
}

const insertOf = ({ table, columns }: Rows, parameter: number): string =>
  `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $${parameter}::jsonb)`

/** Inserts the rows of several tables, where they are few in one statement: a step writes its event and its audit at once. */
export async function insertTogether(tx: Tx, all: readonly Rows[]): Promise<void> {
  const parts = all.filter(({ count }) => count > 0)
  if (parts.some(({ count }) => count > batch)) {
    for (const part of parts) await insertRows(tx, part)
    return
  }
  const texts = parts.map((part, at) => insertOf(part, at + 1))
  const last = texts.pop()
  if (last === undefined) return
  const before = texts.map((text, at) => `part_${at} as (${text})`)
  const records = parts.map((part) => part.records(0, batch))
  await send(tx, before.length === 0 ? last : `with ${before.join(', ')} ${last}`, records)
}

/** Whether a statement failed because somebody else was faster: the unique index of this name had the row already. */
export const wasTaken = (error: unknown, index: string): boolean =>
  error instanceof Error && (Reflect.get(error, 'constraint') === index || wasTaken(error.cause, index))
