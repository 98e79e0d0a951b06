import { decodeText } from '../decode.ts'
import { ReadError } from '../errors.ts'
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
 * Bytes → text, by what the bytes are and not by the name's extension.
 * @throws ReadError for anything that is not a readable document
 */
export async function extract(bytes: Uint8Array, name: string): Promise<Source> {
  if (bytes.length === 0) throw new ReadError('documents.emptyFile', { name })
  checkSize(bytes.length, name)
  return { text: decodeText(bytes, name), region: null }
}
