/** A piece of text on a page, from the top left corner, in any one unit. `y` is the baseline. */
export interface Piece {
  text: string
  x: number
  y: number
  width: number
  size: number
}

/** One printed line. */
interface Row {
  text: string
  left: number
  right: number
  y: number
  size: number
}

export interface Page {
  pieces: Piece[]
  height: number
}

/** Lines of text that pages with positions hold, and their running headers and footers. */
export interface LaidOut {
  lines: string[]
  firstPage: string[]
  headersAndFooters: string[]
}

/** Put pieces into reading order: blocks and columns by the white space between them, then lines into paragraphs. */
export function layOut(pages: readonly Page[]): LaidOut {
  const rowsOfPages = pages.map((page) => readingOrder(toRows(page.pieces)))
  const running = findRunning(pages, rowsOfPages)
  const body = median(rowsOfPages.flat().map((row) => row.size))
  const lines: string[] = []
  const headersAndFooters: string[] = []
  const firstPage = (rowsOfPages[0] ?? []).map((row) => row.text)
  rowsOfPages.forEach((rows, i) => {
    const kept = rows.filter((row) => {
      const runs = running.has(runningKey(row, pages[i]?.height ?? 0))
      if (runs) headersAndFooters.push(row.text)
      return !runs
    })
    for (const line of paragraphs(kept, body)) lines.push(line)
  })
  return { lines, firstPage, headersAndFooters: [...new Set(headersAndFooters)] }
}

function toRows(pieces: readonly Piece[]): Row[] {
  const sorted = [...pieces].filter((piece) => piece.text.trim() !== '').sort((a, b) => a.y - b.y || a.x - b.x)
  const rows: Row[] = []
  let band: Piece[] = []
  const close = (): void => {
    rows.push(...splitBand(band))
    band = []
  }
  for (const piece of sorted) {
    const first = band[0]
    if (first && Math.abs(piece.y - first.y) > Math.max(first.size, piece.size) * 0.45) close()
    band.push(piece)
  }
  close()
  return rows
}

/** Pieces on one baseline: a gap wider than two letters starts another column. */
function splitBand(band: Piece[]): Row[] {
  const rows: Row[] = []
  for (const piece of band.sort((a, b) => a.x - b.x)) {
    const last = rows[rows.length - 1]
    const gap = last ? piece.x - last.right : 0
    if (!last || gap > Math.max(last.size, piece.size) * 1.6) {
      rows.push({ text: piece.text, left: piece.x, right: piece.x + piece.width, y: piece.y, size: piece.size })
      continue
    }
    const space = gap > piece.size * 0.3 && /[A-Za-z0-9]$/.test(last.text) && /^[A-Za-z0-9]/.test(piece.text) ? ' ' : ''
    last.text += space + piece.text
    last.right = Math.max(last.right, piece.x + piece.width)
    last.size = Math.max(last.size, piece.size)
  }
  return rows
}

const deepestCut = 40

/** Recursive cuts along white space: columns first, then blocks one under the other. */
function readingOrder(rows: Row[], depth = 0): Row[] {
  if (rows.length < 2 || depth > deepestCut) return byPosition(rows)
  const size = median(rows.map((row) => row.size))
  const column = widestGap(rows, (row) => [row.left, row.right])
  if (column && column.width > size * 0.9 && rows.length >= 6) {
    const left = rows.filter((row) => row.right <= column.at)
    const right = rows.filter((row) => row.right > column.at)
    if (Math.min(left.length, right.length) >= 3)
      return [...readingOrder(left, depth + 1), ...readingOrder(right, depth + 1)]
  }
  const block = widestGap(rows, (row) => [row.y - row.size, row.y])
  if (block && block.width > size * 0.9) {
    const upper = rows.filter((row) => row.y <= block.at)
    const lower = rows.filter((row) => row.y > block.at)
    return [...readingOrder(upper, depth + 1), ...readingOrder(lower, depth + 1)]
  }
  return byPosition(rows)
}

const byPosition = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => a.y - b.y || a.left - b.left)

/** The widest stretch that no row covers; `at` is its middle. */
function widestGap(rows: readonly Row[], span: (row: Row) => [number, number]): { at: number; width: number } | null {
  const spans = rows.map(span).sort((a, b) => a[0] - b[0])
  let reach = spans[0]?.[1] ?? 0
  let widest: { at: number; width: number } | null = null
  for (const [from, to] of spans) {
    if (from > reach && (!widest || from - reach > widest.width))
      widest = { at: (from + reach) / 2, width: from - reach }
    reach = Math.max(reach, to)
  }
  return widest
}

/** Lines of a block become paragraphs: one starts at an indent, after a short line, or where the size of type changes. */
function paragraphs(rows: readonly Row[], bodySize: number): string[] {
  const lines: string[] = []
  let block: Row[] = []
  let text = ''
  const flush = (): void => {
    if (text.trim()) lines.push(text.trim())
    text = ''
  }
  rows.forEach((row, i) => {
    const above = rows[i - 1]
    const sameBlock = above !== undefined && row.y > above.y && row.y - above.y < row.size * 2.6 && overlaps(above, row)
    if (!sameBlock) block = blockAt(rows, i)
    const left = Math.min(...block.map((item) => item.left))
    const right = Math.max(...block.map((item) => item.right))
    const indented = row.left > left + row.size * 1.2
    const short = above !== undefined && above.right < right - above.size * 1.8
    const resized = above !== undefined && Math.abs(above.size - row.size) > row.size * 0.12
    if (!sameBlock || indented || short || resized) flush()
    const space = /[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(row.text) ? ' ' : ''
    text += space + row.text
    if (row.size > bodySize * 1.6 && text.length < 80 && (rows[i + 1]?.size ?? 0) < row.size * 0.88) flush()
  })
  flush()
  return lines
}

function blockAt(rows: readonly Row[], from: number): Row[] {
  const block: Row[] = []
  for (let i = from; i < Math.min(rows.length, from + 400); i++) {
    const row = rows[i]
    const above = block[block.length - 1]
    if (!row || (above && (row.y <= above.y || row.y - above.y >= row.size * 2.6 || !overlaps(above, row)))) break
    block.push(row)
  }
  return block
}

const overlaps = (a: Row, b: Row): boolean => a.left < b.right && b.left < a.right

/** A line at the same height on most pages, with its digits left out, is a running header or footer, or a page number. */
function findRunning(pages: readonly Page[], rowsOfPages: readonly (readonly Row[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  rowsOfPages.forEach((rows, i) => {
    const height = pages[i]?.height ?? 0
    const edge = rows.filter((row) => row.y < height * 0.1 || row.y > height * 0.9)
    for (const key of new Set(edge.map((row) => runningKey(row, height)))) counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  const running = new Set<string>()
  for (const [key, count] of counts) {
    if ((pages.length >= 3 && count * 2 >= pages.length) || /^[—\-–\s第页共/#]*$/.test(key.slice(key.indexOf(':') + 1)))
      running.add(key)
  }
  return running
}

function runningKey(row: Row, height: number): string {
  const edge = row.y < height * 0.1 || row.y > height * 0.9
  return edge ? `${row.y < height / 2 ? 'top' : 'bottom'}:${row.text.replace(/[\d一二三四五六七八九十\s]+/g, '#')}` : ''
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
