import { useFormat, useWords } from '#platform/ui/words.tsx'
import { dueWords } from '../clock-words.ts'
import { type Moment, momentsOf, momentsOfRound, type Told } from './moments.ts'

/** What was done and what is promised, one below the other; what was not kept is said. */
export function Line({ told }: { told: Told }) {
  const t = useWords()
  const rounds = [...new Set(told.promises.map(({ round }) => round))].filter((round) => round < told.round)
  return (
    <section aria-label={t('requests.follow.line')}>
      <h2>{t('requests.follow.line')}</h2>
      <Moments moments={momentsOf(told)} />
      {rounds.length > 0 ? (
        <details className="requests-front-earlier">
          <summary>{t('requests.page.earlierClocks')}</summary>
          {rounds.sort().map((round) => (
            <div key={round}>
              <h3>{t('requests.page.roundOf', { round })}</h3>
              <Moments moments={momentsOfRound(told, round)} />
            </div>
          ))}
        </details>
      ) : null}
    </section>
  )
}

function Moments({ moments }: { moments: readonly Moment[] }) {
  const t = useWords()
  const format = useFormat()
  return (
    <ol className="requests-front-line">
      {moments.map(({ words, tone, at, dueAt, reason }) => (
        <li key={words} className={`is-${tone}`}>
          {t(`requests.follow.moment.${words}`, {
            moment: at ? format.moment(at) : '',
            due: dueAt ? dueWords(format, dueAt) : '',
            reason: reason ? t(`requests.pauseReason.${reason}`) : '',
          })}
        </li>
      ))}
    </ol>
  )
}
