/** Puts load on a server of the loopback: a fixed number of clients, each of which asks again when it was answered. */
import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

export interface Asked {
  method?: string
  path: string
  cookie?: string
  body?: unknown
}

/** What a stretch of load showed. */
export interface Shown {
  perSecond: number
  p50: number
  p99: number
  p95: number
}

export const clients = 16
const agent = new Agent({ keepAlive: true, maxSockets: clients })

/** One request; the text of the answer. @throws Error where it is not answered with 200 */
export const ask = (port: number, { method = 'GET', path, cookie, body }: Asked): Promise<string> =>
  new Promise((done, fail) => {
    const sent = body === undefined ? null : JSON.stringify(body)
    const headers = {
      ...(cookie === undefined ? {} : { cookie }),
      ...(sent === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
    }
    const asked = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if (answer.statusCode === 200) done(text)
        else fail(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`))
      })
    })
    asked.on('error', fail)
    asked.end(sent)
  })

/** `many` clients for so long. `next` makes the nth request. */
export async function load(port: number, seconds: number, next: (n: number) => Asked, many = clients): Promise<Shown> {
  const times: number[] = []
  let n = 0
  const from = performance.now()
  const until = from + seconds * 1000
  const client = async () => {
    while (performance.now() < until) {
      const began = performance.now()
      await ask(port, next(n++))
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: many }, client))
  const elapsed = (performance.now() - from) / 1000
  return { perSecond: times.length / elapsed, ...quantiles(times) }
}

export function quantiles(times: readonly number[]): Omit<Shown, 'perSecond'> {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** The middle one of several stretches, by requests a second. */
export const middle = (all: readonly Shown[]): Shown =>
  all.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(all.length / 2)] ?? {
    perSecond: 0,
    p50: 0,
    p95: 0,
    p99: 0,
  }

/** A server of `serve.ts` in a process of its own. */
export interface Server {
  port: number
  database: pg.PoolConfig
  processId: number
  megabytes(): Promise<number>
  /** The most it had since its start. */
  peakMegabytes(): Promise<number>
  stop(): Promise<void>
}

export async function startServer(args: string[], env: NodeJS.ProcessEnv): Promise<Server> {
  const child = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), args, {
    env: { ...process.env, DAQIAO_LOG: 'silent', ...env },
  })
  const told = (key: string) =>
    new Promise<Record<string, never>>((done, fail) => {
      const ended = () => fail(new Error(`the server of ${args[0]} ended`))
      const listen = (message: Record<string, never>) => {
        if (!(key in message)) return
        child.off('message', listen)
        child.off('exit', ended)
        done(message)
      }
      child.on('message', listen)
      child.once('exit', ended)
    })
  const memory = () => {
    const answered = told('bytes')
    child.send('memory')
    return answered
  }
  const { port, database, processId } = await told('port')
  return {
    ...{ port: Number(port), database: database ?? {}, processId: Number(processId) },
    megabytes: async () => Number((await memory()).bytes) / 2 ** 20,
    peakMegabytes: async () => Number((await memory()).peak) / 2 ** 20,
    stop: async () => {
      const gone = new Promise((done) => child.once('exit', done))
      child.send('stop')
      await gone
    },
  }
}
