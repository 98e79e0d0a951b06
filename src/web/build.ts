import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Where the built pages lie. */
export const pagesFolder = join(root, 'dist', 'web')

/** Builds the pages when a source has changed since the last build: the first start, and after an update. */
export async function buildPages(progress: (text: string) => void): Promise<void> {
  const stamp = sourcesStamp()
  const stampFile = join(pagesFolder, 'stamp')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  progress('生成页面（仅首次或更新后） / building the pages')
  await runBuild()
  writeFileSync(stampFile, stamp)
}

/** In a process of its own: what a build loads would stay in the server's memory for good. */
function runBuild(): Promise<void> {
  const program = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [program, 'build', '--config', join(root, 'vite.config.ts'), '--logLevel', 'warn']
  return new Promise((done, fail) => {
    // Standard output holds the address and the accounts alone.
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] })
    child.once('error', fail)
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`the pages could not be built: vite ended with ${code}`)),
    )
  })
}

/** Vite's own server for development, with the API behind it. */
export async function servePagesInDevelopment(apiPort: number): Promise<{ close: () => Promise<void> }> {
  const { createServer } = await import('vite')
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    server: { port: apiPort + 1, proxy: { '/api': `http://127.0.0.1:${apiPort}` } },
  })
  await server.listen()
  return server
}

/** Files that no page can load (`levels.test.ts` sees to it): a change in them needs no new build. */
const isOfServer = (path: string): boolean =>
  /\.test\.|(?:^|\/)(?:tables|queries|commands|routes|jobs|events|cli|seed|views)\.ts$/.test(path) ||
  /^(?:platform\/(?:calendar|db|papers|sheets|sign-in|testing)|documents\/reader)\//.test(path) ||
  !path.includes('/')

/** Changes whenever something that goes into the pages does. */
function sourcesStamp(): string {
  const hash = createHash('sha256')
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(tsx?|html|css|svg|js)$/.test(path) && !isOfServer(path.replaceAll('\\', '/')),
  )
  for (const path of ['../package-lock.json', '../vite.config.ts', ...files.sort()]) {
    hash.update(path).update(readFileSync(join(root, 'src', path)))
  }
  return hash.digest('hex')
}
