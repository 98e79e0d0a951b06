/** The unit suite on a PostgreSQL server: the one of DATABASE_URL, or one of its own that is taken away afterwards. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onOwnServer, serverPrograms } from './own-postgres.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const args = process.argv.slice(2)

/** What says that a test has to do with a database. */
const touchesDatabase = /\/testing\/|builders\.ts|sessions\.ts|\/db\/|'#app'|product\.ts/
/** These start an embedded database of their own wherever they run, or ask only who may, which no database decides. */
const elsewhere = ['src/audit.test.ts', 'src/platform/db/embedded.test.ts', 'src/permissions.test.ts']

/** Tests that may end otherwise on a server: the pure ones ran with the unit suite. */
const testsOfDatabase = (): string[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts') && !elsewhere.includes(path))
    .filter((path) => touchesDatabase.test(readFileSync(join(root, path), 'utf8')))

const runTests = (url: string): Promise<number> =>
  new Promise((done) => {
    // Disorderly requests were sent for long by the unit suite; here it is whether a server answers otherwise.
    const env = { DAQIAO_FUZZ_SECONDS: '10', ...process.env, DATABASE_URL: url }
    const child = spawn('vitest', ['run', ...(args.length > 0 ? args : testsOfDatabase())], {
      cwd: root,
      stdio: 'inherit',
      env,
    })
    child.on('exit', (code) => done(code ?? 1))
  })

const given = process.env.DATABASE_URL
const programs = given ? null : serverPrograms()
if (given) process.exitCode = await runTests(given)
else if (programs) process.exitCode = await onOwnServer(programs, runTests)
else {
  process.stderr.write(
    'no PostgreSQL here: set DATABASE_URL, or install the server (for example: apt-get install postgresql)\n',
  )
  process.exitCode = 1
}
