/** Criteria as an official puts them together on a page: a fact, how it is measured, a bound and a number. Runs in the browser. */
import { type Bound, boundsOf, type CriterionText, type MeasureText } from '../../engine/text.ts'
import { factCatalogue } from '../../rules.ts'

/** The fact itself, its share of another, its growth over the year before, its sum or average over years. */
export const measureKinds = ['plain', 'share', 'growth', 'sum', 'average'] as const
export type MeasureKind = (typeof measureKinds)[number]

export type CriterionForm = { id: string; zh: string; en: string; article: string } & (
  | { kind: 'amount'; fact: string; measure: MeasureKind; of: string; years: number; bound: Bound; at: string }
  | { kind: 'choice'; fact: string; option: string }
  | { kind: 'flag'; fact: string; is: boolean }
  | { kind: 'title'; titles: string[]; isHeld: boolean }
  | { kind: 'event'; events: string[]; years: number }
  | { kind: 'manual' }
)

const kindOf = (fact: string) => Object.entries(factCatalogue).find(([code]) => code === fact)?.[1]

/** What may be asked of each kind of fact. */
export const factsOfKind = (kind: 'amount' | 'choice' | 'flag' | 'title' | 'event'): string[] =>
  Object.entries(factCatalogue).flatMap(([code, one]) => (one.kind === kind && code !== 'review' ? [code] : []))

export const isYearly = (fact: string): boolean => {
  const kind = kindOf(fact)
  return kind?.kind === 'amount' && 'yearly' in kind
}
export const optionsOf = (fact: string): readonly string[] => {
  const kind = kindOf(fact)
  return kind?.kind === 'choice' ? kind.options : []
}

/** The form of a criterion; null where it is more than the form can say, such as a choice between several. */
export function formOf(text: CriterionText): CriterionForm | null {
  const { id = '', zh = '', en = '', article = '' } = text
  const about = { id, zh, en, article }
  if (text.unless) return null
  if ('manual' in text) return { ...about, kind: 'manual' }
  if ('holds' in text) return { ...about, kind: 'title', titles: text.holds, isHeld: true }
  if ('not' in text) {
    const inside = text.not
    return 'holds' in inside ? { ...about, kind: 'title', titles: inside.holds, isHeld: false } : null
  }
  if ('happened' in text) return { ...about, kind: 'event', events: text.happened, years: text.withinYears }
  if ('is' in text) return { ...about, kind: 'flag', fact: text.fact, is: text.is }
  if ('isAtLeast' in text) return { ...about, kind: 'choice', fact: text.fact, option: text.isAtLeast }
  if (!('of' in text) || text.each !== undefined) return null
  const [limit] = boundsOf(text)
  const measured = measureForm(text.of)
  return limit && measured ? { ...about, kind: 'amount', ...measured, bound: limit.bound, at: String(limit.at) } : null
}

type Measured = { fact: string; measure: MeasureKind; of: string; years: number }

function measureForm(text: MeasureText): Measured | null {
  const nothing = { of: '', years: 2 }
  if (typeof text === 'string') return { ...nothing, fact: text, measure: 'plain' }
  if ('growth' in text) return { ...nothing, fact: text.growth, measure: 'growth' }
  if ('average' in text) return { ...nothing, fact: text.average, measure: 'average', years: text.years }
  if ('sum' in text)
    return typeof text.sum === 'string' && text.years !== undefined
      ? { ...nothing, fact: text.sum, measure: 'sum', years: text.years }
      : null
  if (!('ratio' in text)) return null
  const [fact, of] = text.ratio
  return typeof fact === 'string' && typeof of === 'string' ? { ...nothing, fact, of, measure: 'share' } : null
}

export function criterionOf(form: CriterionForm): CriterionText {
  const { id, zh, en, article } = form
  const words = { ...(zh ? { zh } : {}), ...(en ? { en } : {}), ...(article ? { article } : {}) }
  const about = { id, ...words, sure: 'verified' as const }
  if (form.kind === 'manual') return { ...about, manual: true }
  if (form.kind === 'title')
    return form.isHeld ? { ...about, holds: form.titles } : { ...about, not: { holds: form.titles } }
  if (form.kind === 'event') return { ...about, happened: form.events, withinYears: form.years }
  if (form.kind === 'flag') return { ...about, fact: form.fact, is: form.is }
  if (form.kind === 'choice') return { ...about, fact: form.fact, isAtLeast: form.option }
  return { ...about, of: measureOf(form), [form.bound]: form.at }
}

function measureOf({ fact, measure, of, years }: Measured): MeasureText {
  if (measure === 'share') return { ratio: [fact, of] }
  if (measure === 'growth') return { growth: fact }
  if (measure === 'sum') return { sum: fact, years }
  return measure === 'average' ? { average: fact, years } : fact
}

/** A criterion to begin with, as its fact is asked for. */
export function begunWith(fact: string, id: string): CriterionForm {
  const about = { id, zh: '', en: '', article: '' }
  const kind = kindOf(fact)
  if (kind?.kind === 'choice') return { ...about, kind: 'choice', fact, option: kind.options.at(-1) ?? '' }
  if (kind?.kind === 'flag') return { ...about, kind: 'flag', fact, is: true }
  if (kind?.kind === 'title') return { ...about, kind: 'title', titles: [fact], isHeld: true }
  if (kind?.kind === 'event') return { ...about, kind: 'event', events: [fact], years: 3 }
  if (kind?.kind !== 'amount') return { ...about, kind: 'manual' }
  const at = kind.unit === 'yuan' ? '1000万元' : kind.unit === 'ten-thousandth' ? '5%' : '1'
  return { ...about, kind: 'amount', fact, measure: 'plain', of: '', years: 2, bound: 'atLeast', at }
}

/** An id that none of the others has: letters and digits alone. */
export function freeId(taken: readonly string[]): string {
  for (let at = taken.length + 1; ; at++) if (!taken.includes(`c${at}`)) return `c${at}`
}
