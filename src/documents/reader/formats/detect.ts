import { decodeText } from '../decode.ts'
import { ReadError, type ReadErrorKey } from '../errors.ts'
import type { Source } from './source.ts'

/** Largest file that is read, in bytes. */
export const largestFile = 20 * 1024 * 1024

/** @throws ReadError documents.tooLarge: to be asked before a file is read at all. */
export function checkSize(size: number, name: string): void {
  if (size <= largestFile) return
  throw new ReadError('documents.tooLarge', {
    name,
    size: Math.ceil(size / 1024 / 1024),
    limit: largestFile / 1024 / 1024,
  })
}

/**
 * Bytes → text, by what the bytes are and not by the name's extension. Readers of formats are loaded when one is met.
 * @throws ReadError for anything that is not a readable document
 */
export async function extract(bytes: Uint8Array, name: string): Promise<Source> {
  if (bytes.length === 0) throw new ReadError('documents.emptyFile', { name })
  checkSize(bytes.length, name)
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return readArchive(bytes, name)
  if (findAscii(bytes, '%PDF-', 1024) >= 0) return (await import('./pdf.ts')).readPdf(bytes, name)
  const refused = signatures.find(([mark]) => startsWith(bytes, mark))
  if (refused) throw new ReadError(refused[1], { name })
  if (startsWith(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) throw new ReadError(oldOffice(bytes, name), { name })
  const text = decodeText(bytes, name)
  if (/^\s*</.test(text.slice(0, 200))) {
    const { isHtml, readHtml } = await import('./html.ts')
    if (isHtml(text)) return readHtml(text, name)
  }
  return { text, region: null }
}

const signatures: readonly (readonly [string, ReadErrorKey])[] = [
  ['\x89PNG\r\n', 'documents.image'],
  ['\xff\xd8\xff', 'documents.image'],
  ['GIF8', 'documents.image'],
  ['II*\x00', 'documents.image'],
  ['MM\x00*', 'documents.image'],
  ['Rar!\x1a', 'documents.otherOffice'],
  ['7z\xbc\xaf\x27\x1c', 'documents.otherOffice'],
  ['\x1f\x8b\x08', 'documents.otherOffice'],
  ['{\\rtf', 'documents.unknownFormat'],
]

function startsWith(bytes: Uint8Array, mark: string): boolean {
  for (let i = 0; i < mark.length; i++) if (bytes[i] !== mark.charCodeAt(i)) return false
  return true
}

function findAscii(bytes: Uint8Array, mark: string, reach: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, reach)).indexOf(mark, 0, 'latin1')
}

/** An OLE container: an encrypted new document, or a document of the time before .docx. */
function oldOffice(bytes: Uint8Array, name: string): ReadErrorKey {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const holds = (stream: string): boolean => all.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return 'documents.passwordProtected'
  if (holds('WordDocument')) return /\.wps$/i.test(name) ? 'documents.legacyWps' : 'documents.legacyDoc'
  if (holds('Workbook') || holds('PowerPoint Document')) return 'documents.legacyOffice'
  return /\.wps$/i.test(name) ? 'documents.legacyWps' : 'documents.legacyDoc'
}

async function readArchive(bytes: Uint8Array, name: string): Promise<Source> {
  const { openZip } = await import('./zip.ts')
  const archive = openZip(bytes, name)
  const { isDocx, readDocx } = await import('./docx.ts')
  if (isDocx(archive)) return readDocx(archive, name)
  const { isOfd, readOfd } = await import('./ofd.ts')
  if (isOfd(archive)) return readOfd(archive, name)
  throw new ReadError('documents.otherOffice', { name })
}
