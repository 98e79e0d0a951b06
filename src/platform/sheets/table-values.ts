import { Temporal } from 'temporal-polyfill'
import type { Facts } from '../errors.ts'
import { dayOfSerial } from './sheet-xml.ts'
import type { CellValue } from './values.ts'

/** What a column of a table is read as. */
export interface KindValues {
  text: string
  number: number
  integer: number
  date: Temporal.PlainDate
  boolean: boolean
}

export type TableKind = keyof KindValues

/** A value, or why there is none: a message key with its facts. */
export type Read<T> = { value: T | null } | { key: string; facts: Facts }

const nothing = { value: null }
// What people write where there is nothing to write.
const placeholder = /^(?:[-—–－/／]+|无|暂无|n\/a)$/i

const bad = (key: string, text: CellValue) => ({ key, facts: { text: String(text).slice(0, 60) } })

function text(cell: CellValue): Read<string> {
  if (typeof cell === 'number' && Math.abs(cell) > Number.MAX_SAFE_INTEGER) return bad('sheets.digitsLost', cell)
  if (typeof cell === 'boolean') return { value: cell ? '是' : '否' }
  return { value: String(cell).trim() || null }
}

const longestNumber = 60

/** Number of a text with thousands separators, full-width digits or a percent sign; undefined when it is none. */
function parseNumber(written: string): number | undefined {
  if (written.length > longestNumber) return undefined
  const bare = written.normalize('NFKC').replace(/[\s,]/g, '').replace(/^−/, '-')
  const found = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%?)$/i.exec(bare)
  if (!found) return undefined
  // Shifted by the decimal point, not divided: 12.3% is 0.123 and not 0.12300000000000001.
  return found[2] ? Number(`${Number(found[1])}e-2`) : Number(found[1])
}

function number(cell: CellValue): Read<number> {
  if (typeof cell === 'number') return { value: cell }
  if (typeof cell !== 'string') return bad('sheets.notANumber', cell)
  if (placeholder.test(cell.trim())) return nothing
  const value = parseNumber(cell)
  return value === undefined ? bad('sheets.notANumber', cell) : { value }
}

function integer(cell: CellValue): Read<number> {
  const read = number(cell)
  if ('key' in read || read.value === null || Number.isSafeInteger(read.value)) return read
  return bad('sheets.notAnInteger', cell)
}

const writtenDay = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/
// Serial numbers of 1954 to 2119: a date whose format was lost on the way.
const likelySerials = [20_000, 80_000] as const

function date(cell: CellValue): Read<Temporal.PlainDate> {
  if (cell instanceof Temporal.PlainDate) return { value: cell }
  if (typeof cell === 'boolean' || cell === null) return bad('sheets.notADate', cell)
  if (typeof cell === 'number' && cell >= likelySerials[0] && cell <= likelySerials[1])
    return { value: dayOfSerial(cell, false) ?? null }
  const written = String(cell).slice(0, longestNumber).normalize('NFKC').replace(/\s/g, '')
  if (placeholder.test(written)) return nothing
  const found = writtenDay.exec(written.replace(/T?\d\d?:\d\d(?::\d\d(?:\.\d+)?)?$/, ''))
  const [year, month, day] = (found ?? [])
    .slice(1)
    .filter((part) => part !== undefined)
    .map(Number)
  if (year === undefined || month === undefined || day === undefined) return bad('sheets.notADate', cell)
  try {
    return { value: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }) }
  } catch {
    return bad('sheets.notADate', cell)
  }
}

const yes = /^(?:是|有|对|真|√|✓|✔|y|yes|true|1)$/i
const no = /^(?:否|无|没有|不是|假|×|✗|✘|x|n|no|false|0)$/i

function boolean(cell: CellValue): Read<boolean> {
  if (typeof cell === 'boolean') return { value: cell }
  const written = String(cell).normalize('NFKC').trim()
  if (yes.test(written)) return { value: true }
  return no.test(written) ? { value: false } : bad('sheets.notYesNo', cell)
}

const readers: { [K in TableKind]: (cell: CellValue) => Read<KindValues[K]> } = { text, number, integer, date, boolean }

/** Reads a cell as what its column holds; an empty one is null. */
export function readValue(kind: TableKind, cell: CellValue): Read<KindValues[TableKind]> {
  return cell === null || (typeof cell === 'string' && cell.trim() === '') ? nothing : readers[kind](cell)
}
