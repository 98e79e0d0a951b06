/** Pages that follow what happens: one stream for the whole window, held only while it is seen. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { addressOf } from '../http/client.ts'
import { Happened, liveApi } from '../live/contract.ts'

type Heard = (kinds: readonly string[]) => void
const listeners = new Set<Heard>()
let source: EventSource | null = null

const isWanted = () => listeners.size > 0 && document.visibilityState === 'visible'

function follow(): void {
  if (!isWanted()) {
    source?.close()
    source = null
    return
  }
  if (source && source.readyState !== EventSource.CLOSED) return
  source = new EventSource(addressOf(liveApi.stream))
  source.onmessage = ({ data }) => {
    const { kinds } = Happened.parse(JSON.parse(String(data)))
    for (const heard of listeners) heard(kinds)
  }
}

/**
 * Asks anew for whatever answers under these paths (`/requests`) when something happened to a subject of these kinds.
 * Where the stream is refused or cut for good, the page's own turns of asking remain.
 */
export function useLive(kinds: readonly string[], paths: readonly `/${string}`[]): void {
  const client = useQueryClient()
  const wanted = kinds.join(' ')
  const under = paths.join(' ')
  useEffect(() => {
    const heard: Heard = (happened) => {
      if (!happened.some((kind) => wanted.split(' ').includes(kind))) return
      const isStale = (name: unknown) =>
        typeof name === 'string' && under.split(' ').some((path) => name.startsWith(`get ${path}`))
      void client.invalidateQueries({ predicate: ({ queryKey }) => isStale(queryKey[0]) })
    }
    // A window that comes back into sight missed what happened meanwhile.
    const seen = () => {
      follow()
      if (document.visibilityState === 'visible') heard(wanted.split(' '))
    }
    listeners.add(heard)
    document.addEventListener('visibilitychange', seen)
    follow()
    return () => {
      listeners.delete(heard)
      document.removeEventListener('visibilitychange', seen)
      follow()
    }
  }, [client, wanted, under])
}
