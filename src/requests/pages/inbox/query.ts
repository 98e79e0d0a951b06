import { useMemo } from 'react'
import type { z } from 'zod'
import { useListQuery } from '#platform/ui/address.ts'
import { ListRequests } from '../../contract.ts'

export const filterNames = ['q', 'state', 'topic', 'kind', 'unit', 'order'] as const

/** What the list is asked for, from the address; the opened case stands there too and is no part of the question. */
export function useInboxQuery(): z.input<typeof ListRequests> {
  const query = useListQuery(ListRequests)
  return useMemo(() => {
    const { q, state, view, kind, topic, unit, order, page } = query
    const asked = { q, state, view, kind, topic, unit, order, page }
    return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  }, [query])
}

/** The neighbour of a row by its place; the first or last where there is none further. */
export function neighbour<T extends { id: string }>(
  rows: readonly T[],
  id: string | undefined,
  by: 1 | -1,
): T | undefined {
  const at = rows.findIndex((row) => row.id === id)
  if (at === -1) return by === 1 ? rows[0] : rows.at(-1)
  return rows[Math.min(Math.max(at + by, 0), rows.length - 1)]
}
