export { guardFormula } from './csv.ts'
export { listSheets, type ReadOptions, readSheet, type SheetSource } from './read.ts'
export {
  type OpenTable,
  openRows,
  openTable,
  readTable,
  type TableColumn,
  type TableError,
  type TableOptions,
  type TableRow,
  type TableValues,
} from './table.ts'
export type { TableKind } from './table-values.ts'
export {
  type CellFault,
  type CellValue,
  columnLetters,
  defaultLimits,
  type MergedRange,
  type SheetEnd,
  type SheetLimits,
  type SheetRow,
} from './values.ts'
export { streamWorkbook, writeWorkbook } from './write.ts'
export { streamCsv, writeCsv } from './write-csv.ts'
export type { OutputColumn, OutputRows, OutputSheet } from './write-sheet.ts'
export type { ColumnKind } from './write-styles.ts'
