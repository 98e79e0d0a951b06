import { AppError } from '../errors.ts'
import { decodeText, detectEncoding, type TextEncoding } from './text.ts'
import type { CellValue, SheetLimits, SheetRow } from './values.ts'

/** What a spreadsheet takes for the start of a formula, in the full-width forms of Chinese keyboards too. */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/
const guardedStart = /^'(?=[=+\-@\t\r＝＋－＠])/
const longestField = 1_000_000

/** Text that no spreadsheet will run: an apostrophe goes before what looks like a formula. */
export const guardFormula = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

/** Takes the apostrophe of `guardFormula` off again. */
export const unguardFormula = (text: string): string => text.replace(guardedStart, '')

function separatorOf(start: string): string {
  const stated = /^sep=(.)\r?\n/i.exec(start)?.[1]
  if (stated) return stated
  const counts = new Map([',', '\t', ';', '，'].map((mark) => [mark, 0]))
  let isQuoted = false
  // By hand: a pattern for quoted fields takes time by the square of a text that is all quotes.
  for (const char of start) {
    if (char === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (char === '\n' || char === '\r') break
    else if (counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1)
  }
  return [...counts].reduce((best, other) => (other[1] > best[1] ? other : best))[0]
}

/**
 * Splits text that arrives in pieces into records. Fields in quotes may hold separators, line breaks and doubled quotes.
 * `take` returns the records completed so far.
 */
export function recordSplitter(separator: string): { write: (text: string) => string[][]; end: () => string[][] } {
  const records: string[][] = []
  let record: string[] = []
  let field = ''
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start'
  let skipLineFeed = false
  const special = new RegExp(`[${separator.replace(/[\\\]^-]/g, '\\$&')}\r\n]`, 'g')

  const endField = () => {
    record.push(field)
    field = ''
    state = 'start'
  }
  const endRecord = () => {
    endField()
    records.push(record)
    record = []
  }
  /** Handles what ends a field, and returns whether it did. */
  const ends = (char: string): boolean => {
    if (char === separator) endField()
    else if (char === '\n' || char === '\r') {
      endRecord()
      skipLineFeed = char === '\r'
    } else return false
    return true
  }
  const write = (text: string) => {
    for (let at = 0; at < text.length; ) {
      const char = text.charAt(at)
      if (skipLineFeed) {
        skipLineFeed = false
        if (char === '\n') {
          at++
          continue
        }
      }
      if (state === 'quoted') {
        const quote = text.indexOf('"', at)
        const to = quote < 0 ? text.length : quote
        field += text.slice(at, to)
        if (quote >= 0) state = 'closing'
        at = to + 1
      } else if (state === 'closing') {
        // After the closing quote: a second quote means a quote; anything else that is no end is kept as it stands.
        if (char === '"') {
          field += '"'
          state = 'quoted'
        } else if (!ends(char)) {
          field += char
          state = 'plain'
        }
        at++
      } else if (state === 'start' && char === '"') {
        state = 'quoted'
        at++
      } else if (ends(char)) at++
      else {
        special.lastIndex = at
        const to = special.exec(text)?.index ?? text.length
        field += text.slice(at, to)
        state = 'plain'
        at = to
      }
      if (field.length > longestField) throw new AppError('invalid', 'sheets.fieldTooLong', { limit: longestField })
    }
    return records.splice(0)
  }
  const end = () => {
    if (state !== 'start' || record.length > 0) endRecord()
    return records.splice(0)
  }
  return { write, end }
}

/** The rows of a CSV, all values text. @throws AppError invalid `sheets.notATable` | `sheets.tooManyRows` | `sheets.tooManyColumns` */
export function* readCsvRows(bytes: Uint8Array, limits: SheetLimits, encoding?: TextEncoding): Generator<SheetRow> {
  const chosen = encoding ?? detectEncoding(bytes)
  let splitter: ReturnType<typeof recordSplitter> | undefined
  let row = 0
  let count = 0
  const take = function* (records: string[][]): Generator<SheetRow> {
    for (const record of records) {
      row++
      const cells = cellsOf(record)
      if (cells.length === 0) continue
      count++
      if (count > limits.rows) throw new AppError('invalid', 'sheets.tooManyRows', { limit: limits.rows })
      if (cells.length > limits.columns)
        throw new AppError('invalid', 'sheets.tooManyColumns', { limit: limits.columns, row })
      yield { row, cells }
    }
  }
  for (let text of decodeText(bytes, chosen)) {
    if (!splitter) {
      splitter = recordSplitter(separatorOf(text))
      if (/^sep=.\r?\n/i.test(text)) text = text.slice(text.indexOf('\n') + 1)
    }
    yield* take(splitter.write(text))
  }
  if (splitter) yield* take(splitter.end())
}

function cellsOf(record: string[]): CellValue[] {
  const cells = record.map((field) => (field === '' ? null : unguardFormula(field)))
  while (cells.length > 0 && cells.at(-1) === null) cells.pop()
  return cells
}
