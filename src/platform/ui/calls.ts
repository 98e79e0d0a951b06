/** Hooks around the typed client: read with `useCall`, change with `useSend`. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { call, type Refused } from '../http/client.ts'
import type { AnswerOf, Endpoint, InputOf } from '../http/endpoint.ts'

type AnyEndpoint = Pick<Endpoint, 'method' | 'path'>

const nameOf = ({ method, path }: AnyEndpoint): string => `${method} ${path}`

interface Reading {
  /** False waits, for instance until a parameter is known. */
  enabled?: boolean
  /** Asks again after so many milliseconds, for work that goes on in the background. */
  everyMilliseconds?: number | false
}

/** Reads an endpoint and keeps the last answer on screen while a new one is on its way. */
export function useCall<E>(endpoint: E & Endpoint, input: InputOf<E>, reading: Reading = {}) {
  return useQuery<AnswerOf<E>, Refused>({
    queryKey: [nameOf(endpoint), input],
    queryFn: ({ signal }) => call<E>(endpoint, { ...input, signal }),
    placeholderData: keepPreviousData,
    enabled: reading.enabled ?? true,
    refetchInterval: reading.everyMilliseconds ?? false,
  })
}

interface Sending<A> {
  /** Endpoints whose answers are stale afterwards; every parameter and query of them is asked again. */
  stale?: readonly AnyEndpoint[]
  onDone?: (answer: A) => void
  /** The page shows the refusal itself, so the shell does not. */
  quiet?: boolean
}

/** Sends a change: `const send = useSend(api.rename, { stale: [api.list] })`, then `send.mutate({ params, body })`. */
export function useSend<E>(endpoint: E & Endpoint, sending: Sending<AnswerOf<E>> = {}) {
  const client = useQueryClient()
  const { stale = [], onDone, quiet = false } = sending
  return useMutation<AnswerOf<E>, Refused, InputOf<E> & { files?: readonly Blob[]; known?: number }>({
    mutationKey: [nameOf(endpoint)],
    mutationFn: (input) => call<E>(endpoint, input),
    meta: { quiet },
    onSuccess: (answer) => {
      for (const one of stale) void client.invalidateQueries({ queryKey: [nameOf(one)] })
      onDone?.(answer)
    },
  })
}

/**
 * One at a time: a second click before the first has its answer does nothing. The page draws a button busy a moment too
 * late for that, and an answer that tells something once would be lost to the second.
 */
export function useOneAtATime(): (work: (onSettled: () => void) => void) => void {
  const isBusy = useRef(false)
  return (work) => {
    if (isBusy.current) return
    isBusy.current = true
    work(() => {
      isBusy.current = false
    })
  }
}

/** For changes made outside `useSend`: has the answers of these endpoints asked again. */
export function useStale(): (...endpoints: readonly AnyEndpoint[]) => void {
  const client = useQueryClient()
  return (...endpoints) => {
    for (const one of endpoints) void client.invalidateQueries({ queryKey: [nameOf(one)] })
  }
}
