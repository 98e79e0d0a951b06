/**
 * The unit suite on a PostgreSQL server: the one of DATABASE_URL, or the system's binaries started in a temporary folder
 * as an unprivileged user and taken away afterwards.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const args = process.argv.slice(2)

/** Folder of the newest server's programs, or null. */
function serverPrograms(): string | null {
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

/** What says that a test has to do with a database. */
const touchesDatabase = /\/testing\/|builders\.ts|sessions\.ts|\/db\/|'#app'|product\.ts/
/** These start an embedded database of their own wherever they run. */
const embeddedOnly = ['src/audit.test.ts', 'src/platform/db/embedded.test.ts']

/** Tests that may end otherwise on a server: the pure ones ran with the unit suite. */
const testsOfDatabase = (): string[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts') && !embeddedOnly.includes(path))
    .filter((path) => touchesDatabase.test(readFileSync(join(root, path), 'utf8')))

const runTests = (url: string): Promise<number> =>
  new Promise((done) => {
    const env = { ...process.env, DATABASE_URL: url }
    const child = spawn('vitest', ['run', ...(args.length > 0 ? args : testsOfDatabase())], {
      cwd: root,
      stdio: 'inherit',
      env,
    })
    child.on('exit', (code) => done(code ?? 1))
  })

async function onOwnServer(programs: string): Promise<number> {
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
    const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off`
    execFileSync(join(programs, 'pg_ctl'), ['-D', data, '-w', '-o', settings, '-l', join(folder, 'log'), 'start'], as)
    try {
      return await runTests(`postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`)
    } finally {
      execFileSync(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], as)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const given = process.env.DATABASE_URL
const programs = given ? null : serverPrograms()
if (given) process.exitCode = await runTests(given)
else if (programs) process.exitCode = await onOwnServer(programs)
else {
  process.stderr.write(
    'no PostgreSQL here: set DATABASE_URL, or install the server (for example: apt-get install postgresql)\n',
  )
  process.exitCode = 1
}
