import { Button, Input } from 'antd'
import { useState } from 'react'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Field } from '../front/field.tsx'
import { type Hands, useDeed } from './hands.ts'
import type { Told } from './moments.ts'

/** Takes a request back, after it was asked why. */
export function Withdraw({ told, hands }: { told: Told; hands: Hands }) {
  const t = useWords()
  const [isOpen, open] = useState(false)
  const [note, write] = useState('')
  const [isTried, tried] = useState(false)
  const { run, isBusy, error } = useDeed(hands.refresh)
  if (!told.may.includes('withdraw')) return null
  if (!isOpen) {
    return (
      <Button type="text" danger className="requests-front-other" onClick={() => open(true)}>
        {t('requests.follow.withdraw')}
      </Button>
    )
  }
  const send = () => {
    if (note.trim() === '') return tried(true)
    void run(() => hands.withdraw(told.version, note.trim()))
  }
  return (
    <section className="requests-front-sheet" aria-label={t('requests.follow.withdraw')}>
      <h2>{t('requests.follow.withdraw')}</h2>
      <p>{t('requests.follow.withdraw.text')}</p>
      <Field
        label={t('requests.page.field.withdraw.note')}
        problem={isTried && note.trim() === '' ? 'needed' : undefined}
      >
        {(parts) => (
          <Input.TextArea
            {...parts}
            autoFocus
            value={note}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={({ target }) => write(target.value)}
          />
        )}
      </Field>
      {error ? <RefusalNotice error={error} /> : null}
      <div className="requests-front-pair">
        <Button danger loading={isBusy} onClick={send}>
          {t('requests.follow.withdraw.send')}
        </Button>
        <Button onClick={() => open(false)}>{t('requests.follow.withdraw.keep')}</Button>
      </div>
    </section>
  )
}
