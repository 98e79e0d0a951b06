import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { BatchItem, BatchResult } from './batch-worker.ts'

const memoryOfAWorkerMb = 1024

/**
 * Read many files on all cores, one JSON each. `done` is told of each file as it ends. A worker that dies takes only the
 * file it was reading with it; the rest goes on.
 */
export async function readBatch(items: readonly BatchItem[], done: (result: BatchResult) => void): Promise<void> {
  const queue = [...items]
  const workers = Math.min(availableParallelism(), queue.length)
  await Promise.all(Array.from({ length: workers }, () => runWorker(queue, done)))
}

function runWorker(queue: BatchItem[], done: (result: BatchResult) => void): Promise<void> {
  return new Promise((finished) => {
    const worker = new Worker(new URL('./batch-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryOfAWorkerMb },
    })
    let current: BatchItem | undefined
    const next = (): void => {
      current = queue.shift()
      if (current) worker.postMessage(current)
      else void worker.terminate()
    }
    worker.on('message', (result: BatchResult) => {
      done(result)
      next()
    })
    worker.on('error', (error) => {
      const failed = current
      current = undefined
      if (failed) done({ input: failed.input, failure: { key: 'documents.readBug', facts: { reason: error.message } } })
    })
    worker.on('exit', () => finished(queue.length > 0 ? runWorker(queue, done) : undefined))
    next()
  })
}
