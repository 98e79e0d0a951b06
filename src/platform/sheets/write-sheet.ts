import { type CellValue, columnLetters } from './values.ts'
import { cellXml, escapeText } from './write-cells.ts'
import { type ColumnKind, cellStyles } from './write-styles.ts'

export interface OutputColumn {
  header: string
  /** In characters of the standard font; a Chinese character takes two. */
  width?: number
  kind?: ColumnKind
  /** For what people need not see but must bring back, such as the identity of a row. */
  hidden?: boolean
  wrap?: boolean
  /** Values offered when a cell of this column is edited. */
  choices?: readonly string[]
  /** Whether something else may be typed than the choices; then they are a help only. */
  allowOther?: boolean
}

export type OutputRows = Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>

export interface OutputSheet {
  name: string
  /** A large line over the table, across all its columns. */
  title?: string
  /** A line under the title: how to fill in, as of when, by whom. */
  note?: string
  columns: readonly OutputColumn[]
  /** In the order of the columns; may be made while written, from the database. */
  rows: OutputRows
  /** Columns at the left that stay when scrolling. */
  frozenColumns?: number
}

/** Where the lists of choices of a sheet's columns stand, by column. */
export type ChoiceRanges = ReadonlyMap<number, string>

const head =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
const lastRow = 1_048_576
const flushAt = 64 * 1024

/** Row of the header, from 1. */
export const headerRow = (sheet: OutputSheet): number => 1 + (sheet.title ? 1 : 0) + (sheet.note ? 1 : 0)

const defaultWidth = ({ header, kind = 'text' }: OutputColumn): number => {
  const wide = [...header].reduce((sum, char) => sum + (char > '\u00ff' ? 2 : 1), 0) + 4
  return Math.max(wide, kind === 'text' ? 16 : 12)
}

function opening(sheet: OutputSheet): string {
  const top = headerRow(sheet)
  const left = sheet.frozenColumns ?? 0
  const corner = `${columnLetters(left)}${top + 1}`
  const split = `${left > 0 ? `xSplit="${left}" ` : ''}ySplit="${top}"`
  const pane = left > 0 ? 'bottomRight' : 'bottomLeft'
  const columns = sheet.columns.map((column, at) => {
    const hidden = column.hidden ? ' hidden="1"' : ''
    return `<col min="${at + 1}" max="${at + 1}" width="${column.width ?? defaultWidth(column)}" customWidth="1"${hidden}/>`
  })
  return [
    head,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0"><pane ${split} topLeftCell="${corner}" activePane="${pane}" state="frozen"/></sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="18"/>',
    `<cols>${columns.join('')}</cols><sheetData>`,
  ].join('')
}

function topRows(sheet: OutputSheet): string {
  const lines: [string | undefined, number, number][] = [
    [sheet.title, cellStyles.title, 36],
    [sheet.note, cellStyles.note, 24],
  ]
  let row = 0
  const written = lines.flatMap(([text, style, height]) => {
    if (!text) return []
    row++
    return [`<row r="${row}" ht="${height}" customHeight="1">${cellXml(`A${row}`, style, text)}</row>`]
  })
  row++
  const headers = sheet.columns.map(({ header }, at) =>
    cellXml(`${columnLetters(at)}${row}`, cellStyles.header, header),
  )
  return `${written.join('')}<row r="${row}" ht="30" customHeight="1">${headers.join('')}</row>`
}

function closing(sheet: OutputSheet, last: number, choices: ChoiceRanges): string {
  const top = headerRow(sheet)
  const right = columnLetters(sheet.columns.length - 1)
  const merges = Array.from({ length: top - 1 }, (_, at) => `<mergeCell ref="A${at + 1}:${right}${at + 1}"/>`)
  const isMerged = merges.length > 0 && sheet.columns.length > 1
  // A list also helps in rows that are added below.
  const lastValidated = Math.min(last + 1000, lastRow)
  const validations = [...choices].map(([at, range]) => {
    const letters = columnLetters(at)
    const strict = sheet.columns[at]?.allowOther ? '' : ' showErrorMessage="1"'
    return `<dataValidation type="list" allowBlank="1"${strict} sqref="${letters}${top + 1}:${letters}${lastValidated}"><formula1>${escapeText(range)}</formula1></dataValidation>`
  })
  return [
    '</sheetData>',
    `<autoFilter ref="A${top}:${right}${last}"/>`,
    isMerged ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '',
    validations.length > 0
      ? `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`
      : '',
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>',
    '</worksheet>',
  ].join('')
}

/** The XML of a sheet, in pieces of about 64 KB. @throws AppError invalid `sheets.textTooLong` */
export async function* sheetXml(sheet: OutputSheet, choices: ChoiceRanges): AsyncGenerator<string> {
  const columns = sheet.columns.map(({ kind = 'text', wrap = false }, at) => ({
    letters: columnLetters(at),
    style: cellStyles.body(kind, wrap),
  }))
  let row = headerRow(sheet)
  let text = opening(sheet) + topRows(sheet)
  for await (const values of sheet.rows) {
    row++
    text += `<row r="${row}">`
    for (const [at, { letters, style }] of columns.entries()) text += cellXml(letters + row, style, values[at] ?? null)
    text += '</row>'
    if (text.length < flushAt) continue
    yield text
    text = ''
  }
  yield text + closing(sheet, row, choices)
}
