import { Temporal } from 'temporal-polyfill'
import { AppError } from '../errors.ts'
import type { CellValue } from './values.ts'

/** The longest text a spreadsheet keeps in a cell. */
const longestText = 32_767

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 cannot hold
const unholdable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\r/g
const hex = (char: string) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for an attribute or an element of a sheet; characters that XML cannot hold get the spreadsheet's own escape. */
export const escapeText = (text: string): string =>
  text.replace(unholdable, hex).replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)

const firstSerialDay = Temporal.PlainDate.from('1899-12-30')
const firstDay = Temporal.PlainDate.from('1900-03-01')

/** Serial number of a day; undefined before March 1900, where spreadsheets disagree with the calendar. */
export const serialOfDay = (day: Temporal.PlainDate): number | undefined =>
  Temporal.PlainDate.compare(day, firstDay) < 0 ? undefined : firstSerialDay.until(day).days

/**
 * A cell as XML, with its reference. Text is written as text in the cell itself, so that nothing in it can become a formula.
 *
 * @throws AppError invalid `sheets.textTooLong`
 */
export function cellXml(reference: string, style: number, value: CellValue): string {
  const open = `<c r="${reference}" s="${style}"`
  if (value === null || value === '') return `${open}/>`
  if (typeof value === 'number') return Number.isFinite(value) ? `${open}><v>${value}</v></c>` : `${open}/>`
  if (typeof value === 'boolean') return `${open} t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'string') return textCell(open, reference, value)
  const serial = serialOfDay(value)
  return serial === undefined ? textCell(open, reference, value.toString()) : `${open}><v>${serial}</v></c>`
}

function textCell(open: string, reference: string, text: string): string {
  if (text.length > longestText)
    throw new AppError('invalid', 'sheets.textTooLong', { cell: reference, limit: longestText })
  return `${open} t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`
}
