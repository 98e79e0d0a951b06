/** What calls report to the shell: the session ended, the server is not reached, an action was refused. */
import { useSyncExternalStore } from 'react'
import { Refused } from '../http/client.ts'

interface Signals {
  sessionEnded: boolean
  reachable: boolean
}

let current: Signals = { sessionEnded: false, reachable: true }
const listeners = new Set<() => void>()
const refusalListeners = new Set<(refused: unknown) => void>()

function change(next: Partial<Signals>): void {
  const changed = { ...current, ...next }
  if (changed.sessionEnded === current.sessionEnded && changed.reachable === current.reachable) return
  current = changed
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useSignals = (): Signals => useSyncExternalStore(subscribe, () => current)

/** Every failed call passes here. `show` is false where the page itself shows the refusal. */
export function reportFailure(error: unknown, show: boolean): void {
  if (error instanceof Refused && error.key === 'platform.signInFirst') {
    change({ sessionEnded: true })
    return
  }
  if (error instanceof Refused && error.status === 0) change({ reachable: false })
  if (show) for (const listener of refusalListeners) listener(error)
}

export const reportSuccess = (): void => change({ reachable: true })
export const reportSignedIn = (): void => change({ sessionEnded: false, reachable: true })

/** Calls `listener` with each refused action that no page shows itself. */
export function onRefusal(listener: (error: unknown) => void): () => void {
  refusalListeners.add(listener)
  return () => void refusalListeners.delete(listener)
}
