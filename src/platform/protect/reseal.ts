import { and, asc, count, eq, gt, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { cities } from '../tables.ts'
import { type KeyVersion, keyRing } from './key-ring.ts'
import { type ProtectedColumn, type ProtectedTable, placeOf, rawValue } from './protected-tables.ts'
import { blindIndex, isSealed, openValue, sealValue } from './values.ts'

/** Rows in one transaction: short enough for the one session of the embedded database. */
const batch = 200

export interface Resealed {
  rows: number
  /** Values that no key opens; they stay as they are. */
  unreadable: number
}

/** Codes of the cities in this database. */
export const cityCodes = async (): Promise<string[]> =>
  (await transactAsOwner('000000', (tx) => tx.select({ code: cities.code }).from(cities))).map(({ code }) => code)

/**
 * Encrypts what stands plain: rows written before there were keys. They have no index, so a start that finds none asks
 * each column's index once.
 */
export async function sealPlainRows(tables: readonly ProtectedTable[]): Promise<number> {
  let sealed = 0
  for (const city of await cityCodes()) {
    for (const table of tables) {
      const isPlain = or(...table.columns.map(({ column, index }) => and(isNotNull(column), isNull(index))))
      sealed += (await resealRows(city, table, isPlain, { plain: true })).rows
    }
  }
  return sealed
}

/** Brings the rows of one city to the newest key, batch by batch. `isStopped` is asked between two batches. */
export async function resealCity(
  city: string,
  tables: readonly ProtectedTable[],
  each: (rows: number) => void,
  isStopped: () => boolean,
): Promise<Resealed> {
  const total = { rows: 0, unreadable: 0 }
  const { version } = keyRing().newest()
  for (const table of tables) {
    const done = await resealRows(city, table, isOlderThan(table, version), { plain: false, each, isStopped })
    total.rows += done.rows
    total.unreadable += done.unreadable
  }
  return total
}

/** A value or an index of another version than this one. */
const isOlderThan = ({ columns }: ProtectedTable, version: number): SQL | undefined =>
  or(
    ...columns.flatMap(({ column, index }) => [
      and(isNotNull(column), ne(versionOf(column), `v${version}`)),
      and(isNotNull(index), ne(versionOf(index), `v${version}`)),
    ]),
  )

const versionOf = (column: ProtectedColumn['column']): SQL<string> => sql<string>`split_part(${column}, ':', 1)`

interface Walk {
  /** Whether a value that is not sealed is taken as it stands. */
  plain: boolean
  each?: (rows: number) => void
  isStopped?: () => boolean
}

async function resealRows(
  city: string,
  protectedTable: ProtectedTable,
  wanted: SQL | undefined,
  { plain, each = () => undefined, isStopped = () => false }: Walk,
): Promise<Resealed> {
  const total = { rows: 0, unreadable: 0 }
  for (let after: string | null = null; !isStopped(); ) {
    const last: string | null = after
    const done: Resealed & { last: string | null } = await transactAsOwner(city, async (tx) => {
      const rows = await lockBatch(tx, city, protectedTable, wanted, last)
      const key = keyRing().newest()
      const changed = rows.map((row) => resealRow(protectedTable, row, key, plain))
      await writeBatch(
        tx,
        city,
        protectedTable,
        changed.filter((row) => row.isChanged),
      )
      return {
        rows: changed.filter((row) => row.isChanged).length,
        unreadable: changed.reduce((sum, row) => sum + row.unreadable, 0),
        last: rows.length < batch ? null : (rows.at(-1)?.id ?? null),
      }
    })
    total.rows += done.rows
    total.unreadable += done.unreadable
    each(done.rows)
    if (done.last === null) return total
    after = done.last
  }
  return total
}

interface RawRow {
  id: string
  /** Value and index of each protected column, in their order. */
  values: [value: string | null, index: string | null][]
}

async function lockBatch(
  tx: Tx,
  city: string,
  { table, columns }: ProtectedTable,
  wanted: SQL | undefined,
  after: string | null,
): Promise<RawRow[]> {
  const raw = Object.fromEntries(
    columns.flatMap(({ column, index }, at) => [
      [`value${at}`, rawValue(column)],
      [`index${at}`, rawValue(index)],
    ]),
  )
  const rows = await tx
    .select({ id: sql<string>`${table.id}`, ...raw })
    .from(table)
    .where(and(eq(table.city, city), after === null ? undefined : gt(table.id, after), wanted))
    .orderBy(asc(table.id))
    .limit(batch)
    .for('update')
  return rows.map((row) => {
    const fields: Record<string, unknown> = row
    const field = (name: string) => (typeof fields[name] === 'string' ? fields[name] : null)
    return { id: row.id, values: columns.map((_, at) => [field(`value${at}`), field(`index${at}`)]) }
  })
}

function resealRow({ columns }: ProtectedTable, row: RawRow, key: KeyVersion, plain: boolean) {
  let unreadable = 0
  const values = columns.map(({ column, index, normalise }, at): [string | null, string | null] => {
    const [value = null, known = null] = row.values[at] ?? []
    if (value === null) return [null, null]
    const opened = plain && !isSealed(value) ? value : openValue(placeOf(column), value)
    if (typeof opened !== 'string') {
      unreadable++
      return [value, known]
    }
    return [sealValue(placeOf(column), opened, key), blindIndex(placeOf(index), normalise(opened), key)]
  })
  const isChanged = values.some(([value, index], at) => value !== row.values[at]?.[0] || index !== row.values[at]?.[1])
  return { id: row.id, values, isChanged, unreadable }
}

/** One statement for a batch. The row's own version stays: nobody edited it. */
async function writeBatch(
  tx: Tx,
  city: string,
  { table, columns }: ProtectedTable,
  rows: readonly RawRow[],
): Promise<void> {
  if (rows.length === 0) return
  const { schema, name } = getTableConfig(table)
  const target = sql`${sql.identifier(schema ?? 'public')}.${sql.identifier(name)}`
  const names = columns.flatMap(({ column, index }) => [column.name, index.name])
  const sets = names.map((column, at) => sql`${sql.identifier(column)} = fresh.${sql.identifier(`c${at}`)}`)
  const values = rows.map(({ id, values }) => {
    const texts = values.flat().map((text) => sql`${text}::text`)
    return sql`(${sql.join([sql`${id}::uuid`, ...texts], sql`, `)})`
  })
  const labels = sql.join(
    ['id', ...names.map((_, at) => `c${at}`)].map((label) => sql.identifier(label)),
    sql`, `,
  )
  await tx.execute(sql`
    update ${target} as old set ${sql.join(sets, sql`, `)}
    from (values ${sql.join(values, sql`, `)}) as fresh (${labels})
    where old.city = ${city} and old.id = fresh.id`)
}

export interface VersionCount {
  place: string
  /** Null: values that stand plain. */
  version: number | null
  rows: number
}

/** How many values of each protected column stand under each version, over all cities. */
export async function countVersions(tables: readonly ProtectedTable[]): Promise<VersionCount[]> {
  const counts: VersionCount[] = []
  for (const { table, columns } of tables) {
    for (const { column } of columns) {
      const rows = await transactAsOwner('000000', (tx) =>
        tx
          .select({ label: versionOf(column), rows: count() })
          .from(table)
          .where(isNotNull(column))
          .groupBy(versionOf(column)),
      )
      const place = placeOf(column)
      for (const { label, rows: found } of rows) {
        const version = /^v[1-9]\d{0,8}$/.test(label) ? Number(label.slice(1)) : null
        counts.push({ place, version, rows: found })
      }
    }
  }
  return counts.toSorted((a, b) => a.place.localeCompare(b.place) || (a.version ?? 0) - (b.version ?? 0))
}

/** Whether any row holds an encrypted value: then its keys must be there. */
export async function holdsSealedValues(tables: readonly ProtectedTable[]): Promise<boolean> {
  for (const { table, columns } of tables) {
    for (const { index } of columns) {
      const found = await transactAsOwner('000000', (tx) =>
        tx.select({ there: sql`1` }).from(table).where(isNotNull(index)).limit(1),
      )
      if (found.length > 0) return true
    }
  }
  return false
}
