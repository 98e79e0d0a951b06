import { z } from 'zod'
import type { sizeClasses } from '../firm/rules.ts'

/** Name of the rule that `rules/size-classes.yaml` ships. */
export const sizeRule = 'enterprises/size-classes'

const Bound = z.strictObject({
  indicator: z.enum(['employees', 'revenue', 'assets']),
  large: z.int(),
  medium: z.int(),
  small: z.int(),
})

export const SizeTable = z.strictObject({
  /** Yuan in the money of the bounds. */
  moneyYuan: z.int(),
  industries: z.array(
    z.strictObject({
      id: z.string(),
      zh: z.string(),
      en: z.string(),
      codes: z.array(z.string()),
      without: z.array(z.string()).default([]),
      bounds: z.array(Bound).min(1),
    }),
  ),
})
export type SizeTable = z.output<typeof SizeTable>
type SizeIndicator = z.output<typeof Bound>['indicator']
type SizeClass = (typeof sizeClasses)[number]

/** Money in yuan; null where it is not known. */
export type SizeFigures = Readonly<Record<SizeIndicator, number | null>>

/** One indicator against its bounds: the class it reaches by itself. Bounds in yuan or persons. */
export interface SizeReason {
  indicator: SizeIndicator
  value: number | null
  reaches: Exclude<SizeClass, 'unknown'> | null
  bounds: { large: number; medium: number; small: number }
}

/** A size class with what made it. `why` says what is missing where it is unknown. */
export interface SizeVerdict {
  sizeClass: SizeClass
  why: 'reached' | 'no-industry' | 'no-class-for-industry' | 'missing-figures'
  industry: string | null
  reasons: SizeReason[]
}

const order = ['large', 'medium', 'small'] as const

/**
 * The size class by the rule of 2017: the largest class of which a firm reaches every bound, else micro. What is not known
 * makes the class unknown, never micro.
 *
 * @param industryCode section letter and digits, such as C3841
 */
export function sizeOf(table: SizeTable, industryCode: string | null, figures: SizeFigures): SizeVerdict {
  if (industryCode === null) return { sizeClass: 'unknown', why: 'no-industry', industry: null, reasons: [] }
  const industry = table.industries.find(
    ({ codes, without }) =>
      codes.some((code) => industryCode.startsWith(code)) && !without.some((code) => industryCode.startsWith(code)),
  )
  if (!industry) return { sizeClass: 'unknown', why: 'no-class-for-industry', industry: null, reasons: [] }
  const reasons = industry.bounds.map(({ indicator, ...bounds }): SizeReason => {
    const unit = indicator === 'employees' ? 1 : table.moneyYuan
    const scaled = { large: bounds.large * unit, medium: bounds.medium * unit, small: bounds.small * unit }
    const value = figures[indicator]
    const reaches = value === null ? null : (order.find((size) => value >= scaled[size]) ?? 'micro')
    return { indicator, value, reaches, bounds: scaled }
  })
  const isMissing = reasons.some(({ value }) => value === null)
  if (isMissing) return { sizeClass: 'unknown', why: 'missing-figures', industry: industry.id, reasons }
  const sizeClass = order.find((size) => reasons.every(({ value, bounds }) => (value ?? 0) >= bounds[size])) ?? 'micro'
  return { sizeClass, why: 'reached', industry: industry.id, reasons }
}
