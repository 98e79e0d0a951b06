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
  /** Size of the letters; 12 when left out. */
  points?: number
}

/**
 * What a line of text is for; each has its font, size and place: document number (发文字号), addressee (主送机关), first
 * heading (一、), body, name of a table, signature with date (署名、成文日期), remark in brackets below it (附注).
 */
export const lineStyles = [
  'title',
  'subtitle',
  'number',
  'addressee',
  'heading',
  'body',
  'caption',
  'footnote',
  'signature',
  'remark',
] as const
export type LineStyle = (typeof lineStyles)[number]

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
  /** Margins of an official notice (GB/T 9704: 156 by 225 mm of text) instead of the narrow ones of a table. */
  isNotice?: boolean
  /** Stands above the text of every page: 草稿. */
  mark?: string
  /** A moment in ISO 8601 that the file names as its making. With one, the same paper is the same file, byte for byte. */
  madeAt?: string
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
