/** Words found at a place of a text, the longest first; one look-up by character, no regular expression. */
export interface WordMatcher<T> {
  /** The longest word that begins at `at`. */
  startsAt(text: string, at: number): WordHit<T> | null
  /** The longest word that ends before `end`, not reaching further left than `from`. */
  endsAt(text: string, end: number, from?: number): WordHit<T> | null
}

export interface WordHit<T> {
  word: string
  value: T
}

function index<T>(entries: readonly WordHit<T>[], key: (word: string) => number): Map<number, WordHit<T>[]> {
  const map = new Map<number, WordHit<T>[]>()
  for (const entry of entries) {
    if (entry.word.length === 0) continue
    const list = map.get(key(entry.word))
    if (list) list.push(entry)
    else map.set(key(entry.word), [entry])
  }
  for (const list of map.values()) list.sort((a, b) => b.word.length - a.word.length)
  return map
}

/** A matcher over words with a value each. */
export function matcherOf<T>(entries: readonly WordHit<T>[]): WordMatcher<T> {
  const first = index(entries, (word) => word.charCodeAt(0))
  const last = index(entries, (word) => word.charCodeAt(word.length - 1))
  return {
    startsAt(text, at) {
      const list = first.get(text.charCodeAt(at))
      if (!list) return null
      for (const hit of list) if (text.startsWith(hit.word, at)) return hit
      return null
    },
    endsAt(text, end, from = 0) {
      const list = last.get(text.charCodeAt(end - 1))
      if (!list) return null
      for (const hit of list) if (end - hit.word.length >= from && text.endsWith(hit.word, end)) return hit
      return null
    },
  }
}

/** A matcher over plain words. */
export function wordMatcher(words: readonly string[]): WordMatcher<true> {
  return matcherOf(words.map((word) => ({ word, value: true as const })))
}
