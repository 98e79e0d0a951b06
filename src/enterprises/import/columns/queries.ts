import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '#platform/errors.ts'
import type { FileRow, OpenedFile } from '#platform/imports/index.ts'
import { requireNames } from '#platform/imports/names.ts'
import { type CellValue, readSheet, type SheetRow } from '#platform/sheets/index.ts'
import { normalHeader } from '#platform/sheets/table-header.ts'
import type { TypedUnit } from '../../indicators/reading/rules.ts'
import { indicatorCodes } from '../../indicators/rules.ts'
import { type FirmStatus, statuses } from '../../rules.ts'
import { type Column, entryFields } from '../contract.ts'
import { bareName, type ColumnWords, joinedHeadings, understood } from './rules.ts'

const Words = z.array(z.string())
const File = z.object({
  fields: z.partialRecord(z.enum(entryFields), Words),
  figures: z.record(z.enum(indicatorCodes), Words),
  listEndings: Words,
  lists: z.record(z.string(), Words),
  statuses: z.record(z.enum(statuses), Words),
})

interface KnownWords extends ColumnWords {
  statuses: ReadonlyMap<string, FirmStatus>
  /** The headings of our own files, by field. */
  first: ReadonlyMap<string, string>
}
let loaded: KnownWords | null = null

/** `words/import-columns.yaml`, read once in the life of the process. */
export function columnWords(): KnownWords {
  if (loaded) return loaded
  const file = File.parse(parse(readFileSync(new URL('../../words/import-columns.yaml', import.meta.url), 'utf8')))
  const named = <Key extends string>(table: Partial<Record<Key, string[]>>) =>
    new Map(
      (Object.entries(table) as [Key, string[]][]).flatMap(([key, names]) =>
        names.map((name) => [bareName(name), key] as const),
      ),
    )
  const fields = new Map<string, Column['field']>([...named(file.fields), ...named(file.figures)])
  const first = new Map(
    Object.entries({ ...file.fields, ...file.figures }).map(([key, names]) => [key, names?.[0] ?? key]),
  )
  loaded = {
    ...{ fields, first, lists: named(file.lists), listEndings: file.listEndings.map(bareName) },
    statuses: named(file.statuses),
  }
  return loaded
}

/** A row below the header: a cell for each column of the mapping, in its order. */
export interface FirmRow extends FileRow {
  cells: CellValue[]
}

const searchRows = 20
const sampleRows = 5

export interface OpenedFirms extends OpenedFile<FirmRow> {
  /** Unit of the whole table, written above it: 单位：万元. */
  moneyUnit: TypedUnit | null
  /** The first cells below a heading. */
  samples: (heading: string) => string[]
}

/**
 * Opens a table of firms in whatever encoding or workbook: finds its header of one or two rows among the first rows and reads
 * the columns of the mapping row by row; all columns where none is given.
 *
 * @throws AppError invalid `sheets.*`, `platform.imports.nameless`
 */
export async function openFirms(bytes: Uint8Array, columns: readonly Column[] | null): Promise<OpenedFirms> {
  const sheet = readSheet(bytes, { fillMerged: true })
  const first: SheetRow[] = []
  while (first.length < searchRows + sampleRows) {
    const next = await sheet.next()
    if (next.done) break
    first.push(next.value)
  }
  const { names, from, top } = headerOf(first.slice(0, searchRows))
  requireNames(
    names,
    first.filter(({ row }) => row > from),
  )
  const headings = names.filter((name) => name !== '')
  const at = new Map(names.map((name, place) => [normalHeader(name), place]))
  const places = (columns ?? headings.map((heading) => ({ heading }))).map(
    ({ heading }) => at.get(normalHeader(heading)) ?? -1,
  )
  const below = first.filter(({ row, cells }) => row > from && cells.some((cell) => written(cell) !== ''))
  const samples = (heading: string) =>
    below.flatMap(({ cells }) => written(cells[at.get(normalHeader(heading)) ?? -1] ?? null) || []).slice(0, sampleRows)
  return {
    headings,
    samples,
    moneyUnit: moneyUnitOf(first.filter(({ row }) => row < top)),
    rows: rowsOf(first, sheet, from, names, places),
  }
}

const written = (cell: CellValue | undefined): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim()

/** The row, or two rows under each other, in which the most headings are understood. */
function headerOf(first: readonly SheetRow[]): { names: string[]; from: number; top: number } {
  const words = columnWords()
  const texts = first.map(({ row, cells }) => ({ row, cells: cells.map(written) }))
  const candidates = texts.flatMap(({ row, cells }, at) => {
    const next = texts[at + 1]
    const single = { names: cells, top: row, from: row }
    if (next?.row !== row + 1) return [single]
    return [single, { names: joinedHeadings(cells, next.cells), top: row, from: next.row }]
  })
  let best = { score: 0, names: [] as string[], from: 0, top: 0 }
  for (const one of candidates) {
    const score = understood(one.names, words)
    if (score > best.score) best = { ...one, score }
  }
  if (best.score > 0) return best
  const expected = ['name', 'code', 'division'].map((field) => words.first.get(field)).join('、')
  throw new AppError('invalid', 'sheets.noHeaderRow', { expected })
}

function moneyUnitOf(above: readonly SheetRow[]): TypedUnit | null {
  const text = above
    .map(({ cells }) => cells.map(written).join(' '))
    .join(' ')
    .normalize('NFKC')
  const found = /单位\s*:?\s*(亿元|万元|元)/.exec(text)?.[1]
  return found === '亿元' ? '100m-yuan' : found === '万元' ? '10k-yuan' : found === '元' ? 'yuan' : null
}

async function* rowsOf(
  first: readonly SheetRow[],
  rest: AsyncGenerator<SheetRow, unknown>,
  from: number,
  names: readonly string[],
  places: readonly number[],
): AsyncGenerator<FirmRow, void> {
  const normal = names.map(normalHeader)
  const read = ({ row, cells }: SheetRow): FirmRow | null => {
    if (row <= from) return null
    const own = places.map((place) => cells[place] ?? null)
    if (own.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''))) return null
    // Printed tables repeat their header on each page.
    const isHeader =
      typeof own[0] === 'string' && places.every((place) => normalHeader(cells[place] ?? null) === normal[place])
    return isHeader ? null : { row, cells: own }
  }
  for (const row of first) {
    const found = read(row)
    if (found) yield found
  }
  for await (const row of rest) {
    const found = read(row)
    if (found) yield found
  }
}
