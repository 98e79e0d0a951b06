import { z } from 'zod'
import { matcherOf, type WordHit, type WordMatcher, wordMatcher } from './word-match.ts'
import { compiled, type Words } from './words.ts'

/** What a unit measures decides how its figure is read. */
export type UnitKind = 'money' | 'percent' | 'points' | 'times' | 'tenths' | 'measure' | 'counter' | 'rank' | 'never'

export interface Unit {
  kind: UnitKind
  /** The unit as it is recorded: 元 is CNY, 平方公里 is km2, a counter stays. */
  name: string
  /** One of these words must stand shortly before: 79.5岁 counts after 寿命 only. */
  needs: readonly string[] | null
}

const file = z.object({
  money: z.record(z.string(), z.string()),
  percent: z.record(z.string(), z.string()),
  measures: z.record(z.string(), z.string()),
  counters: z.array(z.string()),
  times: z.record(z.string(), z.string()),
  tenths: z.array(z.string()),
  ranks: z.array(z.string()),
  never: z.array(z.string()),
  conditional: z.record(z.string(), z.object({ unit: z.string(), after: z.array(z.string()) })),
  peoples: z.array(z.string()),
  per: z.record(z.string(), z.string()),
  indexes: z.array(z.string()),
  notPeople: z.array(z.string()),
})

export interface UnitWords {
  units: WordMatcher<Unit>
  per: WordMatcher<string>
  peoples: WordMatcher<true>
  indexes: WordMatcher<true>
  /** 人口, 人员: where 人 is no counter. */
  notPeople: ReadonlySet<string>
}

function build(words: Words): UnitWords {
  const content = file.parse(words.raw.get('units'))
  const entries: WordHit<Unit>[] = []
  const add = (word: string, kind: UnitKind, name: string, needs: readonly string[] | null = null) =>
    entries.push({ word, value: { kind, name, needs } })
  for (const [word, name] of Object.entries(content.money)) add(word, 'money', name)
  for (const [word, name] of Object.entries(content.percent)) add(word, name === 'pp' ? 'points' : 'percent', name)
  for (const [word, name] of Object.entries(content.measures)) add(word, 'measure', name)
  for (const [word, name] of Object.entries(content.times)) add(word, 'times', name)
  for (const word of content.counters) add(word, 'counter', word)
  for (const word of content.tenths) add(word, 'tenths', '%')
  for (const word of content.ranks) add(word, 'rank', word)
  for (const [word, { unit, after }] of Object.entries(content.conditional)) add(word, 'measure', unit, after)
  const conditional = new Set(Object.keys(content.conditional))
  for (const word of content.never) if (!conditional.has(word)) add(word, 'never', word)
  return {
    units: matcherOf(entries),
    per: matcherOf(Object.entries(content.per).map(([word, value]) => ({ word, value }))),
    peoples: wordMatcher(content.peoples),
    indexes: wordMatcher(content.indexes),
    notPeople: new Set(content.notPeople),
  }
}

/** The unit words, compiled once per `Words`. */
export const unitWords = (words: Words): UnitWords => compiled(words, 'figures/units', build)
