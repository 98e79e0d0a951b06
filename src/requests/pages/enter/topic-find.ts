import { initialsOf } from '#platform/pinyin.ts'
import type { Topic } from '../../contract.ts'

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, '')

const nearly = 5

/**
 * Topics that fit what was typed, the best first: a name that begins so, a name that holds it, a word that holds it, then
 * names by the first letters of their sounds (rz for 融资), then those that hold its characters in this order. Only where
 * none of these fits: names and words that differ by a slip, or sound the same. Nothing typed: all, as they come.
 */
export function findTopics(topics: readonly Topic[], typed: string): Topic[] {
  const sought = plain(typed)
  if (sought === '') return [...topics]
  const ranked = topics
    .map((topic) => ({ topic, rank: rankOf(topic, sought) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((one, other) => one.rank - other.rank)
  const isFound = ranked.some(({ rank }) => rank < nearly)
  return ranked.filter(({ rank }) => !isFound || rank < nearly).map(({ topic }) => topic)
}

function rankOf({ name, nameEn, words }: Topic, sought: string): number {
  const names = [name, nameEn].map(plain)
  const others = words.map(plain)
  const all = [...names, ...others]
  if (names.some((one) => one.startsWith(sought))) return 0
  if (names.some((one) => one.includes(sought))) return 1
  // The words of a topic are also found in a whole sentence: 厂房老是停电 holds 停电.
  if (others.some((one) => one.includes(sought) || (one.length > 1 && sought.includes(one)))) return 2
  if (/^[a-z]{2,}$/.test(sought) && all.some((one) => initialsOf(one).startsWith(sought))) return 3
  if (all.some((one) => holdsInOrder(one, sought))) return 4
  return all.some((one) => soundsLike(one, sought) || slipsIn(one, sought)) ? nearly : Number.POSITIVE_INFINITY
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

/** 融姿 for 融资: the same first letters, and half of the characters themselves. */
function soundsLike(text: string, sought: string): boolean {
  const same = [...sought].filter((character) => text.includes(character)).length
  return sought.length > 1 && same * 2 >= sought.length && initialsOf(text).startsWith(initialsOf(sought))
}

/** Whether some part of the text differs from what was typed by one slip; by two where six or more were typed. */
function slipsIn(text: string, sought: string): boolean {
  const isLatin = /^[a-z]/.test(sought)
  if (sought.length < (isLatin ? 4 : 3)) return false
  return slipsBetween(text, sought) <= (sought.length < 6 ? 1 : 2)
}

/** The fewest characters to change, add or leave out in `sought` until it stands somewhere in `text`. */
function slipsBetween(text: string, sought: string): number {
  let row = Array.from({ length: text.length + 1 }, () => 0)
  for (let line = 1; line <= sought.length; line += 1) {
    const next = [line]
    for (let column = 1; column <= text.length; column += 1) {
      const changed = (row[column - 1] ?? 0) + (text[column - 1] === sought[line - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(...row)
}
