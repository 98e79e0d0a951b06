import { gathered } from './bytes.ts'
import { guardFormula } from './csv.ts'
import type { CellValue } from './values.ts'
import type { OutputRows } from './write-sheet.ts'

const field = (value: CellValue): string => {
  if (value === null) return ''
  const text = typeof value === 'string' ? guardFormula(value) : String(value)
  return /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const line = (values: readonly CellValue[]): string => `${values.map(field).join(',')}\r\n`

/**
 * A CSV as spreadsheets expect it: UTF-8 with its mark, CRLF, and an apostrophe before text that looks like a formula.
 * Comes in pieces, so that an export of any length needs little memory.
 */
export async function* streamCsv(table: { headers: readonly string[]; rows: OutputRows }): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let text = `\ufeff${line(table.headers)}`
  for await (const values of table.rows) {
    text += line(values)
    if (text.length < 64 * 1024) continue
    yield encoder.encode(text)
    text = ''
  }
  yield encoder.encode(text)
}

/** The whole CSV at once. */
export const writeCsv = (table: { headers: readonly string[]; rows: OutputRows }): Promise<Uint8Array> =>
  gathered(streamCsv(table))
