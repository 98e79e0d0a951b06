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

export interface TablePart {
  kind: 'table'
  columns: readonly PaperColumn[]
  rows: readonly PaperRow[]
  /** Header of the column of codes, which is there when a row has an identity. */
  codeHeader?: string
}

/** What a line of text is for; each has its font, size and place. */
export type LineStyle = 'title' | 'subtitle' | 'footnote'

export interface TextPart {
  kind: LineStyle
  /** A paragraph for each line. */
  text: string
}

export type PaperPart = TextPart | TablePart

/** A paper of an office, part by part. */
export interface Paper {
  /** As programs show it in place of the file's name. */
  title: string
  parts: readonly PaperPart[]
  /** A4 lying instead of standing. */
  landscape?: boolean
}

/**
 * A paper as an office sends it round: A4, the usual fonts with their substitutes, the head of a table on every page, rows
 * not torn by a page break, page numbers. Returns a DOCX.
 */
export async function paperDocument(paper: Paper): Promise<Uint8Array> {
  // Loaded when the first paper is made, not when the server starts: the package takes a tenth of a second.
  const { buildDocument } = await import('./build-document.ts')
  return buildDocument(paper)
}
