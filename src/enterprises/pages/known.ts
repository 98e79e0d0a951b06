import { useCall } from '#platform/ui/calls.ts'
import type { TypedUnit } from '../indicators/reading/rules.ts'
import type { IndicatorCode } from '../indicators/rules.ts'
import { indicatorUnits } from '../indicators/rules.ts'
import { type KnownFigure, knownApi } from '../known/contract.ts'

/** What forms may offer of a firm. */
export function useKnown(id: string) {
  const { data } = useCall(knownApi.get, { params: { id } })
  return {
    /** The figure of this year, or the newest there is. */
    figure: (code: string | undefined, year: number | undefined): KnownFigure | null => {
      const ofCode = (data?.figures ?? []).filter((one) => one.code === code)
      return ofCode.find((one) => one.year === year) ?? ofCode[0] ?? null
    },
    field: (name: string | undefined) => data?.fields.find(({ field }) => field === name) ?? null,
  }
}

/** A known figure as somebody would type it. */
export function typedOf({ code, value }: { code: IndicatorCode; value: number }): { typed: string; unit: TypedUnit } {
  const unit = indicatorUnits[code]
  if (unit === 'yuan')
    return value % 10_000 === 0
      ? { typed: String(value / 10_000), unit: '10k-yuan' }
      : { typed: String(value), unit: 'yuan' }
  if (unit === 'ten-thousandth') return { typed: String(value / 100), unit: 'percent' }
  if (unit === 'hundredth') return { typed: String(value / 100), unit: 'points' }
  return { typed: String(value), unit: 'count' }
}
