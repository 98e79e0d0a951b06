import { z } from 'zod'
import { type WordMatcher, wordMatcher } from './word-match.ts'
import { compiled, type Words } from './words.ts'

const list = z.array(z.string())
const file = z.object({
  tail: list,
  rise: list,
  fall: list,
  comparison: list,
  lead: list,
  leadNot: list,
  tailNot: list,
  acts: list,
  keep: list,
  stop: list,
  stopFirst: list,
  stopAlways: list,
  stopNot: list,
  metrics: list,
  vague: list,
  giving: list,
  objectAhead: list,
  aside: list,
  abstract: list,
  casualties: list,
})

export interface IndicatorWords {
  tail: WordMatcher<true>
  rise: WordMatcher<true>
  fall: WordMatcher<true>
  comparison: WordMatcher<true>
  lead: WordMatcher<true>
  leadNot: ReadonlySet<string>
  tailNot: ReadonlySet<string>
  acts: WordMatcher<true>
  keep: WordMatcher<true>
  stop: WordMatcher<true>
  /** Stop words that end the phrase even at its very beginning. */
  stopFirst: ReadonlySet<string>
  /** Stop words that never begin a noun. */
  stopAlways: ReadonlySet<string>
  stopNot: ReadonlySet<string>
  metrics: WordMatcher<true>
  vague: ReadonlySet<string>
  giving: WordMatcher<true>
  objectAhead: WordMatcher<true>
  aside: ReadonlySet<string>
  abstract: ReadonlySet<string>
  casualties: WordMatcher<true>
}

/** The words of noun phrases, compiled once per `Words`. */
export const indicatorWords = (words: Words): IndicatorWords =>
  compiled(words, 'figures/indicators', () => {
    const content = file.parse(words.raw.get('indicators'))
    return {
      tail: wordMatcher(content.tail),
      rise: wordMatcher(content.rise),
      fall: wordMatcher(content.fall),
      comparison: wordMatcher(content.comparison),
      lead: wordMatcher(content.lead),
      leadNot: new Set(content.leadNot),
      tailNot: new Set(content.tailNot),
      acts: wordMatcher(content.acts),
      keep: wordMatcher(content.keep),
      stop: wordMatcher(content.stop),
      stopFirst: new Set(content.stopFirst),
      stopAlways: new Set(content.stopAlways),
      stopNot: new Set(content.stopNot),
      metrics: wordMatcher(content.metrics),
      vague: new Set(content.vague),
      giving: wordMatcher(content.giving),
      objectAhead: wordMatcher(content.objectAhead),
      aside: new Set(content.aside),
      abstract: new Set(content.abstract),
      casualties: wordMatcher(content.casualties),
    }
  })
