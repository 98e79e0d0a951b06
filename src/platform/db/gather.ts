import { Column, fillPlaceholders, is, Placeholder, type SQL, type Subquery, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { send } from './statement.ts'
import type { Tx } from './transact.ts'

/** A query of flat rows that has not been sent: `tx.select()…` without `await`. */
interface Query<Row = unknown> extends PromiseLike<Row[]> {
  as(alias: string): Subquery<string, Record<string, unknown>>
}
type Lists = Record<string, Query>
type Rows<Wanted> = Wanted extends PromiseLike<infer Found> ? Found : never
type Found<Wanted extends Lists> = { [Name in keyof Wanted]: Rows<Wanted[Name]> }

/**
 * Several reads in one statement: each list comes back as it would by itself, in its order. What a screen shows of one
 * thing costs one round trip instead of one a table.
 */
export async function gather<Wanted extends Lists>(tx: Tx, lists: Wanted): Promise<Found<Wanted>> {
  const { statement, read } = gathered(lists)
  const { rows } = await tx.execute<Answer>(statement)
  return read(rows[0]) as Found<Wanted>
}

/**
 * The same where only values differ from call to call: the text is built once, which for a screen of ten tables takes longer
 * than running it.
 *
 * @param build makes the queries of values that are not known yet: it may compare with them and hand them on, not look at them
 */
export function gathering<Values extends Record<string, string | number>, Wanted extends Lists>(
  build: (tx: Tx, values: Values) => Wanted,
): (tx: Tx, values: Values) => Promise<Found<Wanted>> {
  let ready: { text: string; params: unknown[]; read: (answer: Answer | undefined) => unknown } | null = null
  return async (tx, values) => {
    if (!ready) {
      const { statement, read } = gathered(build(tx, unknownYet as Values))
      const { sql: text, params } = new PgDialect().sqlToQuery(statement)
      ready = { text, params, read }
    }
    const { text, params, read } = ready
    const [answer] = await send<Answer>(tx, text, fillPlaceholders(params, values))
    return read(answer) as Found<Wanted>
  }
}

/** Whatever is asked for is a place in the statement. */
const unknownYet = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? new Placeholder(name) : undefined) })

type Answer = Record<string, unknown[][]>

/** The statement of some lists, and how its one row is read. */
function gathered(lists: Lists): { statement: SQL; read: (answer: Answer | undefined) => unknown } {
  const wanted = Object.entries(lists).map(([name, query]) => {
    const from = query.as(name)
    const fields: [string, unknown][] = Object.entries(from._.selectedFields)
    return { name, from, fields, decoders: fields.map(([, field]) => decoderOf(field)) }
  })
  const readList = ({ name, fields, decoders }: (typeof wanted)[number], answer: Answer) =>
    (answer[name] ?? []).map((values) =>
      Object.fromEntries(fields.map(([field], at) => [field, values[at] === null ? null : decoders[at]?.(values[at])])),
    )
  return {
    statement: sql`select ${sql.join(wanted.map(asJson), sql`, `)}`,
    read: (answer = {}) => Object.fromEntries(wanted.map((list) => [list.name, readList(list, answer)])),
  }
}

function asJson({ name, from, fields }: { name: string; from: Subquery; fields: [string, unknown][] }): SQL {
  const columns = fields.map(([field, column]) => sql.identifier(nameOf(field, column)))
  return sql`(select coalesce(json_agg(json_build_array(${sql.join(columns, sql`, `)})), '[]') from ${from}) as ${sql.identifier(name)}`
}

const nameOf = (field: string, column: unknown): string => (is(column, Column) ? column.name : field)

function decoderOf(field: unknown): (value: unknown) => unknown {
  return is(field, Column) ? (value) => field.mapFromDriverValue(value) : (value) => value
}
