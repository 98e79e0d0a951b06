import type { Said } from '#platform/approvals/contract.ts'
import type { Translate } from '#platform/ui/words.tsx'

/** A sentence of a proposal in the language on screen: words among its facts are translated first, then days are written out. */
export function sentenceOf(t: Translate, day: (day: string) => string, { key, facts, words }: Said): string {
  const filled: Record<string, string | number> = {}
  for (const [name, fact] of Object.entries(facts)) {
    filled[name] = typeof fact === 'string' && isDay.test(fact) ? day(fact) : fact
  }
  for (const [name, word] of Object.entries(words)) filled[name] = t(word)
  return t(key, filled)
}

const isDay = /^\d{4}-\d{2}-\d{2}$/
