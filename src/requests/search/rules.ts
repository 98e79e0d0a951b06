import { likePattern, pairsQuery, plain } from '#platform/pairs.ts'

/** How words are asked for. */
export interface Terms {
  /** A `tsquery` over the terms of `requests.pairs`; null where the words hold nothing that is a term. */
  query: string | null
  /** A LIKE pattern for `requests.plain`: what is found must hold the words whole. */
  exact: string
  /** The terms are the words: nothing that has them lacks the words. A # also begins the terms of numbers. */
  isTerm: boolean
}

/** Every part of a title, a firm's name or a number is found, a single character too. */
export function termsOf(asked: string): Terms {
  const words = plain(asked)
  const isSingle = [...words].length === 1 && !/['\\]/.test(words)
  const inWords = isSingle ? `'${words}':*` : pairsQuery(words)
  const inNumbers = /^[\d-]+$/.test(words) ? `'#${words}':*` : null
  return {
    query: [inWords, inNumbers].flatMap((one) => (one === null ? [] : `(${one})`)).join(' | ') || null,
    exact: likePattern(words),
    isTerm: inWords !== null && [...words].length <= 2 && !words.includes('#'),
  }
}
