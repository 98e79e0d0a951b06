import { Button, Input } from 'antd'
import { useState } from 'react'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { Field } from '../front/field.tsx'
import { newId } from '../new-id.ts'
import { type Hands, useDeed } from './hands.ts'
import type { Told } from './moments.ts'

/** What the firm and the city said to each other, and a place to say more. */
export function Words({ told, hands }: { told: Told; hands: Hands }) {
  const t = useWords()
  const format = useFormat()
  const mayWrite = told.may.includes('remark')
  if (told.remarks.length === 0 && !mayWrite) return null
  return (
    <section aria-label={t('requests.follow.words')}>
      <h2>{t('requests.follow.words')}</h2>
      <ul className="requests-front-said">
        {told.remarks.map(({ id, from, body, authorName, at, reason, occasion }) => (
          <li key={id} className={`is-${from}`}>
            <p className="requests-words">{body}</p>
            <p className="requests-soft">
              {[
                from === 'firm' ? t('requests.follow.words.own') : authorName,
                format.moment(at),
                occasion === 'pause' && reason ? t(`requests.pauseReason.${reason}`) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {mayWrite ? <Writing hands={hands} /> : null}
    </section>
  )
}

function Writing({ hands }: { hands: Hands }) {
  const t = useWords()
  const [body, write] = useState('')
  const [remarkId, renew] = useState(newId)
  const { run, isBusy, error } = useDeed(hands.refresh)
  const send = async () => {
    if (!(await run(() => hands.addWords(remarkId, body.trim())))) return
    write('')
    renew(newId())
  }
  return (
    <>
      <Field label={t('requests.follow.words.add')}>
        {(parts) => (
          <Input.TextArea
            {...parts}
            value={body}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 10 }}
            onChange={({ target }) => write(target.value)}
          />
        )}
      </Field>
      {error ? <RefusalNotice error={error} /> : null}
      {body.trim() === '' ? null : (
        <Button type="primary" loading={isBusy} onClick={() => void send()}>
          {t('requests.follow.words.send')}
        </Button>
      )}
    </>
  )
}
