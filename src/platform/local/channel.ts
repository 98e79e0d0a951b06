import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { AppError } from '../errors.ts'
import { log } from '../log.ts'
import type { LocalCommand, Progress } from './command.ts'
import { removeRunning, writeRunning } from './running.ts'

/** A line of the answer: how far it is, then the answer or the refusal. */
export type ChannelLine =
  | { progress: Progress }
  | { answer: unknown }
  | { refusal: { fault: string; key: string; facts: Record<string, string | number> } }

const largestInput = 1_000_000

/**
 * Listens for local commands on a port of its own, bound to loopback, and says in `running.json` of the data folder
 * where, with a token made for this process. The public port knows nothing of it.
 *
 * @returns ends the channel: running commands are told to stop and waited for
 */
export async function openChannel(folder: string, commands: readonly LocalCommand[]): Promise<() => Promise<void>> {
  const token = randomBytes(32).toString('base64url')
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  const server = createServer((request, response) => {
    const answered = answer(request, response, { commands, token, stopping: stopping.signal }).finally(() =>
      running.delete(answered),
    )
    running.add(answered)
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', done)
  })
  server.unref()
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('the local channel has no port')
  writeRunning(folder, { pid: process.pid, address: `http://127.0.0.1:${at.port}`, token })
  return async () => {
    removeRunning(folder, token)
    stopping.abort()
    await Promise.all(running)
    server.close()
    server.closeAllConnections()
  }
}

interface Asked {
  commands: readonly LocalCommand[]
  token: string
  stopping: AbortSignal
}

async function answer(request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const say = (line: ChannelLine) => response.write(`${JSON.stringify(line)}\n`)
  try {
    const command = asked.commands.find(({ name }) => request.url === `/api/local/${name}`)
    if (!isOurs(request, asked.token)) return void response.writeHead(403).end()
    if (request.method !== 'POST' || !command) return void response.writeHead(404).end()
    const input = command.input.parse(JSON.parse(await bodyOf(request)))
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
    const local = {
      report: (progress: Progress) => void say({ progress }),
      signal: AbortSignal.any([asked.stopping, gone.signal]),
    }
    say({ answer: command.answer.parse(await command.run(input, local)) })
  } catch (error) {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    say({ refusal: refusalOf(error) })
  } finally {
    response.end()
  }
}

/** Only from this machine, and only who could read `running.json`; nothing that a proxy passes on. */
function isOurs(request: IncomingMessage, token: string): boolean {
  const from = request.socket.remoteAddress ?? ''
  if (!/^(?:::ffff:)?127\.|^::1$/.test(from) || request.headers['x-forwarded-for'] || request.headers.origin)
    return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of request) {
    if (!(piece instanceof Buffer)) continue
    length += piece.length
    if (length > largestInput) throw new Error('the input of a local command is too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function refusalOf(error: unknown): { fault: string; key: string; facts: Record<string, string | number> } {
  if (error instanceof AppError) return { fault: error.fault, key: error.key, facts: { ...error.facts } }
  log.error({ err: error }, 'a local command failed')
  return { fault: 'unavailable', key: 'platform.localFailed', facts: {} }
}
