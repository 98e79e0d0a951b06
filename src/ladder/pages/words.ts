import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import { readReference } from '../engine/facts.ts'
import type { Distance, Range, Verdict } from '../engine/results.ts'
import { factCatalogue, type RuleTitle } from '../rules.ts'
import type { CandidateView } from '../standing/contract.ts'

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
  const said = (words: { zh: string; en: string }): string => (language === 'en' && words.en ? words.en : words.zh)
  /** What is nearest to be changed, in one line. */
  const shortly = ({ unmet, missing, reviews }: Pick<CandidateView, 'unmet' | 'missing' | 'reviews'>): string => {
    if (unmet.length === 0 && missing.length === 0)
      return t(reviews > 0 ? 'ladder.gaps.onlyReview' : 'ladder.gaps.none')
    const easy = unmet.slice(0, 2).map((criterion) => {
      const [first] = criterion.distance
      if (!first) return said(criterion) || t('ladder.oneOf')
      if (first.wanted.length > 0) return t('ladder.short.wanted', { fact: t(`ladder.fact.${first.fact}`) })
      if (first.unit === 'points') return t('ladder.short.points', { by: format.number(first.by) })
      const key = first.by < 0 ? 'ladder.short.less' : 'ladder.short.more'
      return t(key, { fact: fact(first.fact), by: value(first.unit, Math.abs(first.by)) })
    })
    const parts = [
      unmet.length > 0 ? t('ladder.short.unmet', { count: unmet.length, easy: easy.join(t('ladder.and')) }) : '',
      missing.length > 0 ? t('ladder.short.missing', { count: missing.length }) : '',
    ]
    return parts.filter((part) => part !== '').join(t('ladder.short.join'))
  }
  return {
    ...{ t, format, fact, value, ways },
    /** A city's own list by the names in its text; the others by the product's words. */
    rule: (rule: string, titles: readonly RuleTitle[] = []): string => {
      const own = titles.find((one) => one.rule === rule)
      return own?.isLocal ? said(own) : t(`ladder.rule.${rule}`)
    },
    said,
    shortly,
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
