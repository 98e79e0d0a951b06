import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RatesView } from '../../rates/contract.ts'

const clocks = ['contact', 'plan', 'finish'] as const
const [width, height, left, bottom] = [640, 180, 36, 24]

/** On-time shares of the months as three lines; the numbers stand in a table below for whoever reads or prints. */
export function Months({ months }: { months: RatesView['months'] }) {
  const t = useWords()
  const format = useFormat()
  if (months.length < 2) return null
  const across = (at: number) => left + (at * (width - left - 8)) / (months.length - 1)
  const up = (share: number) => 8 + (1 - share) * (height - bottom - 8)
  const monthOf = (month: string) => t('requests.rates.monthOnly', { month: Number(month.slice(5)) })
  return (
    <section aria-labelledby="rates-months">
      <h2 id="rates-months">{t('requests.rates.trend')}</h2>
      <svg className="rates-chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line className="rates-grid" x1={left} x2={width} y1={up(share)} y2={up(share)} />
            <text x={left - 6} y={up(share) + 4} textAnchor="end">
              {format.share(share, 0)}
            </text>
          </g>
        ))}
        {clocks.map((clock) => (
          <polyline
            key={clock}
            className={`rates-line is-${clock}`}
            points={months
              .map(({ rates }, at) => ({ rate: rates[clock], at }))
              .filter(({ rate }) => rate.denominator > 0)
              .map(({ rate, at }) => `${across(at)},${up(rate.numerator / rate.denominator)}`)
              .join(' ')}
          />
        ))}
        {months.map(({ month }, at) => (
          <text key={month} x={across(at)} y={height - 6} textAnchor="middle">
            {monthOf(month)}
          </text>
        ))}
      </svg>
      <div className="list-scroll">
        <table className="requests-table rates-months">
          <thead>
            <tr>
              <th scope="col">{t('requests.rates.by.month')}</th>
              {months.map(({ month }) => (
                <th key={month} scope="col" className="is-number">
                  {monthOf(month)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {clocks.map((clock) => (
              <tr key={clock}>
                <th scope="row">
                  <svg viewBox="0 0 18 6" width="18" height="6" aria-hidden="true">
                    <polyline className={`rates-line is-${clock}`} points="0,3 18,3" />
                  </svg>{' '}
                  {t(`requests.rates.key.${clock}`)}
                </th>
                {months.map(({ month, rates: { [clock]: rate } }) => (
                  <td key={month} className="is-number">
                    {rate.denominator === 0
                      ? t('requests.rates.noCase')
                      : format.share(rate.numerator / rate.denominator, 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
