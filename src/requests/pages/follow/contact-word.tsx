import { Button } from 'antd'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type Hands, useDeed } from './hands.ts'
import type { Told } from './moments.ts'

/** Has anybody been in touch? Only the firm knows for sure. */
export function ContactWord({ told, hands }: { told: Told; hands: Hands }) {
  const t = useWords()
  const format = useFormat()
  const { run, isBusy, error } = useDeed(hands.refresh)
  const { contactWord, contactedAt, version } = told
  if (!told.may.includes('contact-word')) {
    return contactWord === 'confirmed' || contactWord === 'denied' ? (
      <p className="requests-soft">{t(`requests.follow.contact.${contactWord}`)}</p>
    ) : null
  }
  const say = (word: 'confirmed' | 'denied') => void run(() => hands.giveWord(version, word))
  return (
    <section className="requests-front-sheet is-asking" aria-label={t('requests.follow.contact')}>
      <h2>{t('requests.follow.contact')}</h2>
      {contactedAt ? <p>{t('requests.follow.contact.claimed', { moment: format.moment(contactedAt) })}</p> : null}
      {error ? <RefusalNotice error={error} /> : null}
      <div className="requests-front-pair">
        <Button loading={isBusy} onClick={() => say('confirmed')}>
          {t('requests.follow.contact.yes')}
        </Button>
        <Button disabled={isBusy} onClick={() => say('denied')}>
          {t('requests.follow.contact.no')}
        </Button>
      </div>
    </section>
  )
}
