import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/**
 * Any number of values as one parameter, an array: the text of the statement stays the same and short, so that it is planned
 * once, and the planner knows how many they are and takes the index.
 */
export const within = (column: PgColumn, values: readonly string[]): SQL =>
  sql`${column} = any(${sql.param([...values])}::${sql.raw(column.getSQLType())}[])`
