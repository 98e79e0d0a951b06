import { AppError } from '../errors.ts'
import { type XmlAttributes, type XmlHandlers, xmlReader } from '../sheets/xml.ts'
import { isZip, openZip, unpack } from '../sheets/zip.ts'

/** A row of a table in a document. */
export interface DocxRow {
  /** By column of the table's grid: a cell over several columns stands in the first, one merged downwards in each row. */
  cells: string[]
  /** Names of the bookmarks in it. */
  marks: string[]
}

export interface DocxTable {
  rows: DocxRow[]
}

export interface DocxLimits {
  unpackedBytes: number
  /** Of all tables together. */
  rows: number
  columns: number
}

export const defaultDocxLimits: DocxLimits = { unpackedBytes: 128 * 2 ** 20, rows: 20_000, columns: 200 }

interface OpenTable {
  rows: DocxRow[]
  row: DocxRow
  isInRow: boolean
  /** Bookmarks that begin between two rows belong to the next. */
  waiting: string[]
  isDeleted: boolean
  inRowProperties: boolean
  span: number
  isContinued: boolean
  text: string
}

// What stands in the file but not on the page: the other form of the same drawing, text moved away, readings above characters.
const unseen = new Set(['Fallback', 'moveFrom', 'rt'])

/** An attribute of this format, with whatever prefix. */
const attribute = (attributes: XmlAttributes, name: string): string | undefined =>
  attributes[`w:${name}`] ?? Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`) || key === name)?.[1]

function tableHandlers(tables: DocxTable[], limits: DocxLimits): XmlHandlers {
  const open: OpenTable[] = []
  let hidden = 0
  let inText = false
  let count = 0
  const top = () => open.at(-1)
  const write = (text: string) => {
    const table = top()
    if (table && hidden === 0) table.text += text
  }

  const endCell = (table: OpenTable) => {
    const { cells } = table.row
    const column = cells.length
    if (column + table.span > limits.columns)
      throw new AppError('invalid', 'sheets.tooManyColumns', { limit: limits.columns, row: table.rows.length + 1 })
    const above = table.rows.at(-1)?.cells[column] ?? ''
    cells.push(table.isContinued ? above : table.text.trim())
    for (let extra = 1; extra < table.span; extra++) cells.push('')
    table.text = ''
  }
  const endTable = (table: OpenTable) => {
    const outer = top()
    // A table inside a cell is part of the text of that cell.
    if (outer) outer.text += table.rows.map(({ cells }) => cells.join('\t')).join('\n')
    else if (table.rows.length > 0) tables.push({ rows: table.rows })
  }

  const opened: Record<string, (table: OpenTable, attributes: XmlAttributes) => void> = {
    tr: (table) => {
      table.row = { cells: [], marks: table.waiting.splice(0) }
      table.isInRow = true
      table.isDeleted = false
      if (++count > limits.rows) throw new AppError('invalid', 'papers.tooManyRows', { limit: limits.rows })
    },
    trPr: (table) => {
      table.inRowProperties = true
    },
    del: (table) => {
      if (table.inRowProperties) table.isDeleted = true
    },
    gridBefore: (table, attributes) => {
      const skipped = Math.min(Number(attribute(attributes, 'val') ?? 0) || 0, limits.columns)
      for (let at = 0; at < skipped; at++) table.row.cells.push('')
    },
    tc: (table) => {
      table.span = 1
      table.isContinued = false
      table.text = ''
    },
    gridSpan: (table, attributes) => {
      table.span = Math.max(1, Math.trunc(Number(attribute(attributes, 'val') ?? 1)) || 1)
    },
    vMerge: (table, attributes) => {
      table.isContinued = (attribute(attributes, 'val') ?? 'continue') === 'continue'
    },
    bookmarkStart: (table, attributes) => {
      const name = attribute(attributes, 'name')
      if (name) (table.isInRow ? table.row.marks : table.waiting).push(name)
    },
    tab: () => write('\t'),
    br: () => write('\n'),
    cr: () => write('\n'),
    noBreakHyphen: () => write('-'),
  }
  const closed: Record<string, (table: OpenTable) => void> = {
    p: () => write('\n'),
    trPr: (table) => {
      table.inRowProperties = false
    },
    tc: endCell,
    tr: (table) => {
      table.isInRow = false
      if (!table.isDeleted) table.rows.push(table.row)
    },
  }

  return {
    open: (name, attributes) => {
      if (unseen.has(name)) hidden++
      if (name === 't') inText = true
      if (name === 'tbl') open.push(emptyTable())
      const table = top()
      if (table) opened[name]?.(table, attributes)
    },
    close: (name) => {
      if (unseen.has(name)) hidden--
      if (name === 't') inText = false
      const table = top()
      if (table) closed[name]?.(table)
      if (name === 'tbl') {
        const done = open.pop()
        if (done) endTable(done)
      }
    },
    text: (text) => {
      if (inText) write(text)
    },
  }
}

const emptyTable = (): OpenTable => ({
  rows: [],
  row: { cells: [], marks: [] },
  isInRow: false,
  waiting: [],
  isDeleted: false,
  inRowProperties: false,
  span: 1,
  isContinued: false,
  text: '',
})

/**
 * The tables of a DOCX in order, as Word and WPS write them, with tracked changes taken as accepted.
 *
 * @throws AppError invalid `papers.notADocx` | `papers.tooManyRows` | `sheets.damaged` | `sheets.unpacksTooLarge` | `sheets.passwordProtected`
 */
export function readDocx(bytes: Uint8Array, limits: Partial<DocxLimits> = {}): DocxTable[] {
  const bounds = { ...defaultDocxLimits, ...limits }
  const zip = isZip(bytes) ? openZip(bytes, bounds.unpackedBytes) : undefined
  const document = zip?.entries.get('word/document.xml')
  if (!zip || !document) throw new AppError('invalid', 'papers.notADocx')
  const tables: DocxTable[] = []
  const reader = xmlReader(document.name, tableHandlers(tables, bounds))
  for (const piece of unpack(zip, document)) reader.write(piece)
  reader.end()
  return tables
}

/** The texts of all tables: table, row, column. @throws as `readDocx` */
export const readDocxTables = (bytes: Uint8Array, limits: Partial<DocxLimits> = {}): string[][][] =>
  readDocx(bytes, limits).map(({ rows }) => rows.map(({ cells }) => cells))
