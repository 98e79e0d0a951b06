import { type PaperColumn, type PaperPart, type PaperRow, paperDocument } from './paper.ts'

export interface TablePaper {
  title: string
  /** A line under the title: issuing office, date, 征求意见稿. */
  subtitle?: string
  columns: readonly PaperColumn[]
  rows: readonly PaperRow[]
  /** A4 lying when left out. */
  landscape?: boolean
  /** Below the table: sources, meaning of signs. */
  footnote?: string
  /** Header of the column of codes, which is there when a row has an identity. */
  codeHeader?: string
}

/** One table with a title, as a paper. Returns a DOCX. */
export function tableDocument(paper: TablePaper): Promise<Uint8Array> {
  const { title, subtitle, columns, rows, landscape = true, footnote, codeHeader } = paper
  const above: PaperPart[] = [{ kind: 'title', text: title }]
  if (subtitle) above.push({ kind: 'subtitle', text: subtitle })
  const below: PaperPart[] = footnote ? [{ kind: 'footnote', text: footnote }] : []
  const table: PaperPart = { kind: 'table', columns, rows, ...(codeHeader !== undefined && { codeHeader }) }
  return paperDocument({ title, landscape, parts: [...above, table, ...below] })
}
