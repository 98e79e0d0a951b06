import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RequestView } from '../../contract.ts'
import { ClockLight } from '../clock-light.tsx'
import { useName } from '../names.ts'

/** Units that were asked to help: what, until when, and what they replied. */
export function Supporters({ supporters, round }: Pick<RequestView, 'supporters' | 'round'>) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  if (supporters.length === 0) return null
  return (
    <section aria-label={t('requests.page.supporters')}>
      <h3>{t('requests.page.supporters')}</h3>
      <ul className="requests-supporters">
        {supporters.map((one) => (
          <li key={one.id}>
            <p className="requests-supporter-head">
              <strong>{nameOf(one.unit)}</strong>
              {one.clock ? <ClockLight clock={one.clock} /> : null}
              {one.round === round ? null : <span>{t('requests.page.roundOf', { round: one.round })}</span>}
            </p>
            <p className="requests-soft">{t('requests.page.task', { task: one.task })}</p>
            {one.reply ? <p className="requests-words">{one.reply}</p> : null}
            <p className="requests-soft">
              {one.repliedAt
                ? [one.repliedBy, format.moment(one.repliedAt)].filter(Boolean).join(' · ')
                : t('requests.page.noReply')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
