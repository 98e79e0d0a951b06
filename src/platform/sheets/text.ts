import { AppError } from '../errors.ts'

/** Encodings a table of text may come in; GB18030 is what Chinese Excel writes as CSV. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

const window = 64 * 1024

/**
 * The encoding of a text: by its mark, else UTF-8 where every byte fits, else GB18030.
 *
 * @throws AppError invalid `sheets.notATable` for bytes that are no text at all
 */
export function detectEncoding(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes.subarray(0, window).includes(0)) throw new AppError('invalid', 'sheets.notATable')
  if (fits(bytes, 'utf-8')) return 'utf-8'
  if (fits(bytes, 'gb18030')) return 'gb18030'
  throw new AppError('invalid', 'sheets.notATable')
}

function fits(bytes: Uint8Array, encoding: TextEncoding): boolean {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += window) decoder.decode(bytes.subarray(at, at + window), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** The text in pieces, its mark left out. */
export function* decodeText(bytes: Uint8Array, encoding: TextEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (let at = 0; at < bytes.length; at += window)
    yield decoder.decode(bytes.subarray(at, at + window), { stream: true })
  yield decoder.decode()
}
