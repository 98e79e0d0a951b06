/** A PostgreSQL server of one's own for a while: the system's binaries in a temporary folder, as an unprivileged user. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folder of the newest server's programs, or null. */
export function serverPrograms(): string | null {
  const found = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' })
  if (found.status === 0 && existsSync(join(found.stdout.trim(), 'initdb'))) return found.stdout.trim()
  const versions = '/usr/lib/postgresql'
  if (!existsSync(versions)) return null
  const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0]
  return newest && existsSync(join(versions, newest, 'bin', 'initdb')) ? join(versions, newest, 'bin') : null
}

/** PostgreSQL refuses to run as root: an unprivileged account of the system does it then. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    const found = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    const group = spawnSync('id', ['-g', name], { encoding: 'utf8' })
    if (found.status === 0) return { uid: Number(found.stdout), gid: Number(group.stdout) }
  }
  throw new Error('no unprivileged account to run PostgreSQL with')
}

/** Settings of a server whose data may be lost: nothing waits for the disk. */
const unsynced = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** Starts a server that is reached by its address on a socket alone, lets `work` use it, and takes it away. */
export async function onOwnServer<T>(
  programs: string,
  work: (url: string) => Promise<T>,
  settings: readonly string[] = [],
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-pg-'))
  const user = unprivileged()
  if (user) chownSync(folder, user.uid, user.gid)
  const as = { ...(user ?? {}), cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] }
  const data = join(folder, 'data')
  try {
    execFileSync(
      join(programs, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      as,
    )
    const all = [`listen_addresses=`, `unix_socket_directories=${folder}`, ...unsynced, ...settings]
    const options = all.map((setting) => `-c ${setting}`).join(' ')
    execFileSync(join(programs, 'pg_ctl'), ['-D', data, '-w', '-o', options, '-l', join(folder, 'log'), 'start'], as)
    try {
      return await work(`postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`)
    } finally {
      execFileSync(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], as)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
