import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'

/** A running embedded database. */
export interface EmbeddedDatabase {
  /** Folder that holds the socket: the `host` for the driver. */
  socketFolder: string
  /** How often a commit was synced to the disk so far. */
  syncs(): Promise<number>
  /** The data folder as one tar file, to begin another database with. */
  dump(): Promise<Uint8Array>
  close(): Promise<void>
}

interface Start {
  folder: string | null
  synced: boolean
  image?: string
  /** Tells sockets of several databases in memory apart. */
  name?: string
}

/** Starts PGlite in a worker thread. The socket lies in the temporary folder, since its path may have 100 characters at most. */
export async function startEmbedded({ folder, synced, image, name }: Start): Promise<EmbeddedDatabase> {
  const identity = folder ? resolve(folder) : `${process.pid}-${name ?? 'memory'}`
  const socketFolder = join(tmpdir(), `daqiao-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`)
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 })
  const socket = join(socketFolder, '.s.PGSQL.5432')
  rmSync(socket, { force: true })
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
    workerData: { folder, socket, synced, image: image ?? null },
  })
  await answer(worker, 'ready')
  worker.unref()
  return {
    socketFolder,
    syncs: async () => Number(await ask(worker, 'syncs', 'syncs')),
    dump: async () => {
      const dumped = await ask(worker, 'dump', 'dump')
      if (!(dumped instanceof Uint8Array)) throw new Error('the embedded database did not dump')
      return dumped
    },
    close: async () => {
      await ask(worker, 'close', 'closed')
      rmSync(socketFolder, { recursive: true, force: true })
    },
  }
}

async function ask(worker: Worker, question: string, key: string): Promise<unknown> {
  const answered = answer(worker, key)
  worker.postMessage(question)
  return answered
}

function answer(worker: Worker, key: string): Promise<unknown> {
  return new Promise((done, fail) => {
    const settle = () => {
      worker.off('message', onMessage)
      worker.off('error', onError)
    }
    const onMessage = (message: Record<string, unknown>) => {
      if (!(key in message)) return
      settle()
      done(message[key])
    }
    const onError = (error: Error) => {
      settle()
      fail(error)
    }
    worker.on('message', onMessage)
    worker.on('error', onError)
  })
}
