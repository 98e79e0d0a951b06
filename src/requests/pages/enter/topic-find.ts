import type { Topic } from '../../contract.ts'

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, '')

/**
 * Topics that fit what was typed, the best first: a name that begins so, a name that holds it, a word that holds it, then
 * names that hold its characters in this order. Nothing typed: all, as they come.
 */
export function findTopics(topics: readonly Topic[], typed: string): Topic[] {
  const sought = plain(typed)
  if (sought === '') return [...topics]
  return topics
    .map((topic) => ({ topic, rank: rankOf(topic, sought) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((one, other) => one.rank - other.rank)
    .map(({ topic }) => topic)
}

function rankOf({ name, nameEn, words }: Topic, sought: string): number {
  const names = [name, nameEn].map(plain)
  const others = words.map(plain)
  if (names.some((one) => one.startsWith(sought))) return 0
  if (names.some((one) => one.includes(sought))) return 1
  // The words of a topic are also found in a whole sentence: 厂房老是停电 holds 停电.
  if (others.some((one) => one.includes(sought) || (one.length > 1 && sought.includes(one)))) return 2
  return [...names, ...others].some((one) => holdsInOrder(one, sought)) ? 3 : Number.POSITIVE_INFINITY
}

function holdsInOrder(text: string, sought: string): boolean {
  let at = 0
  for (const character of sought) {
    const found = text.indexOf(character, at)
    if (found === -1) return false
    at = found + character.length
  }
  return true
}
