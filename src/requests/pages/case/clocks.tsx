import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type ClockView, clockNames, type RequestView } from '../../contract.ts'
import { ClockLight } from '../clock-light.tsx'
import { dueWords } from '../clock-words.ts'

/** The promises of this round: how each stands, until when, how long it stood still, and where the promise is written. */
export function Clocks({ clocks, round }: Pick<RequestView, 'clocks' | 'round'>) {
  const t = useWords()
  const place = ({ name }: ClockView) => clockNames.indexOf(name)
  const present = clocks.filter((one) => one.round === round).sort((one, other) => place(one) - place(other))
  const earlier = clocks.filter((one) => one.round !== round)
  if (clocks.length === 0) return null
  return (
    <section className="requests-clocks" aria-label={t('requests.page.clocks')}>
      <dl>
        {present.map((clock) => (
          <Clock key={clock.id} clock={clock} />
        ))}
      </dl>
      {earlier.length > 0 ? (
        <details>
          <summary>{t('requests.page.earlierClocks')}</summary>
          <ul>
            {earlier.map((clock) => (
              <li key={clock.id}>
                {t('requests.page.roundOf', { round: clock.round })} {t(`requests.clock.${clock.name}`)}{' '}
                <ClockLight clock={clock} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function Clock({ clock }: { clock: ClockView }) {
  const t = useWords()
  const format = useFormat()
  const { name, limit, dueAt, metAt, pausedReason, pausedShare, extendedBy, source } = clock
  const facts = [
    dueAt && !metAt ? t('requests.page.due', { moment: dueWords(format, dueAt) }) : null,
    metAt ? t('requests.page.met', { moment: format.moment(metAt) }) : null,
    pausedReason ? t(`requests.pauseReason.${pausedReason}`) : null,
    pausedShare > 0 ? t('requests.page.pausedShare', { share: format.share(pausedShare, 0) }) : null,
    extendedBy > 0 && limit ? t(`requests.page.extended.${limit.unit}`, { value: extendedBy }) : null,
  ].filter((fact) => fact !== null)
  return (
    <div className="requests-clock">
      <dt title={source}>
        {t(`requests.clock.${name}`)}
        {limit ? <span>{t(`requests.page.limit.${limit.unit}`, { value: limit.value })}</span> : null}
      </dt>
      <dd>
        <ClockLight clock={clock} />
        {facts.map((fact) => (
          <span key={fact} className="requests-soft">
            {fact}
          </span>
        ))}
      </dd>
    </div>
  )
}
