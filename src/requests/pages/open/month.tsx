import { Select } from 'antd'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { OpenMonth, OpenNumbers } from '../../rates/opening/contract.ts'
import { openRates } from '../../rates/opening/rules.ts'
import { useName } from '../names.ts'

interface Props {
  numbers: OpenNumbers
  choose: (month: string) => void
}

/** A closed month by unit, as anybody may read it; how it is computed stands below. */
export function OpenMonthTable({ numbers: { months, shown }, choose }: Props) {
  const t = useWords()
  const format = useFormat()
  if (shown === null) return <p className="empty-state">{t('requests.open.noMonth')}</p>
  const named = (month: string) => t('requests.rates.month', { year: month.slice(0, 4), month: Number(month.slice(5)) })
  return (
    <section aria-labelledby="open-month">
      <h2 id="open-month">{t('requests.open.month', { month: named(shown.month) })}</h2>
      {months.length > 1 ? (
        <Select
          className="open-months"
          aria-label={t('requests.rates.period')}
          value={shown.month}
          options={months.map((month) => ({ value: month, label: named(month) }))}
          onChange={choose}
        />
      ) : null}
      <Numbers shown={shown} />
      <p className="requests-soft">
        {t('requests.open.closedBy', { name: shown.closedByName, moment: format.moment(shown.closedAt) })}{' '}
        {t('requests.open.hiding', { count: shown.smallestCell })} {t('requests.rates.noRanking')}
      </p>
      <h3>{t('requests.rates.how')}</h3>
      <dl className="open-how">
        {openRates.map((key) => (
          <div key={key}>
            <dt>{t(`requests.rates.key.${key}`)}</dt>
            <dd>{t(`requests.rates.how.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Numbers({ shown }: { shown: OpenMonth }) {
  const t = useWords()
  const nameOf = useName()
  const rows = [
    { key: 'total', name: t('requests.rates.totals'), rates: shown.total },
    ...shown.groups.map((group) => ({
      key: group.id ?? 'none',
      name: group.id === null ? t('requests.page.withDesk') : nameOf(group),
      rates: group.rates,
    })),
  ]
  return (
    // Wider than a telephone: it is moved sideways, by the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="list-scroll open-scroll" tabIndex={0} aria-label={t('requests.open.table')}>
      <table className="list-table open-table">
        <thead>
          <tr>
            <th scope="col">{t('requests.open.unit')}</th>
            {openRates.map((key) => (
              <th key={key} scope="col" className="is-number">
                {t(`requests.rates.key.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, rates }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {openRates.map((rate) => (
                <td key={rate} className="is-number">
                  <Cell counts={rates[rate]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ counts }: { counts: OpenMonth['total'][keyof OpenMonth['total']] }) {
  const t = useWords()
  const format = useFormat()
  if (!counts) return <span className="requests-soft">{t('requests.open.hidden')}</span>
  const { numerator, denominator } = counts
  const parts = { numerator: format.number(numerator), denominator: format.number(denominator) }
  return (
    <>
      {format.share(numerator / denominator)}
      <span className="requests-soft open-parts">{t('requests.rates.of', parts)}</span>
    </>
  )
}
