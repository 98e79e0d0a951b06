import type { Context } from '../actor.ts'
import type { Happened } from './contract.ts'
import { listen } from './watch.ts'

/** Streams one account may hold at once, over all its windows; one more ends the oldest. */
const mostOfAccount = 8
const heartbeatMilliseconds = 20_000
/** What a browser waits before it comes back. */
const returnMilliseconds = 2000

type End = () => void
const open = new Map<string, Set<End>>()

/** The stream of a session: ends by itself after so many seconds, or when the reader goes away. */
export function openStream({ city, actor: { accountId } }: Context, seconds: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let end: End = () => undefined
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text))
      write(`retry: ${returnMilliseconds}\n\n`)
      if (seconds === 0) return controller.close()
      const stopListening = listen(city, (kinds) => {
        const happened: Happened = { kinds: [...kinds] }
        write(`data: ${JSON.stringify(happened)}\n\n`)
      })
      const heartbeat = setInterval(() => write(': here\n\n'), heartbeatMilliseconds).unref()
      const last = setTimeout(() => finish(), seconds * 1000).unref()
      end = () => {
        stopListening()
        clearInterval(heartbeat)
        clearTimeout(last)
        forget(accountId, finish)
      }
      const finish: End = () => {
        end()
        controller.close()
      }
      remember(accountId, finish)
      return undefined
    },
    cancel: () => end(),
  })
}

function remember(accountId: string, finish: End): void {
  const ends = open.get(accountId) ?? new Set()
  open.set(accountId, ends)
  ends.add(finish)
  const [oldest] = ends
  if (ends.size > mostOfAccount) oldest?.()
}

function forget(accountId: string, finish: End): void {
  const ends = open.get(accountId)
  ends?.delete(finish)
  if (ends?.size === 0) open.delete(accountId)
}

/** Ends every stream: a server that stops waits for nobody. */
export function endStreams(): void {
  for (const ends of [...open.values()]) for (const finish of [...ends]) finish()
}
