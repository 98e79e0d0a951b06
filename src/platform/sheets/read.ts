import { readFile, stat } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../errors.ts'
import { readCsvRows } from './csv.ts'
import { mergedFiller, scanMerged } from './merged.ts'
import { sheetHandlers } from './sheet-xml.ts'
import type { TextEncoding } from './text.ts'
import { defaultLimits, type MergedRange, type SheetEnd, type SheetLimits, type SheetRow } from './values.ts'
import { openWorkbook, type Workbook, type WorkbookSheet } from './workbook.ts'
import { xmlReader } from './xml.ts'
import { isZip, unpackInTurns } from './zip.ts'

/** The bytes of a file, or its path. */
export type SheetSource = Uint8Array | string

export interface ReadOptions {
  /** Name of the sheet, or its place from 0 among those not hidden; the first of these when left out. */
  sheet?: string | number
  /** Repeat the first cell of a range merged downwards in each of its rows. Costs a second unpacking. */
  fillMerged?: boolean
  /** Dates of a workbook that have a time of day come as text with it. */
  withTimes?: boolean
  /** Of a CSV, when it is known better than it can be detected. */
  encoding?: TextEncoding
  limits?: Partial<SheetLimits>
}

async function load(source: SheetSource, limits: SheetLimits): Promise<Uint8Array> {
  const size = typeof source === 'string' ? (await stat(source)).size : source.length
  if (size > limits.fileBytes)
    throw new AppError('invalid', 'sheets.fileTooLarge', { megabytes: Math.round(limits.fileBytes / 2 ** 20) })
  const bytes = typeof source === 'string' ? await readFile(source) : source
  if (bytes.length === 0) throw new AppError('invalid', 'sheets.empty')
  refuseOthers(bytes)
  return bytes
}

const compoundFile = [0xd0, 0xcf, 0x11, 0xe0]

/** Says what a file is that only looks like a table by its name. */
function refuseOthers(bytes: Uint8Array): void {
  if (compoundFile.every((byte, at) => bytes[at] === byte)) {
    const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    )
    if (isEncrypted) throw new AppError('invalid', 'sheets.passwordProtected')
    throw new AppError('invalid', 'sheets.otherFormat', { format: 'XLS' })
  }
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).trimStart()
  if (start.startsWith('%PDF')) throw new AppError('invalid', 'sheets.otherFormat', { format: 'PDF' })
  // Many systems export a web page or an XML of 2003 under the name of a spreadsheet.
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|meta|\?xml|head|body)\b/i.test(start))
    throw new AppError('invalid', 'sheets.otherFormat', { format: /<\?xml/i.test(start) ? 'XML' : 'HTML' })
}

/** Names of a workbook's visible sheets in order; one empty name for a CSV. */
export async function listSheets(source: SheetSource, limits: Partial<SheetLimits> = {}): Promise<string[]> {
  const bounds = { ...defaultLimits, ...limits }
  const bytes = await load(source, bounds)
  if (!isZip(bytes)) return ['']
  return openWorkbook(bytes, bounds)
    .sheets.filter((sheet) => !sheet.isHidden)
    .map((sheet) => sheet.name)
}

/**
 * Reads one sheet of an XLSX (as Excel, WPS and LibreOffice write it) or a CSV, row by row; the kind is found by content.
 * Empty rows are left out, their numbers are not given away. Returns what is known at the end, merged ranges among it.
 *
 * @throws AppError invalid `sheets.*`, each a sentence a user can act on
 */
export async function* readSheet(source: SheetSource, options: ReadOptions = {}): AsyncGenerator<SheetRow, SheetEnd> {
  const limits = { ...defaultLimits, ...options.limits }
  const bytes = await load(source, limits)
  if (!isZip(bytes)) {
    let rows = 0
    for (const row of readCsvRows(bytes, limits, options.encoding)) {
      rows++
      if (rows % 5_000 === 0) await setImmediate()
      yield row
    }
    return { name: '', rows, merged: [] }
  }
  const workbook = openWorkbook(bytes, limits)
  return yield* readRows(workbook, chooseSheet(workbook, options.sheet), limits, options)
}

function chooseSheet({ sheets }: Workbook, wanted: string | number = 0): WorkbookSheet {
  const visible = sheets.filter((sheet) => !sheet.isHidden)
  const sheet =
    typeof wanted === 'string'
      ? sheets.find(({ name }) => name.trim() === wanted.trim())
      : (visible.length > 0 ? visible : sheets)[wanted]
  if (sheet) return sheet
  const facts = { sheet: wanted, found: sheets.map(({ name }) => name).join('、') }
  throw new AppError('invalid', 'sheets.noSuchSheet', facts)
}

async function* readRows(
  workbook: Workbook,
  sheet: WorkbookSheet,
  limits: SheetLimits,
  { fillMerged = false, withTimes = false }: ReadOptions,
): AsyncGenerator<SheetRow, SheetEnd> {
  const { zip, kinds, from1904 } = workbook
  const filled = fillMerged ? mergedFiller(await scanMerged(zip, sheet.entry)) : undefined
  const rows: SheetRow[] = []
  const merged: MergedRange[] = []
  const context = { strings: await workbook.strings(), kinds, from1904, withTimes }
  const reader = xmlReader(sheet.entry.name, sheetHandlers(context, limits, rows, merged))
  let count = 0
  for await (const piece of unpackInTurns(zip, sheet.entry)) {
    reader.write(piece)
    count += rows.length
    for (const row of rows.splice(0)) yield filled ? filled(row) : row
  }
  reader.end()
  return { name: sheet.name, rows: count, merged }
}
