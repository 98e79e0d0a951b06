import { AppError } from '../errors.ts'
import { type CellValue, columnLetters, type SheetRow } from '../sheets/index.ts'

const isEmpty = (cell: CellValue): boolean => String(cell ?? '').trim() === ''

/**
 * Each column with something in it has a name of its own: a merged heading would lose what stands below its rest.
 *
 * @throws AppError invalid `platform.imports.nameless` | `sheets.headerTwice`
 */
export function requireNames(names: readonly string[], rows: readonly SheetRow[]): void {
  for (const { cells } of rows) {
    const at = cells.findIndex((cell, place) => !isEmpty(cell) && !names[place])
    if (at >= 0) throw new AppError('invalid', 'platform.imports.nameless', { column: columnLetters(at) })
  }
  for (const [at, name] of names.entries()) {
    const before = names.indexOf(name)
    if (name === '' || before === at) continue
    const facts = { header: name, first: columnLetters(before), second: columnLetters(at) }
    throw new AppError('invalid', 'sheets.headerTwice', facts)
  }
}
