import { AppError } from '../errors.ts'
import { type CellValue, columnLetters, type SheetRow } from './values.ts'

/** Headers of a table as they may be written. */
export interface HeaderColumn {
  key: string
  headers: readonly string[]
  required?: boolean
}

/** Where the header stands and which column is which. */
export interface FoundHeader {
  row: number
  /** By key: the column, from 0, and its header as the file writes it. */
  columns: ReadonlyMap<string, { at: number; header: string }>
  /** Headers that fit no column, as written. */
  unknown: string[]
}

/**
 * A header as it is compared: full-width forms, blanks, line breaks, marks of a required column and capitals make no
 * difference. A unit in brackets does: 营业收入（万元） is not 营业收入（亿元）.
 */
export const normalHeader = (cell: CellValue): string =>
  String(cell ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[*:]/g, '')
    .replace(/\((?:必填|必填项|选填|可选|必选|required|optional)\)/gi, '')
    .toLowerCase()

const written = (cell: CellValue): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim()

/** The headers of one row that fit a column; a header that occurs twice keeps both places. */
function match(row: SheetRow, columns: readonly HeaderColumn[]) {
  const keys = new Map(
    columns.flatMap(({ key, headers }) => headers.map((header) => [normalHeader(header), key] as const)),
  )
  const found = new Map<string, { at: number; header: string }[]>()
  const unknown: string[] = []
  for (const [at, cell] of row.cells.entries()) {
    const key = keys.get(normalHeader(cell))
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), { at, header: written(cell) }])
    else if (cell !== null) unknown.push(written(cell))
  }
  return { found, unknown }
}

/**
 * Finds the header among the first rows, below a title or notes: the row with the most headers known, the first of
 * equals.
 *
 * @throws AppError invalid `sheets.noHeaderRow` | `sheets.headersMissing` | `sheets.headerTwice`, each naming the headers
 */
export function findHeader(rows: readonly SheetRow[], columns: readonly HeaderColumn[]): FoundHeader {
  const matches = rows.map((row) => ({ row, ...match(row, columns) }))
  const best = matches.reduce((a, b) => (b.found.size > a.found.size ? b : a), matches[0] ?? emptyMatch)
  const name = ({ headers, key }: HeaderColumn) => headers[0] ?? key
  if (best.found.size === 0)
    throw new AppError('invalid', 'sheets.noHeaderRow', { expected: columns.map(name).join('、') })

  const missing = columns.filter(({ key, required }) => required && !best.found.has(key))
  if (missing.length > 0) {
    const facts = {
      row: best.row.row,
      missing: missing.map(name).join('、'),
      found: best.row.cells.map(written).filter(Boolean).join('、'),
    }
    throw new AppError('invalid', 'sheets.headersMissing', facts)
  }
  const single = new Map<string, { at: number; header: string }>()
  for (const [key, places] of best.found) {
    const [first, second] = places
    if (first && second) {
      const facts = { header: first.header, first: columnLetters(first.at), second: columnLetters(second.at) }
      throw new AppError('invalid', 'sheets.headerTwice', facts)
    }
    if (first) single.set(key, first)
  }
  return { row: best.row.row, columns: single, unknown: [...new Set(best.unknown)] }
}

const emptyMatch = { row: { row: 0, cells: [] }, found: new Map<string, never[]>(), unknown: [] }

/** Whether a row only repeats the header, as printed tables do on each page, or is the lower half of a two-line one. */
export function repeatsHeader(row: SheetRow, header: FoundHeader): boolean {
  const places = [...header.columns.values()]
  return places.every(({ at, header: text }) => normalHeader(row.cells[at] ?? null) === normalHeader(text))
}
