export {
  type DocxLimits,
  type DocxRow,
  type DocxTable,
  readDocx,
  readDocxTables,
} from './docx-tables.ts'
export { identifyRows, type RowIdentity, type RowTraces } from './identity.ts'
export { type Paper, type PaperColumn, type PaperPart, type PaperRow, paperDocument, type TablePart } from './paper.ts'
export { type PaperTable, type PaperTableRow, readDocxTable } from './read-table.ts'
export { readRowCode, rowCode } from './row-code.ts'
export { type TablePaper, tableDocument } from './table-document.ts'
