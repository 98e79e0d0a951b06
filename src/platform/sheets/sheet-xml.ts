import { Temporal } from 'temporal-polyfill'
import { AppError } from '../errors.ts'
import { textCollector, unescapeText } from './strings.ts'
import type { NumberKind } from './styles.ts'
import {
  type CellFault,
  type CellValue,
  columnOf,
  type MergedRange,
  rowOf,
  type SheetLimits,
  type SheetRow,
} from './values.ts'
import type { XmlAttributes, XmlHandlers } from './xml.ts'

/** What cells refer to outside their sheet. */
export interface CellContext {
  strings: readonly string[]
  kinds: readonly NumberKind[]
  from1904: boolean
  /** A date with a time of day is given as text, `2026-03-10 09:30`; else the time is dropped. */
  withTimes?: boolean
}

const mostMerged = 200_000
const lastRow = 1_048_576

/** A range such as A1:C3. */
export function mergedRange(reference: string): MergedRange | undefined {
  const [from = '', to = from] = reference.split(':')
  const range = { fromRow: rowOf(from), toRow: rowOf(to), fromColumn: columnOf(from) + 1, toColumn: columnOf(to) + 1 }
  const sound = range.fromRow > 0 && range.fromColumn > 0 && range.toRow <= lastRow && range.toColumn <= 16_384
  return sound && range.fromRow <= range.toRow && range.fromColumn <= range.toColumn ? range : undefined
}

/**
 * Handlers for the XML of one sheet; rows that hold a value are pushed to `rows`.
 * Rows and cells may come without their reference: then they follow the one before.
 */
export function sheetHandlers(
  context: CellContext,
  limits: SheetLimits,
  rows: SheetRow[],
  merged: MergedRange[],
): XmlHandlers {
  const inline = textCollector()
  let row = 0
  let column = -1
  let cells: CellValue[] = []
  let faults: CellFault[] = []
  let type = 'n'
  let style = 0
  let value = ''
  let inValue = false
  let isFormula = false
  let hasValue = false
  let inInline = false
  let count = 0

  const openCell = (attributes: XmlAttributes) => {
    const at = attributes.r === undefined ? -1 : columnOf(attributes.r)
    column = at >= 0 ? at : column + 1
    type = attributes.t ?? 'n'
    style = Number(attributes.s ?? 0)
    value = ''
    isFormula = false
    hasValue = false
  }
  const closeCell = () => {
    const text = type === 'inlineStr' ? inline.take() || value : value
    // A program that writes formulas but does not reckon leaves no result; that is not the same as an empty cell.
    if (isFormula && !hasValue && column < limits.columns) faults.push({ column, code: '=?' })
    if (text === '') return
    if (column >= limits.columns) throw new AppError('invalid', 'sheets.tooManyColumns', { limit: limits.columns, row })
    if (type === 'e') faults.push({ column, code: text })
    const read = cellValue(type, text, style, context)
    if (read === null) return
    while (cells.length < column) cells.push(null)
    cells[column] = read
  }
  const closeRow = () => {
    if (cells.length === 0 && faults.length === 0) return
    count++
    if (count > limits.rows) throw new AppError('invalid', 'sheets.tooManyRows', { limit: limits.rows })
    rows.push(faults.length > 0 ? { row, cells, faults } : { row, cells })
    cells = []
    faults = []
  }

  return {
    open: (name, attributes) => {
      if (inInline) inline.open?.(name, attributes)
      else if (name === 'c') openCell(attributes)
      else if (name === 'v') {
        inValue = true
        hasValue = true
      } else if (name === 'f') isFormula = true
      else if (name === 'is') inInline = true
      else if (name === 'row') {
        const at = Number(attributes.r)
        row = Number.isInteger(at) && at > 0 && at <= lastRow ? at : row + 1
        column = -1
      } else if (name === 'mergeCell') {
        const range = mergedRange(attributes.ref ?? '')
        if (range && merged.length < mostMerged) merged.push(range)
      }
    },
    close: (name) => {
      if (name === 'is') inInline = false
      else if (inInline) inline.close?.(name)
      else if (name === 'v') inValue = false
      else if (name === 'c') closeCell()
      else if (name === 'row') closeRow()
    },
    text: (text) => {
      if (inValue) value += text
      else if (inInline) inline.text?.(text)
    },
  }
}

function cellValue(type: string, text: string, style: number, context: CellContext): CellValue {
  switch (type) {
    case 's':
      return context.strings[Number(text)] || null
    case 'str':
      return unescapeText(text)
    case 'inlineStr':
      return text
    case 'b':
      return text === '1' || text === 'true'
    case 'e':
      return null
    case 'd':
      return context.withTimes && text.includes('T') ? text : isoDay(text)
    default:
      return numberValue(text, context.kinds[style] ?? 'number', context)
  }
}

function isoDay(text: string): CellValue {
  try {
    return Temporal.PlainDate.from(text.replace(/Z$/, ''))
  } catch {
    return text
  }
}

function numberValue(text: string, kind: NumberKind, { from1904, withTimes }: CellContext): CellValue {
  const number = Number(text)
  // What calls itself a number but is none is kept as its text.
  if (!Number.isFinite(number)) return text
  if (kind === 'date') {
    const day = dayOfSerial(number, from1904)
    return withTimes && day && number % 1 > 0 ? `${day} ${timeOfDay(number % 1)}` : (day ?? number)
  }
  return kind === 'time' ? timeOfDay(number) : number
}

const unixDay = Temporal.PlainDate.from('1970-01-01')
const lastSerial = 2_958_465

/**
 * The day of a spreadsheet's date; a time of day is dropped. Day 60 of the 1900 system is 29 February 1900, which never was:
 * days before it are shifted by one.
 */
export function dayOfSerial(serial: number, from1904: boolean): Temporal.PlainDate | undefined {
  const whole = Math.floor(serial)
  if (whole < (from1904 ? 0 : 1) || whole > lastSerial) return undefined
  if (from1904) return unixDay.add({ days: whole - 24_107 })
  return unixDay.add({ days: whole - (whole < 60 ? 25_568 : 25_569) })
}

/** A time of day as 09:30 or 09:30:15. */
function timeOfDay(serial: number): CellValue {
  if (serial < 0 || serial >= 1) return serial
  const seconds = Math.round(serial * 86_400) % 86_400
  const two = (value: number) => String(value).padStart(2, '0')
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts
    .slice(0, parts[2] === 0 ? 2 : 3)
    .map(two)
    .join(':')
}
