import { AppError } from '#platform/errors.ts'
import { requireNames } from '#platform/imports/names.ts'
import { type CellValue, readSheet, type SheetRow } from '#platform/sheets/index.ts'
import { type FoundHeader, findHeader, normalHeader, repeatsHeader } from '#platform/sheets/table-header.ts'
import type { Mapping, TicketField } from '../contract.ts'
import { type Cells, headings, neededFields } from './rules.ts'

const searchRows = 20

/** A row of the table below its header. */
export interface TableRow {
  row: number
  cells: Cells
  /** Cells by heading, as they came. */
  written: Record<string, string>
}

interface Opened {
  headings: string[]
  rows: AsyncGenerator<TableRow, void>
}

/**
 * Opens a table of tickets in whatever encoding or workbook: finds its header among the first rows and reads it row by row.
 *
 * @throws AppError invalid `sheets.*`, `platform.imports.nameless`
 */
export async function openTickets(bytes: Uint8Array, fields: Mapping['fields']): Promise<Opened> {
  const columns = (Object.keys(headings) as TicketField[]).map((key) => {
    const chosen = fields[key]
    return { key, headers: chosen === undefined ? headings[key].slice(0, 1) : [chosen] }
  })
  const sheet = readSheet(bytes, { fillMerged: true, withTimes: true })
  const first: SheetRow[] = []
  while (first.length < searchRows) {
    const next = await sheet.next()
    if (next.done) break
    first.push(next.value)
  }
  const header = Object.keys(fields).length > 0 ? findHeader(first, columns) : headerOf(first)
  const row = first.find((one) => one.row === header.row)
  const names = (row?.cells ?? []).map(written)
  requireNames(
    names,
    first.filter((one) => one.row > header.row),
  )
  return { headings: names.filter((name) => name !== ''), rows: rowsOf(first, sheet, header, names, fields) }
}

/** Every heading that any hotline uses: one column each, so that two of them for one field are no mistake. */
const known = Object.values(headings).flatMap((names) => names.map((name) => ({ key: name, headers: [name] })))

/** A refusal names the columns that a table needs, not all that any hotline has. */
function headerOf(first: readonly SheetRow[]): FoundHeader {
  try {
    return findHeader(first, known)
  } catch (error) {
    if (!(error instanceof AppError) || error.key !== 'sheets.noHeaderRow') throw error
    const expected = neededFields.map((field) => headings[field][0]).join('、')
    throw new AppError('invalid', 'sheets.noHeaderRow', { expected })
  }
}

const written = (cell: CellValue): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim()

async function* rowsOf(
  first: readonly SheetRow[],
  rest: AsyncGenerator<SheetRow, unknown>,
  header: FoundHeader,
  names: readonly string[],
  fields: Mapping['fields'],
): AsyncGenerator<TableRow, void> {
  const places = (Object.entries(fields) as [TicketField, string][]).map(([field, heading]) => ({
    field,
    at: names.findIndex((name) => normalHeader(name) === normalHeader(heading)),
  }))
  const read = (row: SheetRow): TableRow | null => {
    if (row.row <= header.row || repeatsHeader(row, header)) return null
    if (row.cells.every((cell) => written(cell) === '')) return null
    return {
      row: row.row,
      cells: Object.fromEntries(places.map(({ field, at }) => [field, row.cells[at] ?? null])),
      written: Object.fromEntries(
        names.flatMap((name, at) => (name === '' ? [] : [[name, written(row.cells[at] ?? null)]])),
      ),
    }
  }
  for (const row of first) {
    const found = read(row)
    if (found) yield found
  }
  for await (const row of rest) {
    const found = read(row)
    if (found) yield found
  }
}
