import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the process that serves a data folder listens for local commands. */
const Running = z.object({
  pid: z.number().int().positive(),
  address: z.url(),
  token: z.string().min(32),
})
export type Running = z.output<typeof Running>

const pathOf = (folder: string): string => join(folder, 'running.json')

/** Tells local commands where to ask; readable by the owner of the process alone. */
export function writeRunning(folder: string, running: Running): void {
  const waiting = `${pathOf(folder)}.${running.pid}`
  rmSync(waiting, { force: true })
  writeFileSync(waiting, `${JSON.stringify(running)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(waiting, pathOf(folder))
}

/** What a process wrote there, or null. It may be left over from one that was killed: whoever asks finds out. */
export function readRunning(folder: string): Running | null {
  try {
    return Running.parse(JSON.parse(readFileSync(pathOf(folder), 'utf8')))
  } catch {
    return null
  }
}

/** Takes the file away, unless another process has written its own meanwhile. */
export function removeRunning(folder: string, token: string): void {
  if (readRunning(folder)?.token === token) rmSync(pathOf(folder), { force: true })
}
