/** What stands in the address: parameters of the page, and filters of its list. */
import { useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { z } from 'zod'

/** A parameter of the page's path. @throws Error when the path has none of that name: a bug of the page. */
export function useParam(name: string): string {
  const params: Record<string, unknown> = useParams({ strict: false })
  const value = params[name]
  if (typeof value !== 'string') throw new Error(`the address has no ${name}`)
  return value
}

export type AddressQuery = Readonly<Record<string, string>>

/** The query of the address as plain text values. Setting a value to undefined or '' takes it out. */
export function useAddressQuery(): [AddressQuery, (change: Record<string, string | undefined>) => void] {
  const query = useRouterState({ select: (state) => textValues(state.location.search), structuralSharing: true })
  const navigate = useNavigate()
  const change = useCallback(
    (values: Record<string, string | undefined>) => {
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (before: Record<string, unknown>) => textValues({ ...before, ...values }),
      })
    },
    [navigate],
  )
  return [query, change]
}

/**
 * The query of the address in the shape an endpoint asks for: `useCall(api.list, { query: useListQuery(api.list.query) })`.
 * A value that does not fit the shape, as somebody may have typed it, is left out.
 */
export function useListQuery<Query extends z.ZodObject>(shape: Query): z.input<Query> {
  const [query] = useAddressQuery()
  return useMemo(() => {
    const whole = shape.safeParse(query)
    if (whole.success) return query as z.input<Query>
    const wrong = new Set(whole.error.issues.map(({ path }) => path[0]))
    return Object.fromEntries(Object.entries(query).filter(([name]) => !wrong.has(name))) as z.input<Query>
  }, [shape, query])
}

function textValues(search: unknown): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(search ?? {})) {
    if (value !== undefined && value !== null && value !== '') kept[name] = String(value)
  }
  return kept
}

/** Reads and writes the query of an address as it is, without the JSON that the router would put there. */
export const plainSearch = {
  parseSearch: (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Record<string, unknown>): string => {
    const text = new URLSearchParams(textValues(search)).toString()
    return text ? `?${text}` : ''
  },
}
