import { useState } from 'react'

interface Reading<T> {
  data: T | undefined
  isFetching: boolean
  refetch: () => Promise<unknown>
}

/**
 * A thing as it was when its form was opened. What arrives later does not change it, so that its version stays the one
 * that the user has seen; `reopen` takes the newest.
 */
export function useOpened<T>(result: Reading<T>): { opened: T | undefined; reopen: () => void } {
  const [opened, setOpened] = useState<T>()
  if (opened === undefined && result.data !== undefined && !result.isFetching) setOpened(result.data)
  const reopen = () => void result.refetch().then(() => setOpened(undefined))
  return { opened, reopen }
}
