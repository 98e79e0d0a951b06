import type { AddressQuery } from '#platform/ui/address.ts'

export interface Cited {
  article: number
  paragraph: number
  start: number
  end: number
}

const names = ['article', 'paragraph', 'start', 'end'] as const

/** The quoted words that an address points at, or null where it points at none. */
export function citedIn(query: AddressQuery): Cited | null {
  const [article, paragraph, start, end] = names.map((name) => {
    const text = query[name] ?? ''
    return /^\d{1,9}$/.test(text) ? Number(text) : -1
  })
  if (article === undefined || paragraph === undefined || start === undefined || end === undefined) return null
  if (article < 0 || paragraph < 0 || start < 0 || end <= start) return null
  return { article, paragraph, start, end }
}
