import { Link } from '@tanstack/react-router'
import { Light } from '#platform/ui/light.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RatesView } from '../../rates/contract.ts'

interface Props {
  view: RatesView
  search: Readonly<Record<string, string>>
}

const clocks = ['contact', 'plan', 'finish'] as const

/** What is over its time and still open, and contacts that firms deny: first of all, since it can still be done. */
export function Exceptions({ view: { total, opensRatings }, search }: Props) {
  const t = useWords()
  const format = useFormat()
  const over = clocks.filter((clock) => total.overdue[clock] > 0)
  if (over.length === 0 && total.denied === 0) {
    return (
      <p className="rates-exceptions">
        <Light colour="green">{t('requests.rates.nothingOver')}</Light>
      </p>
    )
  }
  return (
    <ul className="rates-exceptions">
      {over.map((clock) => (
        <li key={clock}>
          <Light colour="red">
            <Link to="/requests/rates/cases" search={{ ...search, rate: clock, part: 'overdue' }}>
              {t(`requests.rates.over.${clock}`, { count: format.number(total.overdue[clock]) })}
            </Link>
          </Light>
        </li>
      ))}
      {total.denied > 0 && opensRatings ? (
        <li>
          <Light colour="amber">
            <Link to="/requests/rates/cases" search={{ ...search, rate: 'confirmed', part: 'out' }}>
              {t('requests.rates.denied', { count: format.number(total.denied) })}
            </Link>
          </Light>
        </li>
      ) : null}
    </ul>
  )
}
