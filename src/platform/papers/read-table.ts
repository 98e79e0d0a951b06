import { AppError } from '../errors.ts'
import {
  openRows,
  type SheetRow,
  type TableColumn,
  type TableError,
  type TableOptions,
  type TableRow,
} from '../sheets/index.ts'
import { type DocxLimits, type DocxRow, type DocxTable, readDocx } from './docx-tables.ts'
import { readRowCode, readRowMark } from './row-code.ts'

/** A row read from a document, with the bookmarks that may carry its identity. */
export type PaperTableRow<C extends readonly TableColumn[]> = TableRow<C> & { marks: readonly string[] }

export interface PaperTable<C extends readonly TableColumn[]> {
  rows: PaperTableRow<C>[]
  errors: TableError[]
  unknownHeaders: string[]
  /** Tables of the document that were something else. */
  otherTables: number
}

/**
 * Reads the table with these columns from a DOCX. A document may hold it in several pieces: each with its header, or without
 * one where the piece before was split and its rows still show an identity. Rows are numbered through all pieces.
 *
 * @throws AppError invalid `papers.noTable` and whatever `readDocx` refuses; `sheets.headersMissing` when no table has all
 *   required columns but one has some
 */
export async function readDocxTable<const C extends readonly TableColumn[]>(
  bytes: Uint8Array,
  options: Pick<TableOptions<C>, 'columns' | 'searchRows' | 'unknownHeaders'> & { limits?: Partial<DocxLimits> },
): Promise<PaperTable<C>> {
  const pieces = gather(readDocx(bytes, options.limits))
  const result: PaperTable<C> = { rows: [], errors: [], unknownHeaders: [], otherTables: 0 }
  let refusal: AppError | undefined
  let offset = 0
  for (const { rows } of pieces) {
    try {
      const opened = await openRows(sheetRows(rows, offset), options)
      for await (const row of opened.rows) {
        result.rows.push({ ...row, marks: rows[row.row - offset - 1]?.marks ?? [] })
        result.errors.push(...row.errors)
      }
      result.unknownHeaders = [...new Set([...result.unknownHeaders, ...opened.unknownHeaders])]
      offset += rows.length
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      result.otherTables++
      // The table that comes closest says best what is missing.
      if (error.key !== 'sheets.noHeaderRow') refusal ??= error
    }
  }
  if (result.otherTables < pieces.length) return result
  const expected = options.columns.map(({ headers, key }) => headers[0] ?? key).join('、')
  throw refusal ?? new AppError('invalid', 'papers.noTable', { expected })
}

/** Puts a table that was split in an editor together again: the rest begins with a row that shows an identity. */
function gather(tables: readonly DocxTable[]): DocxTable[] {
  const pieces: DocxTable[] = []
  for (const { rows } of tables) {
    const before = pieces.at(-1)
    if (before && widthOf(before) === widthOf({ rows }) && showsIdentity(rows[0])) before.rows.push(...rows)
    else pieces.push({ rows: [...rows] })
  }
  return pieces
}

const widthOf = ({ rows }: DocxTable): number => Math.max(...rows.map(({ cells }) => cells.length))

const showsIdentity = (row: DocxRow | undefined): boolean =>
  row?.cells.some((cell) => readRowCode(cell) !== undefined) === true ||
  row?.marks.some((mark) => readRowMark(mark) !== undefined) === true

async function* sheetRows(rows: readonly DocxRow[], offset: number): AsyncGenerator<SheetRow, void> {
  for (const [at, { cells }] of rows.entries())
    yield { row: offset + at + 1, cells: cells.map((text) => (text === '' ? null : text)) }
}
