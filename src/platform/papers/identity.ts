import type { Facts } from '../errors.ts'
import { readRowCode, readRowMark, rowCode } from './row-code.ts'

/** What a row that came back shows of its identity. */
export interface RowTraces {
  row: number
  /** The printed code as it stands now, if anything does. */
  code: string | null
  /** Bookmarks in the row. */
  marks?: readonly string[]
}

export interface RowIdentity {
  row: number
  /** The row sent out that this one is; undefined for a new one. */
  serial: number | undefined
  by: 'code' | 'mark' | 'none'
  /** What a person should look at: a message key with its facts. */
  doubt?: { key: string; facts: Facts }
}

/**
 * Says of each row that came back which one sent out it is. The printed code decides, because people see it; where it was
 * deleted or spoiled, the bookmark in its place does. Of several rows with one identity the first keeps it: the others
 * were copied from it, and are new with a doubt that names it.
 */
export function identifyRows(rows: readonly RowTraces[]): RowIdentity[] {
  const seen = new Map<number, number>()
  // Codes first: a row that only keeps a copied bookmark must not take the place of the one that shows the code.
  const coded = new Set(rows.map(({ code }) => readRowCode(code ?? '')).filter((serial) => serial !== undefined))
  return rows.map((traces) => {
    const found = identify(traces, coded)
    if (found.serial === undefined) return found
    const first = seen.get(found.serial)
    if (first === undefined) {
      seen.set(found.serial, found.row)
      return found
    }
    const facts = { row: found.row, code: rowCode(found.serial), first }
    return { row: found.row, serial: undefined, by: 'none', doubt: { key: 'papers.codeTwice', facts } }
  })
}

function identify({ row, code, marks = [] }: RowTraces, coded: ReadonlySet<number>): RowIdentity {
  const written = code?.trim() ?? ''
  const serial = readRowCode(written)
  const marked = marks.map(readRowMark).filter((mark) => mark !== undefined)
  if (serial !== undefined) return { row, serial, by: 'code' }

  const [only, second] = marked.filter((mark) => !coded.has(mark))
  const unreadable = { key: 'papers.codeUnreadable', facts: { row, code: written } }
  if (only === undefined || second !== undefined)
    return written === ''
      ? { row, serial: undefined, by: 'none' }
      : { row, serial: undefined, by: 'none', doubt: unreadable }
  const restored = { key: 'papers.codeRestored', facts: { row, code: rowCode(only) } }
  return { row, serial: only, by: 'mark', doubt: restored }
}
