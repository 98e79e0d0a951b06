import { Light, type LightColour } from '#platform/ui/light.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { PeriodRow } from '../../rates/periods/contract.ts'

const colours: Record<PeriodRow['state'], LightColour> = { checking: 'amber', decided: 'blue', closed: 'green' }

export function PeriodLight({ state }: Pick<PeriodRow, 'state'>) {
  const t = useWords()
  return <Light colour={colours[state]}>{t(`requests.periods.state.${state}`)}</Light>
}

/** The words of a month: 2026年10月. */
export function useMonth(): (month: string) => string {
  const t = useWords()
  return (month) => t('requests.rates.month', { year: month.slice(0, 4), month: Number(month.slice(5)) })
}
