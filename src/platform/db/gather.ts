import { Column, is, type SQL, type Subquery, sql } from 'drizzle-orm'
import type { Tx } from './transact.ts'

/** A query of flat rows that has not been sent: `tx.select()…` without `await`. */
interface Query<Row = unknown> extends PromiseLike<Row[]> {
  as(alias: string): Subquery<string, Record<string, unknown>>
}
type Rows<Wanted> = Wanted extends PromiseLike<infer Found> ? Found : never

/**
 * Several reads in one statement: each list comes back as it would by itself, in its order. What a screen shows of one
 * thing costs one round trip instead of one a table.
 */
export async function gather<Lists extends Record<string, Query>>(
  tx: Tx,
  lists: Lists,
): Promise<{ [Name in keyof Lists]: Rows<Lists[Name]> }> {
  const wanted = Object.entries(lists).map(([name, query]) => {
    const from = query.as(name)
    const fields: [string, unknown][] = Object.entries(from._.selectedFields)
    return { name, from, fields, decoders: fields.map(([, field]) => decoderOf(field)) }
  })
  const { rows } = await tx.execute<Record<string, unknown[][]>>(sql`select ${sql.join(wanted.map(asJson), sql`, `)}`)
  const [found = {}] = rows
  const read = ({ name, fields, decoders }: (typeof wanted)[number]) =>
    (found[name] ?? []).map((values) =>
      Object.fromEntries(fields.map(([field], at) => [field, values[at] === null ? null : decoders[at]?.(values[at])])),
    )
  return Object.fromEntries(wanted.map((list) => [list.name, read(list)])) as never
}

function asJson({ name, from, fields }: { name: string; from: Subquery; fields: [string, unknown][] }): SQL {
  const columns = fields.map(([field, column]) => sql.identifier(nameOf(field, column)))
  return sql`(select coalesce(json_agg(json_build_array(${sql.join(columns, sql`, `)})), '[]') from ${from}) as ${sql.identifier(name)}`
}

const nameOf = (field: string, column: unknown): string => (is(column, Column) ? column.name : field)

function decoderOf(field: unknown): (value: unknown) => unknown {
  return is(field, Column) ? (value) => field.mapFromDriverValue(value) : (value) => value
}
