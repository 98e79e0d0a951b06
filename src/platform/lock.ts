import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from './errors.ts'

/**
 * Takes the data folder for this process alone: two processes on one embedded database would destroy it silently.
 *
 * @throws AppError unavailable `platform.folderInUse` when a living process holds it
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  for (let tries = 0; tries < 3; tries++) {
    try {
      const file = openSync(path, 'wx', 0o600)
      writeSync(file, String(process.pid))
      closeSync(file)
      return () => rmSync(path, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const holder = Number(readHolder(path))
      if (holder !== process.pid && isAlive(holder))
        throw new AppError('unavailable', 'platform.folderInUse', { folder, pid: holder })
      rmSync(path, { force: true })
    }
  }
  throw new AppError('unavailable', 'platform.folderInUse', { folder, pid: '?' })
}

function readHolder(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '0'
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
