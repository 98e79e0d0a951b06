/** The facts of the ladder, its rungs, and how a firm of a plain file becomes facts. Runs in the browser too. */
import type { Role } from '#platform/roles.ts'
import { checkRuleText, type Problem } from './engine/check.ts'
import { type FactCatalogue, referenceTo } from './engine/facts.ts'
import type { CriterionResult } from './engine/results.ts'

const yuan = { kind: 'amount', unit: 'yuan', scale: 1, yearly: true } as const
const count = { kind: 'amount', unit: 'count', scale: 1 } as const
const share = { kind: 'amount', unit: 'ten-thousandth', scale: 10_000 } as const
const score = { kind: 'amount', unit: 'hundredth', scale: 100 } as const
const title = { kind: 'title' } as const
const event = { kind: 'event' } as const
const flag = { kind: 'flag' } as const

/**
 * Every fact a rule of the ladder may ask for, by code. Yearly ones are those of the last full year before the day of
 * evaluation; `revenue-1` is the year before that.
 */
export const factCatalogue = {
  revenue: yuan,
  'main-revenue': yuan,
  'rd-expense': yuan,
  'net-profit': yuan,
  assets: yuan,
  liabilities: yuan,
  'equity-raised': yuan,
  'domestic-rd-expense': yuan,
  'high-tech-revenue': yuan,
  employees: { ...count, yearly: true },
  'rd-staff': { ...count, yearly: true },
  'tech-staff': { ...count, yearly: true },
  'market-share': share,
  'market-rank': count,
  'world-rank': count,
  'development-score': { ...score, yearly: true },
  'innovation-score': score,
  'tech-score': score,
  'tech-staff-score': score,
  /** Stated where the years that it is computed from are not known. */
  'main-growth-average': share,
  'planned-investment': { kind: 'amount', unit: 'yuan', scale: 1 },
  'segment-years': { kind: 'amount', unit: 'years', scale: 1 },
  'age-days': { kind: 'amount', unit: 'days', scale: 1 },
  'class-one-rights': { kind: 'amount', unit: 'rights', scale: 1 },
  'quality-items': count,
  'local-points': score,
  'it-processes': count,
  certifications: count,
  'best-right': { kind: 'choice', options: ['none', 'class-2', 'class-1', 'class-1-own', 'class-1-high'] },
  'rd-institution': { kind: 'choice', options: ['none', 'below', 'city', 'provincial', 'national'] },
  /** Recognised by an authority, as against one that a firm set up. */
  'recognised-institution': { kind: 'choice', options: ['none', 'below', 'city', 'provincial', 'national'] },
  digital: { kind: 'choice', options: ['0', '1', '2', '3'] },
  field: { kind: 'choice', options: ['other', 'strategic-emerging'] },
  'chain-role': { kind: 'choice', options: ['none', 'base', 'key'] },
  review: flag,
  'own-brand': flag,
  'new-product': flag,
  'is-sme': flag,
  'tech-sme': title,
  'innovative-sme': title,
  'srdi-sme': title,
  'little-giant': title,
  'single-champion': title,
  'high-tech': title,
  'tech-demonstration': title,
  'ip-advantage': title,
  'ip-demonstration': title,
  listed: title,
  'abnormal-operation': title,
  'serious-dishonesty': title,
  'award-national': event,
  'award-national-top3': event,
  'award-national-top5': event,
  'award-provincial': event,
  'award-provincial-top3': event,
  'maker-top500': event,
  'maker-top50': event,
  output: yuan,
  export: yuan,
  invested: yuan,
  'industry-200': title,
  'above-designated-size': title,
  'chain-leader': title,
  'listing-reserve': title,
} as const satisfies FactCatalogue

/** How many years of a yearly fact the packed rows keep; one of the others. */
const yearsKept: Readonly<Record<string, number>> = {
  revenue: 3,
  'main-revenue': 3,
  'rd-expense': 3,
  'domestic-rd-expense': 3,
  'equity-raised': 3,
  output: 2,
  'development-score': 2,
}

/** Every fact of a packed row, and whether it may be larger than two thousand million. */
export const packedFacts: readonly { reference: string; isLarge: boolean }[] = Object.entries(factCatalogue).flatMap(
  ([code, kind]) => {
    const isLarge = kind.kind === 'amount' && kind.unit === 'yuan'
    if (kind.kind === 'title') return ['from', 'until'].map((end) => ({ reference: `${code}.${end}`, isLarge }))
    return Array.from({ length: yearsKept[code] ?? 1 }, (_, back) => ({ reference: referenceTo(code, back), isLarge }))
  },
)

export type FactCode = keyof typeof factCatalogue

/** The rungs from below; each rule of that name leads to the title of that name. */
export const rungs = ['innovative-sme', 'srdi-sme', 'little-giant', 'single-champion'] as const
/** Beside the ladder. */
export const besides = ['tech-sme', 'high-tech', 'key-little-giant'] as const

/** More digits behind the point than the registry keeps, for figures of a file: counted in smaller steps, still exactly. */
export const withDigits = (digits: number): FactCatalogue =>
  Object.fromEntries(
    Object.entries(factCatalogue).map(([code, kind]) => [
      code,
      kind.kind === 'amount' ? { ...kind, scale: kind.scale * 10 ** digits } : kind,
    ]),
  )

/** Who looks at the ladder of all firms in the own scope, and who works at it. */
export const readers: readonly Role[] = [
  'city-leader',
  'planning-officer',
  'district-officer',
  'enterprise-officer',
  'chain-officer',
  'park-officer',
]
export const editors: readonly Role[] = ['enterprise-officer', 'district-officer']

/** Rules that ship: the rungs and what stands beside them. A city's own lists stand after them. */
export const ruleNames: readonly string[] = [...rungs, ...besides]
export const isShipped = (rule: string): boolean => ruleNames.includes(rule)

/** The code of a rule, which is that of the list it leads to. */
export const ruleCode = /^[a-z][a-z0-9-]{1,39}$/

/** How a rule is called on a page: those that ship by the product's words, a city's own by the names in its text. */
export interface RuleTitle {
  rule: string
  zh: string
  en: string
  isLocal: boolean
}

const kept = new Set(packedFacts.map(({ reference }) => reference))

/** What is wrong with a text that firms of a city shall be judged by: it asks for nothing that their rows do not keep. */
export const checkLadderText = (body: unknown): Problem[] =>
  checkRuleText(body, factCatalogue, (reference) => kept.has(reference))

/**
 * How far a firm is by what it lacks, to order candidates: each unmet criterion by its easiest way, as a share of what is
 * asked; what no number measures counts as one. It orders a list for people to look at and is no score of a firm.
 */
export const gapOf = (criteria: readonly CriterionResult[]): number =>
  criteria
    .filter(({ verdict }) => verdict === 'not-met')
    .reduce((sum, { distance }) => {
      const ways = distance.map(({ by, to }) => (by === 0 ? 1 : Math.min(1, Math.abs(by) / Math.max(1, Math.abs(to)))))
      return sum + (ways.length > 0 ? Math.min(...ways) : 1)
    }, 0)
