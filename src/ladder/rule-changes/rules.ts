/** Drafts of a rule as other numbers in the same places: the form of a text is never changed on a page. */
import { readAmount } from '../engine/amounts.ts'
import type { RuleText } from '../engine/text.ts'
import type { Edits } from './contract.ts'

/** A number of a text that may be changed, with the words of what it belongs to. */
export interface RuleNumber {
  at: string
  value: string
  zh: string
  en: string
}

const named = [
  'atLeast',
  'moreThan',
  'atMost',
  'lessThan',
  'from',
  'to',
  'points',
  'total',
  'withinYears',
  'each',
  'every',
  'max',
]

/** Every number of the criteria and the score of a rule, by its place. */
export function numbersOf({ pass, groups }: RuleText): RuleNumber[] {
  return [...walk({ pass, groups }, '', { zh: '', en: '' })]
}

function* walk(part: unknown, at: string, words: { zh: string; en: string }): Generator<RuleNumber> {
  if (typeof part !== 'object' || part === null) return
  const own = 'zh' in part && 'en' in part ? { zh: String(part.zh), en: String(part.en) } : words
  for (const [key, value] of Object.entries(part)) {
    const place = at === '' ? key : `${at}.${key}`
    if (typeof value === 'object' && value !== null) yield* walk(value, place, own)
    else if (isNumber(key, value, at)) yield { at: place, value: String(value), ...own }
  }
}

const isNumber = (key: string, value: unknown, at: string): boolean =>
  (typeof value === 'number' || typeof value === 'string') &&
  readAmount(value) !== null &&
  (named.includes(key) || /\.(?:groups|points)$/.test(at))

/** The text with other numbers; null where an edit names a place without one, or brings no number. */
export function applyEdits(text: RuleText, edits: Edits): unknown {
  const places = new Map(numbersOf(text).map(({ at, value }) => [at, value]))
  const changed: unknown = structuredClone(text)
  for (const { at, to } of edits) {
    const before = places.get(at)
    if (before === undefined || readAmount(to) === null) return null
    put(changed, at.split('.'), /^\d+$/.test(before) && /^\d+$/.test(to) ? Number(to) : to)
  }
  return changed
}

function put(part: unknown, [first = '', ...rest]: readonly string[], value: string | number): void {
  if (typeof part !== 'object' || part === null) return
  if (rest.length === 0) Reflect.set(part, first, value)
  else put(Reflect.get(part, first), rest, value)
}

/** What was typed as JSON; null where it is none. */
export function readText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export type Change = 'wins' | 'loses' | 'other'

/** Met, or only a person's look left. */
const passes = (code: number): boolean => code === 1 || code === 4

export const changeOf = (before: number, after: number): Change =>
  passes(before) === passes(after) ? 'other' : passes(after) ? 'wins' : 'loses'
