import { mergedRange } from './sheet-xml.ts'
import type { CellValue, MergedRange, SheetRow } from './values.ts'
import { unpackInTurns, type Zip, type ZipEntry } from './zip.ts'

const sheetDataEnd = '</sheetData>'
// The list of merged cells follows the rows; this much after them is kept to look through.
const mostText = 16 * 2 ** 20

/**
 * Merged ranges of a sheet before its rows are read: the part is unpacked once more, but only what follows the
 * rows is looked at.
 */
export async function scanMerged(zip: Zip, entry: ZipEntry): Promise<MergedRange[]> {
  const decoder = new TextDecoder()
  let after = ''
  let found = false
  // The second unpacking must not use up what the first may cost.
  for await (const piece of unpackInTurns({ ...zip, budget: { ...zip.budget } }, entry)) {
    const text = decoder.decode(piece, { stream: true })
    if (found) {
      if (after.length < mostText) after += text
      continue
    }
    after += text
    const at = after.search(/<\/(\w+:)?sheetData>|<(\w+:)?sheetData\s*\/>/)
    found = at >= 0
    // Keep enough for a tag cut in two by the edge of a piece.
    after = found ? after.slice(at) : after.slice(-2 * sheetDataEnd.length)
  }
  const references = after.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"/g)
  return [...references].map(([, reference = '']) => mergedRange(reference)).filter((range) => range !== undefined)
}

/**
 * Repeats the first cell of a range merged downwards in each of its rows, as a reader of the sheet understands it. Ranges
 * merged across only are titles and give nothing. Call it with the rows in order.
 */
export function mergedFiller(merged: readonly MergedRange[]): (row: SheetRow) => SheetRow {
  const waiting = merged.filter(({ fromRow, toRow }) => toRow > fromRow).sort((a, b) => a.fromRow - b.fromRow)
  let next = 0
  let active: { range: MergedRange; value: CellValue }[] = []
  return (row) => {
    active = active.filter(({ range }) => range.toRow >= row.row)
    for (let range = waiting[next]; range && range.fromRow <= row.row; range = waiting[++next]) {
      // A range that began in a row without any value has nothing to give.
      const value = range.fromRow === row.row ? (row.cells[range.fromColumn - 1] ?? null) : null
      if (value !== null) active.push({ range, value })
    }
    for (const { range, value } of active) {
      while (row.cells.length < range.fromColumn) row.cells.push(null)
      row.cells[range.fromColumn - 1] ??= value
    }
    return row
  }
}
