import { AppError, type Facts } from '../errors.ts'
import { type ReadOptions, readSheet, type SheetSource } from './read.ts'
import { type FoundHeader, findHeader, type HeaderColumn, repeatsHeader } from './table-header.ts'
import { type KindValues, readValue, type TableKind } from './table-values.ts'
import { columnLetters, type SheetRow } from './values.ts'

/** A column of a table to be read. */
export interface TableColumn extends HeaderColumn {
  key: string
  /** Any of these may stand over the column; the first is named in messages. */
  headers: readonly string[]
  /** The header must be there, and no row may leave it empty. */
  required?: boolean
  /** `text` when left out. */
  kind?: TableKind
  /** Only these values are taken. */
  choices?: readonly string[]
}

type ValueOf<C extends TableColumn> = KindValues[C extends { kind: infer K extends TableKind } ? K : 'text'] | null

/** Values of a row by key; null where the cell is empty, its column absent or its content wrong. */
export type TableValues<C extends readonly TableColumn[]> = { [E in C[number] as E['key']]: ValueOf<E> }

/** What is wrong with one cell: a message `key` with its facts, `cell` (C5) and `column` (the header) among them. */
export interface TableError {
  row: number
  /** The header as the file writes it. */
  column: string
  key: string
  facts: Facts
}

export interface TableRow<C extends readonly TableColumn[]> {
  row: number
  values: TableValues<C>
  errors: TableError[]
}

export interface TableOptions<C extends readonly TableColumn[]> extends ReadOptions {
  columns: C
  /** Rows in which the header is looked for. */
  searchRows?: number
  /** A header that fits no column is listed, or refused. */
  unknownHeaders?: 'list' | 'refuse'
}

export interface OpenTable<C extends readonly TableColumn[]> {
  headerRow: number
  /** Keys of the columns that are there. */
  found: string[]
  unknownHeaders: string[]
  /** Reads on, row by row; may be gone through once. */
  rows: AsyncGenerator<TableRow<C>, void>
}

/**
 * Finds the table in a sheet and reads it row by row. A cell merged downwards counts in each of its rows.
 *
 * @throws AppError invalid `sheets.noHeaderRow` | `sheets.headersMissing` | `sheets.headerTwice` | `sheets.unknownHeaders` and
 *   whatever `readSheet` refuses. What is wrong with a row does not throw: it stands in its `errors`.
 */
export async function openTable<const C extends readonly TableColumn[]>(
  source: SheetSource,
  options: TableOptions<C>,
): Promise<OpenTable<C>> {
  return openRows(readSheet(source, { fillMerged: true, ...options }), options)
}

/** The same for rows that come from elsewhere, such as the table of a document. @throws as `openTable` */
export async function openRows<const C extends readonly TableColumn[]>(
  sheet: AsyncGenerator<SheetRow, unknown>,
  options: TableOptions<C>,
): Promise<OpenTable<C>> {
  const first = await firstRows(sheet, options.searchRows ?? 20)
  const header = findHeader(first, options.columns)
  if (options.unknownHeaders === 'refuse' && header.unknown.length > 0)
    throw new AppError('invalid', 'sheets.unknownHeaders', { headers: header.unknown.join('、') })
  return {
    headerRow: header.row,
    found: [...header.columns.keys()],
    unknownHeaders: header.unknown,
    rows: tableRows(first, sheet, header, options.columns),
  }
}

/** Reads a whole table with all its errors; for tables that fit in memory, which `limits.rows` sees to. @throws as `openTable` */
export async function readTable<const C extends readonly TableColumn[]>(source: SheetSource, options: TableOptions<C>) {
  const { rows: stream, ...table } = await openTable(source, options)
  const rows: TableRow<C>[] = []
  for await (const row of stream) rows.push(row)
  return { ...table, rows, errors: rows.flatMap((row) => row.errors) }
}

async function firstRows(sheet: AsyncGenerator<SheetRow, unknown>, count: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  while (rows.length < count) {
    const next = await sheet.next()
    if (next.done) break
    rows.push(next.value)
  }
  return rows
}

async function* tableRows<C extends readonly TableColumn[]>(
  first: SheetRow[],
  rest: AsyncGenerator<SheetRow, unknown>,
  header: FoundHeader,
  columns: C,
): AsyncGenerator<TableRow<C>, void> {
  const places = columns.map((column) => ({ column, place: header.columns.get(column.key) }))
  const read = (row: SheetRow): TableRow<C> | undefined => {
    if (row.row <= header.row || repeatsHeader(row, header)) return undefined
    const isEmpty = places.every(({ place }) => !place || isBlank(row, place.at))
    return isEmpty ? undefined : tableRow<C>(row, places)
  }
  for (const row of first) {
    const result = read(row)
    if (result) yield result
  }
  for await (const row of rest) {
    const result = read(row)
    if (result) yield result
  }
}

const isBlank = ({ cells, faults = [] }: SheetRow, at: number): boolean => {
  const cell = cells[at] ?? null
  const isEmpty = cell === null || (typeof cell === 'string' && cell.trim() === '')
  return isEmpty && !faults.some(({ column }) => column === at)
}

type Place = { column: TableColumn; place: { at: number; header: string } | undefined }

function tableRow<C extends readonly TableColumn[]>(row: SheetRow, places: readonly Place[]): TableRow<C> {
  const errors: TableError[] = []
  const values: Record<string, KindValues[TableKind] | null> = {}
  for (const { column, place } of places) {
    values[column.key] = null
    if (!place) continue
    const result = cellOf(row, column, place.at)
    if ('value' in result) values[column.key] = result.value
    else {
      const facts = { ...result.facts, cell: `${columnLetters(place.at)}${row.row}`, column: place.header }
      errors.push({ row: row.row, column: place.header, key: result.key, facts })
    }
  }
  // Built from the same columns that its type is made of.
  return { row: row.row, values: values as TableValues<C>, errors }
}

function cellOf({ cells, faults = [] }: SheetRow, column: TableColumn, at: number): ReturnType<typeof readValue> {
  const fault = faults.find((other) => other.column === at)
  if (fault) return { key: 'sheets.cellFault', facts: { code: fault.code } }
  const result = readValue(column.kind ?? 'text', cells[at] ?? null)
  if ('key' in result) return result
  if (result.value === null) return column.required ? { key: 'sheets.requiredEmpty', facts: {} } : result
  if (column.choices && !column.choices.includes(String(result.value)))
    return { key: 'sheets.notAChoice', facts: { text: String(result.value), choices: column.choices.join('、') } }
  return result
}
