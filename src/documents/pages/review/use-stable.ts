import { useCallback, useRef } from 'react'

/** One function for the life of a component that always does the newest thing, so that what it is given to is not drawn again. */
export function useStable<Args extends unknown[]>(run: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(run)
  latest.current = run
  return useCallback((...args: Args) => latest.current(...args), [])
}
