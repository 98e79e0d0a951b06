export interface PaperColumn {
  header: string
  /** Share of the page's width, against the other columns; 1 when left out. */
  weight?: number
  align?: 'left' | 'center'
}

export interface PaperRow {
  /** In the order of the columns; line breaks are kept. */
  cells: readonly (string | number | null)[]
  /** Identity of the row, printed as a code and kept as a bookmark, so that the row is known when the paper comes back. */
  serial?: number
}

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

/**
 * A table as an office sends it round: A4, the usual fonts with their substitutes, the header on every page, rows not torn
 * by a page break, page numbers. Returns a DOCX.
 */
export async function tableDocument(paper: TablePaper): Promise<Uint8Array> {
  // Loaded when the first paper is made, not when the server starts: the package takes a tenth of a second.
  const { buildDocument } = await import('./build-document.ts')
  return buildDocument(paper)
}
