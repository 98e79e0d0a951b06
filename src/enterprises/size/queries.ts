import { indicatorCodes, type SourceClass, sourceClasses } from '../indicators/rules.ts'
import { type SizeFigures, type SizeTable, type SizeVerdict, sizeOf } from './rules.ts'

interface StoredFigure {
  code: string
  year: number
  value: number
  sourceClass: string
}

/** A size class as it is shown: with its year, its group of industries and the rule it comes from. */
export interface ShownSize extends Omit<SizeVerdict, 'industry'> {
  year: number | null
  industry: { zh: string; en: string } | null
  source: string
}

/**
 * The size class from the newest year for which every figure the rule asks is known and may be used so; without such a year,
 * from the newest with any, so that what is missing is named.
 */
export function sizeFrom(
  rule: { body: SizeTable; source: string },
  industryCode: string | null,
  figures: readonly StoredFigure[],
  isUsable: (sourceClass: SourceClass) => boolean,
): ShownSize {
  const usable = figures.filter(({ sourceClass }) => sourceClasses.some((one) => one === sourceClass && isUsable(one)))
  const years = [...new Set(usable.filter(({ code }) => asked.includes(code)).map(({ year }) => year))].sort(
    (a, b) => b - a,
  )
  const verdicts = years.map((year) => ({ year, verdict: sizeOf(rule.body, industryCode, ofYear(usable, year)) }))
  const best = verdicts.find(({ verdict }) => verdict.why === 'reached') ?? verdicts[0]
  const verdict = best?.verdict ?? sizeOf(rule.body, industryCode, { employees: null, revenue: null, assets: null })
  const group = rule.body.industries.find(({ id }) => id === verdict.industry)
  return {
    ...verdict,
    year: best?.year ?? null,
    industry: group ? { zh: group.zh, en: group.en } : null,
    source: rule.source,
  }
}

const asked: readonly string[] = indicatorCodes.filter((code) => ['employees', 'revenue', 'assets'].includes(code))

function ofYear(figures: readonly StoredFigure[], of: number): SizeFigures {
  const value = (name: string) => figures.find(({ code, year }) => code === name && year === of)?.value ?? null
  return { employees: value('employees'), revenue: value('revenue'), assets: value('assets') }
}
