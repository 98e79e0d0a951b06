import { readXml, type XmlHandlers } from './xml.ts'

/** How a number is meant by its format. */
export type NumberKind = 'number' | 'date' | 'time'

// Formats without a code of their own in the file; 27-36 and 50-58 are the dates of Chinese, Japanese and Korean versions.
const dates = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]
const times = [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56]
const builtIn = new Map<number, NumberKind>([
  ...dates.map((id) => [id, 'date'] as const),
  ...times.map((id) => [id, 'time'] as const),
])

// Spreadsheets allow no longer ones; patterns below must not meet a text of megabytes.
const longestFormat = 255

/** What a format code such as `yyyy"年"m"月"d"日"` makes of a number. */
export function kindOfFormat(code: string): NumberKind {
  const bare = code
    .slice(0, longestFormat)
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    // [h] counts hours beyond a day: a length, not a time of day. Other brackets are colours, conditions and languages.
    .replace(/\[(h+|m+|s+)\]/gi, '#')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|g\/通用格式|am\/pm|a\/p|e[+-]/gi, '')
  const [positive = ''] = bare.split(';')
  if (positive.includes('#')) return 'number'
  if (/[ydbeg]/i.test(positive)) return 'date'
  if (/[hs]/i.test(positive)) return 'time'
  return /m/i.test(positive) ? 'date' : 'number'
}

/** Kind of each cell style, by its index in `cellXfs`. */
export function readStyles(part: string, bytes: Uint8Array): NumberKind[] {
  const custom = new Map<number, NumberKind>()
  const formatIds: number[] = []
  let inCellFormats = false
  const handlers: XmlHandlers = {
    open: (name, attributes) => {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), kindOfFormat(attributes.formatCode ?? ''))
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) formatIds.push(Number(attributes.numFmtId ?? 0))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  }
  readXml(part, bytes, handlers)
  return formatIds.map((id) => custom.get(id) ?? builtIn.get(id) ?? 'number')
}
