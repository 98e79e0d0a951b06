import { z } from 'zod'
import type { Operator } from './types.ts'
import { matcherOf, type WordMatcher, wordMatcher } from './word-match.ts'
import { compiled, type Words } from './words.ts'

const operators: Readonly<Record<string, Operator>> = { '>': '>', '<': '<', '~': '~', '>=': '>=', '<=': '<=' }
const file = z.object({
  before: z.record(z.string(), z.array(z.string())),
  notBefore: z.array(z.string()),
  after: z.record(z.string(), z.array(z.string())),
  ceiling: z.array(z.string()),
})

export interface BoundWords {
  before: WordMatcher<Operator>
  notBefore: WordMatcher<true>
  after: WordMatcher<Operator>
  ceiling: readonly string[]
}

function operatorMatcher(record: Readonly<Record<string, string[]>>): WordMatcher<Operator> {
  return matcherOf(
    Object.entries(record).flatMap(([sign, list]) => {
      const value = operators[sign]
      return value ? list.map((word) => ({ word, value })) : []
    }),
  )
}

/** The bound words (超过, 不低于, 以上), compiled once per `Words`. */
export const boundWords = (words: Words): BoundWords =>
  compiled(words, 'figures/bounds', () => {
    const content = file.parse(words.raw.get('bounds'))
    return {
      before: operatorMatcher(content.before),
      notBefore: wordMatcher(content.notBefore),
      after: operatorMatcher(content.after),
      ceiling: content.ceiling,
    }
  })
