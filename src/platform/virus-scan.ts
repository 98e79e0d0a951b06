/** Asks the city's virus scanner (clamd) about bytes, where one is configured. */
import { connect, type Socket } from 'node:net'
import { AppError } from './errors.ts'
import { log } from './log.ts'

/** `host:port`, or the path of a socket; null where the city has none. */
let scanner: string | null = null

/** Named once at start. */
export function setVirusScanner(address: string | null): void {
  scanner = address
}

const pieceBytes = 64 * 1024
const longestMilliseconds = 30_000

/**
 * Sends bytes to the scanner by INSTREAM; returns at once where there is none.
 *
 * @throws AppError invalid `platform.infected` with what was found | unavailable `platform.scannerDown`
 */
export async function requireClean(bytes: Uint8Array): Promise<void> {
  if (scanner === null) return
  const verdict = await ask(scanner, bytes).catch((error: unknown) => {
    log.error({ err: error }, 'the virus scanner does not answer')
    throw new AppError('unavailable', 'platform.scannerDown')
  })
  if (/(?:^|\s)OK$/.test(verdict)) return
  const [, found] = /^(?:stream: )?(.+) FOUND$/.exec(verdict) ?? []
  if (found) throw new AppError('invalid', 'platform.infected', { found })
  log.error({ verdict }, 'the virus scanner could not look')
  throw new AppError('unavailable', 'platform.scannerDown')
}

function ask(address: string, bytes: Uint8Array): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const socket = open(address)
  const answer: Buffer[] = []
  socket.setTimeout(longestMilliseconds, () => socket.destroy(new Error('the scanner takes too long')))
  socket.on('error', reject)
  socket.on('data', (piece) => answer.push(piece))
  socket.on('end', () => socket.destroy())
  socket.on('close', () => {
    const text = Buffer.concat(answer).toString('utf8').replaceAll('\0', '').trim()
    if (text === '') reject(new Error('the scanner said nothing'))
    else resolve(text)
  })
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes)
    socket.write(lengthOf(piece.length))
    socket.write(piece)
  }
  socket.write(lengthOf(0))
  return promise
}

function open(address: string): Socket {
  const [, host, port] = /^\[?([^/]*?)\]?:(\d+)$/.exec(address) ?? []
  return host && port ? connect({ host, port: Number(port) }) : connect({ path: address })
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}
