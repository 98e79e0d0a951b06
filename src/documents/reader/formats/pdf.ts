import { ReadError } from '../errors.ts'
import { CharacterMaps } from './cmaps.ts'
import { layOut, type Page, type Piece } from './layout.ts'
import type { Source } from './source.ts'

const mostPages = 2000

/**
 * Text layer of a PDF in reading order.
 * @throws ReadError documents.passwordProtected | documents.truncated | documents.scannedPdf
 */
export async function readPdf(bytes: Uint8Array, name: string): Promise<Source> {
  const { getDocumentProxy } = await import('unpdf')
  const pages: Page[] = []
  try {
    // the library takes the buffer over, so it gets a copy
    const document = await getDocumentProxy(bytes.slice(), {
      verbosity: 0,
      useWorkerFetch: false,
      cMapUrl: 'maps/',
      cMapPacked: false,
      BinaryDataFactory: CharacterMaps,
    })
    try {
      for (let i = 1; i <= Math.min(document.numPages, mostPages); i++) {
        const page = await document.getPage(i)
        const { height } = page.getViewport({ scale: 1 })
        const content = await page.getTextContent()
        pages.push({ pieces: content.items.flatMap((item) => toPiece(item, height)), height })
        page.cleanup()
      }
    } finally {
      await document.loadingTask.destroy()
    }
  } catch (error) {
    const kind = error instanceof Error ? error.name : ''
    throw new ReadError(kind === 'PasswordException' ? 'documents.passwordProtected' : 'documents.truncated', { name })
  }
  const letters = pages.reduce(
    (sum, page) => sum + page.pieces.reduce((all, piece) => all + piece.text.trim().length, 0),
    0,
  )
  if (letters < Math.max(4, pages.length * 2)) throw new ReadError('documents.scannedPdf', { name })
  const { lines, firstPage, headersAndFooters } = layOut(pages)
  return { text: lines.join('\n'), region: { firstPage, headersAndFooters } }
}

function toPiece(item: object, height: number): Piece[] {
  if (!('str' in item) || !('transform' in item) || typeof item.str !== 'string' || !Array.isArray(item.transform))
    return []
  const [a, b, c, d, x, y] = item.transform.map(Number)
  const size = Math.hypot(c ?? 0, d ?? 0) || Math.hypot(a ?? 0, b ?? 0) || 10
  const width = 'width' in item && typeof item.width === 'number' ? item.width : item.str.length * size
  return item.str.trim() === '' ? [] : [{ text: item.str, x: x ?? 0, y: height - (y ?? 0), width, size }]
}
