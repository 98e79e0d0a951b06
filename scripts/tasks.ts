/** The developer's tasks behind `npm run …`. Each is a list of commands; the first that fails ends the task. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const [task = 'check', ...args] = process.argv.slice(2)

const check: string[][] = [
  ['biome', 'check', '--error-on-warnings', '.'],
  ['tsc', '--noEmit', '-p', '.'],
]
const unit = ['vitest', 'run']
const browser = ['vitest', 'run', '--config', 'tests/browser/vitest.config.ts']

const tasks: Record<string, string[][]> = {
  check,
  test: [...check, unit, browser],
  'test:unit': [[...unit, ...args]],
  'test:watch': [['vitest', 'watch', ...args]],
  'test:browser': [[...browser, ...args]],
  'test:postgres': [['node', 'scripts/test-postgres.ts', ...args]],
  'test:faults': [['node', 'scripts/faults.ts', ...args]],
  bench: [['node', 'bench/run.ts', ...args]],
  dev: [['node', '--watch-path=src', '--watch-preserve-output', 'src/main.ts', 'start', '--dev', ...args]],
  licences: [['node', 'scripts/licences.ts']],
  migration: [['drizzle-kit', 'generate', '--name', args[0] ?? 'change']],
}

const run = ([command = '', ...rest]: string[]): Promise<number> =>
  new Promise((done) => {
    const child = spawn(command === 'node' ? process.execPath : command, rest, { cwd: root, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.on('exit', (code) => done(code ?? 1))
  })

const wanted = tasks[task]
if (!wanted) {
  process.stderr.write(`no such task: ${task}; there are ${Object.keys(tasks).join(', ')}\n`)
  process.exitCode = 2
} else {
  for (const command of wanted) {
    process.stderr.write(`\n› ${command.join(' ')}\n`)
    const status = await run(command)
    if (status !== 0) {
      process.exitCode = status
      break
    }
  }
}
