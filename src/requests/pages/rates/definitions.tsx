import { useWords } from '#platform/ui/words.tsx'
import { questions } from './totals.tsx'

/** How each rate is computed, in plain words; printed with the numbers. */
export function Definitions() {
  const t = useWords()
  return (
    <details className="rates-definitions">
      <summary>{t('requests.rates.how')}</summary>
      <dl>
        {questions.flatMap(({ keys }) =>
          keys.map((key) => (
            <div key={key}>
              <dt>{t(`requests.rates.key.${key}`)}</dt>
              <dd>{t(`requests.rates.how.${key}`)}</dd>
            </div>
          )),
        )}
      </dl>
      <p className="requests-soft">{t('requests.rates.how.recompute')}</p>
    </details>
  )
}
