import { writeFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { ReadError } from './errors.ts'
import { readDocumentFile, readingJson } from './read-file.ts'
import { loadWords } from './words.ts'

/** One file to read, and where its JSON goes. */
export interface BatchItem {
  input: string
  output: string
}

/** What became of it: null for done, else the message key and facts. */
export interface BatchResult {
  input: string
  failure: { key: string; facts: Readonly<Record<string, string | number>> } | null
}

const words = loadWords()

parentPort?.on('message', async ({ input, output }: BatchItem) => {
  const result: BatchResult = { input, failure: null }
  try {
    await writeFile(output, readingJson(await readDocumentFile(input, words)))
  } catch (error) {
    result.failure = failureOf(error)
  }
  parentPort?.postMessage(result)
})

function failureOf(error: unknown): BatchResult['failure'] {
  if (error instanceof ReadError) return { key: error.key, facts: error.facts }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return { key: 'documents.readNoFile', facts: {} }
  if (/^E[A-Z]+$/.test(code)) return { key: 'documents.readNotReadable', facts: { reason: code } }
  return { key: 'documents.readBug', facts: { reason: error instanceof Error ? error.message : String(error) } }
}
