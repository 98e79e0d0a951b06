import { setImmediate } from 'node:timers/promises'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { AppError } from '../errors.ts'
import { gathered } from './bytes.ts'
import { columnLetters } from './values.ts'
import { cellXml, escapeText } from './write-cells.ts'
import { type ChoiceRanges, headerRow, type OutputSheet, sheetXml } from './write-sheet.ts'
import { stylesXml } from './write-styles.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const typesOf = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Hidden sheet that holds the lists of choices: a list in the cell's own rule may have only 255 characters. */
const choicesName = '_choices'

/** Measured on 30,000 rows of a registry: level 6 is a tenth smaller and a tenth slower, level 1 a tenth larger and no faster. */
const level = 3

/**
 * Writes a workbook piece by piece, so that an export of any length needs little memory.
 *
 * @throws AppError invalid `sheets.badSheetName` | `sheets.textTooLong`
 */
export async function* streamWorkbook({ sheets }: { sheets: readonly OutputSheet[] }): AsyncGenerator<Uint8Array> {
  checkNames(sheets)
  const done: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    done.push(piece)
  })
  const lists = choiceLists(sheets)
  for (const [name, text] of fixedParts(sheets, lists.columns)) {
    const file = new ZipDeflate(name, { level })
    zip.add(file)
    file.push(strToU8(text), true)
  }
  for (const [at, sheet] of sheets.entries()) {
    const file = new ZipDeflate(`xl/worksheets/sheet${at + 1}.xml`, { level })
    zip.add(file)
    for await (const text of sheetXml(sheet, lists.ranges[at] ?? new Map())) {
      file.push(strToU8(text))
      yield* done.splice(0)
      await setImmediate()
    }
    file.push(new Uint8Array(0), true)
  }
  zip.end()
  yield* done.splice(0)
}

/** The whole workbook at once. @throws AppError invalid `sheets.badSheetName` | `sheets.textTooLong` */
export const writeWorkbook = (workbook: { sheets: readonly OutputSheet[] }): Promise<Uint8Array> =>
  gathered(streamWorkbook(workbook))

function checkNames(sheets: readonly OutputSheet[]): void {
  const seen = new Set([choicesName])
  for (const { name, columns } of sheets) {
    const sound = /^[^\\/?*[\]:']{1,31}$/.test(name) && !seen.has(name.toLowerCase()) && columns.length > 0
    if (!sound) throw new AppError('invalid', 'sheets.badSheetName', { name })
    seen.add(name.toLowerCase())
  }
  if (sheets.length === 0) throw new AppError('invalid', 'sheets.badSheetName', { name: '' })
}

function choiceLists(sheets: readonly OutputSheet[]): { columns: (readonly string[])[]; ranges: ChoiceRanges[] } {
  const columns: (readonly string[])[] = []
  const ranges = sheets.map((sheet) => {
    const found = new Map<number, string>()
    for (const [at, { choices }] of sheet.columns.entries()) {
      if (!choices || choices.length === 0) continue
      const letters = columnLetters(columns.length)
      columns.push(choices)
      found.set(at, `${choicesName}!$${letters}$1:$${letters}$${choices.length}`)
    }
    return found
  })
  return { columns, ranges }
}

function choicesXml(columns: readonly (readonly string[])[]): string {
  const length = Math.max(...columns.map((choices) => choices.length))
  const rows = Array.from({ length }, (_, at) => {
    const cells = columns.map((choices, column) => cellXml(`${columnLetters(column)}${at + 1}`, 0, choices[at] ?? null))
    return `<row r="${at + 1}">${cells.join('')}</row>`
  })
  return `${declaration}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`
}

/** Every part but the sheets themselves. */
function fixedParts(sheets: readonly OutputSheet[], choices: (readonly string[])[]): [string, string][] {
  const hasChoices = choices.length > 0
  const names = sheets.map(({ name }) => name)
  const all = hasChoices ? [...names, choicesName] : names
  const part = (at: number) => `worksheets/sheet${at + 1}.xml`
  const overrides = all.map((_, at) => `<Override PartName="/xl/${part(at)}" ContentType="${typesOf}.worksheet+xml"/>`)
  const relations = all.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="${part(at)}"/>`,
  )
  const entries = all.map((name, at) => {
    const state = name === choicesName ? ' state="hidden"' : ''
    return `<sheet name="${escapeText(name)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`
  })
  const parts: [string, string][] = [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${typesOf}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${typesOf}.styles+xml"/>${overrides.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${entries.join('')}</sheets>${printTitles(sheets)}</workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${declaration}<Relationships xmlns="${packages}/relationships">${relations.join('')}<Relationship Id="rId${all.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', stylesXml()],
  ]
  if (hasChoices) parts.push([`xl/${part(names.length)}`, choicesXml(choices)])
  return parts
}

/** The header comes again on every printed page. */
function printTitles(sheets: readonly OutputSheet[]): string {
  const names = sheets.map((sheet, at) => {
    const row = headerRow(sheet)
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${escapeText(sheet.name)}'!$${row}:$${row}</definedName>`
  })
  return `<definedNames>${names.join('')}</definedNames>`
}
