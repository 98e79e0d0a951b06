import { sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import { blindIndex, blindIndexes } from './values.ts'

/** A protected column with its blind index. Both are always written together. */
export interface ProtectedColumn {
  column: PgColumn
  index: PgColumn
  /** What the index knows of a text. */
  normalise: (text: string) => string
}

/** A table with encrypted columns: named by its module, sealed at the start, brought to newer keys by a rotation. */
export interface ProtectedTable {
  table: PgTable & { city: PgColumn; id: PgColumn }
  columns: readonly ProtectedColumn[]
}

/** `schema.table.column`: what a value of the column is bound to. */
export function placeOf(column: PgColumn): string {
  const { schema, name } = getTableConfig(column.table)
  return `${schema ?? 'public'}.${name}.${column.name}`
}

/** The value as it stands in the database, not opened. */
export const rawValue = (column: PgColumn) => sql<string | null>`${column}`

/** What the index of a column holds for a text; to be written whenever the column is. */
export const indexOf = ({ index, normalise }: ProtectedColumn, text: string | null): string | null =>
  text === null ? null : blindIndex(placeOf(index), normalise(text))

/** What the index may hold for a text that is looked for: one value for each version of the keys. */
export const indexesOf = ({ index, normalise }: ProtectedColumn, text: string): string[] =>
  blindIndexes(placeOf(index), normalise(text))
