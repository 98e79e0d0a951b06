import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RequestView } from '../../contract.ts'

/** More time that the unit asked for and the desk has not decided; the clock runs on meanwhile. */
export function ExtensionAsk({ ask }: { ask: RequestView['extensionAsk'] }) {
  const t = useWords()
  const format = useFormat()
  if (!ask) return null
  const { value, unit, askedBy, askedAt, reason } = ask
  return (
    <section className="requests-ask" aria-label={t('requests.page.extensionAsk')}>
      <p>
        <strong>{t('requests.page.extensionAsk')}</strong>{' '}
        {t(`requests.page.askedFor.${unit}`, { value: format.number(value) })}
      </p>
      <p className="requests-words">{reason}</p>
      <p className="requests-soft">
        {askedBy} · {format.moment(askedAt)} · {t('requests.page.extensionAsk.runs')}
      </p>
    </section>
  )
}
