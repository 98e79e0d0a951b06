import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RatesView } from '../../rates/contract.ts'
import { type RateKey, ratingRates } from '../../rates/rules.ts'
import { lengthWords } from './period.ts'
import { RateCell } from './rate-cell.tsx'

/** Three questions, each with its rates: in time? solved? and what stands apart. */
export const questions: readonly { name: string; keys: readonly RateKey[] }[] = [
  { name: 'time', keys: ['contact', 'plan', 'finish', 'confirmed'] },
  { name: 'result', keys: ['closed', 'solved', 'satisfied', 'rated'] },
  { name: 'apart', keys: ['redone', 'reopened', 'byLaw', 'paused'] },
]

interface Props {
  view: RatesView
  search: Readonly<Record<string, string>>
}

/** The rates of the whole: each share with its numerator, denominator and what is outside it. */
export function Totals({ view: { total, opensRatings, ratingsAtLeast }, search }: Props) {
  const t = useWords()
  const format = useFormat()
  return (
    <section className="rates-totals" aria-label={t('requests.rates.totals')}>
      <p className="rates-registered">{t('requests.rates.registered', { count: format.number(total.registered) })}</p>
      {questions.map(({ name, keys }) => (
        <div key={name}>
          <h2>{t(`requests.rates.question.${name}`)}</h2>
          <dl>
            {keys.map((key) => (
              <div key={key}>
                <dt>{t(`requests.rates.key.${key}`)}</dt>
                <dd>
                  <RateCell
                    rateKey={key}
                    rate={total.rates[key]}
                    search={search}
                    opens={opensRatings || !ratingRates.includes(key)}
                  />
                  <Outside rateKey={key} rate={total.rates[key]} />
                  <Length name={key} total={total} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      {opensRatings ? null : (
        <p className="requests-soft">{t('requests.rates.onlyAggregate', { count: ratingsAtLeast })}</p>
      )}
    </section>
  )
}

function Outside({ rateKey, rate }: { rateKey: RateKey; rate: RatesView['total']['rates'][RateKey] }) {
  const t = useWords()
  const format = useFormat()
  if (!rate || rateKey === 'paused') return null
  // Of what firms said, outside are those who said nothing.
  const excluded = rateKey === 'solved' || rateKey === 'satisfied' ? 'silent' : 'excluded'
  const parts = (['notYetDue', 'untimed', 'excluded'] as const).flatMap((part) => {
    const count = part === 'excluded' ? rate.excluded - rate.untimed : rate[part]
    const name = part === 'excluded' ? excluded : part
    return count > 0 ? [t(`requests.rates.outside.${name}`, { count: format.number(count) })] : []
  })
  return parts.length > 0 ? <span className="rates-outside">{parts.join(t('requests.rates.comma'))}</span> : null
}

/** Median and ninth tenth of what a clock's work took. */
function Length({ name, total }: { name: RateKey; total: RatesView['total'] }) {
  const t = useWords()
  const format = useFormat()
  if (name !== 'contact' && name !== 'plan' && name !== 'finish') return null
  const { medianSeconds, p90Seconds } = total.times[name]
  if (medianSeconds === null || p90Seconds === null) return null
  const words = (seconds: number) => {
    const { key, value } = lengthWords(seconds)
    return t(key, { value: format.number(value) })
  }
  return (
    <span className="rates-outside">
      {t('requests.rates.times', { median: words(medianSeconds), p90: words(p90Seconds) })}
    </span>
  )
}
