import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { checkSize } from './formats/detect.ts'
import { readDocument } from './read.ts'
import type { Reading } from './types.ts'
import type { Words } from './words.ts'

/**
 * Read one file from disk. Its size is asked before anything is loaded.
 * @throws ReadError and the file system's own errors
 */
export async function readDocumentFile(path: string, words: Words): Promise<Reading> {
  const name = basename(path)
  checkSize((await stat(path)).size, name)
  return readDocument(await readFile(path), name, words)
}

/** A reading as JSON in the shape of annotated documents: document, published, articles, entities. The head's facts are the server's. */
export const readingJson = ({ document, published, articles, entities }: Reading): string =>
  `${JSON.stringify({ document, published, articles, entities }, null, 1)}\n`
