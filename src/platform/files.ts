import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import type { Context } from './actor.ts'
import type { Tx } from './db/transact.ts'
import { newId } from './ids.ts'
import { files } from './tables.ts'

let root: string | null = null

/** Named once at start. Files lie under city/sha256 in this folder. */
export function setFileFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  root = folder
}

const pathOf = (city: string, sha256: string): string => {
  if (!root) throw new Error('no folder for files: call setFileFolder first')
  return join(root, city, sha256.slice(0, 2), sha256)
}

/** Writes the bytes to the disk, synced and renamed into place; the same content is stored once. Call before the transaction. */
export async function keepBytes(city: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = pathOf(city, sha256)
  const there = await stat(path).catch(() => null)
  if (there?.size === bytes.length) return sha256
  mkdirSync(join(path, '..'), { recursive: true })
  const waiting = `${path}.${newId()}`
  const handle = await open(waiting, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(waiting, path)
  return sha256
}

/** Records kept bytes in the caller's transaction and returns the file's id; bytes that are known already give the known id. */
export async function recordFile(
  tx: Tx,
  ctx: Pick<Context, 'city' | 'now'>,
  file: { sha256: string; bytes: number; mediaType: string },
): Promise<string> {
  const row = { city: ctx.city, id: newId(), ...file, createdAt: ctx.now().toString() }
  await tx
    .insert(files)
    .values(row)
    .onConflictDoNothing({ target: [files.city, files.sha256] })
  const [known] = await tx
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.city, ctx.city), eq(files.sha256, file.sha256)))
  return known?.id ?? row.id
}

/** The bytes of a recorded file of the city. The caller has checked the row that owns it. */
export async function readBytes(tx: Tx, ctx: Pick<Context, 'city'>, fileId: string): Promise<Uint8Array | null> {
  const [row] = await tx
    .select({ sha256: files.sha256 })
    .from(files)
    .where(and(eq(files.city, ctx.city), eq(files.id, fileId)))
  return row ? readFile(pathOf(ctx.city, row.sha256)) : null
}
