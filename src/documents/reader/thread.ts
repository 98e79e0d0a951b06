/**
 * The reader in a thread of its own, so that a document of 20 MB never stops the server from answering. One thread is
 * kept and started anew when it dies; a document that takes too long is given up with it.
 */
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { AppError } from '#platform/errors.ts'
import { ReadError } from './errors.ts'
import { extract } from './formats/detect.ts'
import { findAll, readStructureOf } from './read.ts'
import type { DocumentText, Reading } from './types.ts'
import { type CityPlaces, loadWords, type Words, withPlaces } from './words.ts'

export interface ReadDocument {
  document: DocumentText
  reading: Reading
}

interface Question {
  id: number
  bytes: Uint8Array
  name: string
  places: CityPlaces | null
}

type Answer =
  | { id: number; read: ReadDocument }
  | { id: number; refused: { key: string; facts: Record<string, string | number> } }
  | { id: number; failed: string }

const patienceMilliseconds = 120_000
/** A thread may take this much memory; a document that needs more is refused. */
const limits = { maxOldGenerationSizeMb: 1024 }

/** Tells this thread from any other that loads this file. */
const role = 'daqiao reader'

let worker: Worker | null = null
let asked = 0
const waiting = new Map<number, { done: (answer: Answer) => void; fail: (error: Error) => void }>()

/** @throws AppError invalid, with the message key of what is wrong with the document */
export async function readInThread(
  bytes: Uint8Array,
  name: string,
  places: CityPlaces | null = null,
): Promise<ReadDocument> {
  const id = ++asked
  const answer = await new Promise<Answer>((done, fail) => {
    const timer = setTimeout(() => giveUp(new AppError('invalid', 'documents.tooSlow', { name })), patienceMilliseconds)
    waiting.set(id, {
      done: (value) => {
        clearTimeout(timer)
        done(value)
      },
      fail: (error) => {
        clearTimeout(timer)
        fail(error)
      },
    })
    thread().postMessage({ id, bytes, name, places } satisfies Question)
  })
  if ('read' in answer) return answer.read
  if ('refused' in answer) throw new AppError('invalid', answer.refused.key, answer.refused.facts)
  throw new Error(answer.failed)
}

function thread(): Worker {
  if (worker) return worker
  const started = new Worker(new URL(import.meta.url), { resourceLimits: limits, workerData: role })
  started.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.done(answer)
    waiting.delete(answer.id)
  })
  started.on('error', () => giveUp(new AppError('invalid', 'documents.tooLargeToRead')))
  started.unref()
  worker = started
  return started
}

/** Ends the thread, so that the process can end. A later reading starts another. */
export async function closeReader(): Promise<void> {
  const running = worker
  worker = null
  await running?.terminate()
}

function giveUp(error: Error): void {
  const died = worker
  worker = null
  for (const one of waiting.values()) one.fail(error)
  waiting.clear()
  void died?.terminate()
}

if (workerData === role && parentPort) {
  const port = parentPort
  const country = loadWords()
  /** Words with a city's own places, kept for the city read last: compiling them takes a moment. */
  let own: { key: string; words: Words } | null = null
  const wordsFor = (places: CityPlaces | null): Words => {
    if (!places) return country
    const key = JSON.stringify(places)
    if (own?.key !== key) own = { key, words: withPlaces(country, places) }
    return own.words
  }
  port.on('message', async ({ id, bytes, name, places }: Question) => {
    try {
      const words = wordsFor(places)
      const source = await extract(bytes, name)
      const document = readStructureOf(source.text, name, words, source.region)
      port.postMessage({ id, read: { document, reading: findAll(document, name, words) } } satisfies Answer)
    } catch (error) {
      const answer: Answer =
        error instanceof ReadError
          ? { id, refused: { key: error.key, facts: { ...error.facts } } }
          : { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
      port.postMessage(answer)
    }
  })
}
