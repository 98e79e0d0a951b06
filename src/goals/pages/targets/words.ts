/** How targets and their figures are said on screen. */
import { movePoint } from '#platform/decimals.ts'
import type { LightColour } from '#platform/ui/light.tsx'
import type { Translate } from '#platform/ui/words.tsx'
import type { TargetView } from '../../targets/contract.ts'

/** 2026-01..2026-03 as 2026年1—3月. */
export function periodWords(t: Translate, period: string): string {
  const [first = '', last = first] = period.split('..')
  const [year, month] = first.split('-')
  const [lastYear, lastMonth] = last.split('-')
  if (first === last) {
    const facts = { year: year ?? '', month: Number(month) }
    return month ? t('goals.period.month', facts) : t('goals.period.year', facts)
  }
  if (year !== lastYear || !month || !lastMonth) return t('goals.period.years', { from: first, to: last })
  return t('goals.period.months', { year: year ?? '', from: Number(month), to: Number(lastMonth) })
}

/** Colours say how it goes, never how good somebody is; the word stands beside. */
export const standingColours: Record<TargetView['standing'], LightColour> = {
  met: 'green',
  missed: 'red',
  reached: 'green',
  'on-pace': 'green',
  behind: 'amber',
  open: 'blue',
  'no-figure': 'grey',
  undecided: 'grey',
  unknown: 'grey',
}

/** Money is typed in 亿元; everything else in its own unit. Powers of ten from what is typed to what is kept. */
export const typedPower = (unit: string | null): number => (unit === 'CNY' ? 8 : 0)

export const toKept = (typed: string, unit: string | null): string => movePoint(typed.trim(), typedPower(unit))
export const toTyped = (kept: string, unit: string | null): string => movePoint(kept, -typedPower(unit))
