import { type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core'

/** A column that names a firm, of a table with an id: its rows go with the firm when it is merged. */
export interface FirmMove {
  column: PgColumn
  /** Columns by which a firm has a row only once: what both have stays with the entry that went. */
  once?: readonly PgColumn[]
  /** The rows to which `once` applies, as SQL about `row`; all where not said. */
  onceIf?: (row: string) => string
  /** Rows that do not go along. */
  unless?: (row: string, stay: string) => SQL
}

/** A column that names a firm and whose rows do not go along, and why. */
export interface FirmStay {
  column: PgColumn
  why: string
}

const moves: FirmMove[] = []
const stays: FirmStay[] = []

/** Said once at start by each module that keeps something about firms. The merge moves it in its own transaction. */
export function registerFirmColumns(columns: { moves?: readonly FirmMove[]; stays?: readonly FirmStay[] }): void {
  for (const move of columns.moves ?? []) if (!moves.some(({ column }) => column === move.column)) moves.push(move)
  for (const stay of columns.stays ?? []) if (!stays.some(({ column }) => column === stay.column)) stays.push(stay)
}

export const firmMoves = (): readonly FirmMove[] => moves
export const firmStays = (): readonly FirmStay[] => stays

/** A column as the database calls it: `enterprises.names.enterprise_id`. */
export function placeOf(column: PgColumn): string {
  const { schema, name } = getTableConfig(column.table)
  return `${schema ?? 'public'}.${name}.${column.name}`
}

export const tableOf = (column: PgColumn): SQL => {
  const { schema, name } = getTableConfig(column.table)
  return sql.raw(`"${schema ?? 'public'}"."${name}"`)
}
