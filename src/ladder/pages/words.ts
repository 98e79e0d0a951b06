import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import { readReference } from '../engine/facts.ts'
import type { Distance, Range, Verdict } from '../engine/results.ts'
import { factCatalogue } from '../rules.ts'

/** How facts, distances and verdicts are told in the language on screen. */
export function useLadderWords() {
  const t = useWords()
  const format = useFormat()
  const { language } = useLanguage()
  const fact = (reference: string): string => {
    const { code = reference, back = 0 } = readReference(reference, factCatalogue) ?? {}
    const name = t(`ladder.fact.${code.replace(/\.(?:from|until)$/, '')}`)
    return back === 0 ? name : t('ladder.fact.before', { fact: name, years: back })
  }
  const value = (unit: string, number: number): string => {
    if (unit === 'yuan') return format.money(number)
    if (unit === 'ten-thousandth') return format.share(number / 10_000, 2)
    return unit === 'hundredth' ? format.number(number / 100) : format.number(number)
  }
  const distance = (one: Distance): string => {
    const { by, to, unit, wanted } = one
    if (wanted.length > 0) {
      const names = wanted.map((code) =>
        one.fact === 'title' || one.fact === 'event' ? t(`ladder.fact.${code}`) : t(`ladder.option.${code}`),
      )
      return t('ladder.distance.wanted', { fact: t(`ladder.fact.${one.fact}`), wanted: names.join(t('ladder.or')) })
    }
    if (unit === 'points') return t('ladder.distance.points', { by: format.number(by), to: format.number(to) })
    const key = by < 0 ? 'ladder.distance.less' : 'ladder.distance.more'
    return t(key, { fact: fact(one.fact), by: value(unit, Math.abs(by)), to: value(unit, to) })
  }
  const ways = (all: readonly Distance[], needsAll: boolean): string =>
    all
      .slice(0, 3)
      .map(distance)
      .join(t(needsAll ? 'ladder.and' : 'ladder.or'))
  return {
    ...{ t, format, fact, value, ways },
    rule: (rule: string) => t(`ladder.rule.${rule}`),
    said: (words: { zh: string; en: string }) => (language === 'en' ? words.en : words.zh),
    points: ({ atLeast, atMost }: Range) =>
      atLeast === atMost
        ? t('ladder.points', { points: format.number(atLeast) })
        : t('ladder.points.between', { least: format.number(atLeast), most: format.number(atMost) }),
    verdict: (verdict: Verdict) => t(`ladder.verdict.${verdict}`),
  }
}

export const colourOf = {
  met: 'green',
  'not-met': 'red',
  missing: 'amber',
  review: 'blue',
  'not-applicable': 'grey',
} as const
