/** Search in Chinese without a word list: every pair of neighbouring characters is a term, so every substring is found. */

/** Words as they are compared: width, case and spaces count for nothing. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** The pairs of a text as a `tsvector` literal; a quote or a backslash is no search term. */
export function pairsOf(text: string): string {
  const characters = [...plain(text)]
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < characters.length; i++) pairs.add(`${characters[i]}${characters[i + 1]}`)
  return [...pairs]
    .filter((pair) => !/['\\]/.test(pair))
    .map((pair) => `'${pair}'`)
    .join(' ')
}

/** The pairs that a search asks for, as a `tsquery` literal; null where it is a single character. */
export function pairsQuery(asked: string): string | null {
  const literal = pairsOf(asked)
  return literal ? literal.split("' '").join("' & '") : null
}

/** A LIKE pattern for the exact words. */
export const likePattern = (asked: string): string => `%${asked.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
