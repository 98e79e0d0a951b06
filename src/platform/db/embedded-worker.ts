/**
 * The embedded database: PGlite in a thread of its own behind a private socket, so that it never blocks requests and
 * the product talks to it by the same driver as to a server. Started by `embedded.ts`; speaks to it by messages.
 */
import { fsyncSync, readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { MemoryFS, PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { z } from 'zod'

const Settings = z.object({
  /** Folder of the data, or null for a database in memory. */
  folder: z.string().nullable(),
  /** Path of the socket file. */
  socket: z.string(),
  /** Commits are synced to the disk. Off for tests and for the sample city. */
  synced: z.boolean(),
  /** A dumped data folder to begin with (tests). */
  image: z.string().nullable(),
})

const settings = Settings.parse(workerData)
let syncs = 0

/** PGlite's file layer never syncs; this one does, by the operation Emscripten asks for. */
class SyncedFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args)
    const addSync = (module: { FS: { filesystems: { NODEFS: { stream_ops: Record<string, unknown> } } } }) => {
      module.FS.filesystems.NODEFS.stream_ops.fsync = (stream: { nfd?: number }) => {
        if (stream.nfd === undefined) return 0
        fsyncSync(stream.nfd)
        syncs++
        return 0
      }
    }
    const preRun = [...(Array.isArray(emscriptenOpts.preRun) ? emscriptenOpts.preRun : []), addSync]
    return { emscriptenOpts: { ...emscriptenOpts, preRun: preRun as NonNullable<typeof emscriptenOpts.preRun> } }
  }
}

const set = (parameters: Record<string, string>): string[] =>
  Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`])

const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => !settings.synced || parameter !== '-F'),
  ...set({ random_page_cost: '1.1', jit: 'off' }),
  ...(settings.synced
    ? set({ fsync: 'on', synchronous_commit: 'on', wal_sync_method: 'fsync', full_page_writes: 'on' })
    : []),
]

const options: PGliteOptions = {
  startParams,
  fs:
    settings.folder === null
      ? new MemoryFS()
      : settings.synced
        ? new SyncedFS(settings.folder)
        : new NodeFS(settings.folder),
  ...(settings.image ? { loadDataDir: new Blob([readFileSync(settings.image)]) } : {}),
}

const db = await PGlite.create(options)
const server = new PGLiteSocketServer({ db, path: settings.socket, maxConnections: 8 })
await server.start()

parentPort?.on('message', async (message: unknown) => {
  if (message === 'syncs') parentPort?.postMessage({ syncs })
  if (message === 'dump') {
    const blob = await db.dumpDataDir('none')
    parentPort?.postMessage({ dump: new Uint8Array(await blob.arrayBuffer()) })
  }
  if (message === 'close') {
    await server.stop()
    await db.close()
    parentPort?.postMessage({ closed: true })
    parentPort?.close()
  }
})
parentPort?.postMessage({ ready: true })
