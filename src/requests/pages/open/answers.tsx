import { Input } from 'antd'
import { useState } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import { openingApi } from '../../rates/opening/contract.ts'

/** What the city has answered for everybody, found by words. */
export function OpenAnswers({ city }: { city: string | undefined }) {
  const t = useWords()
  const format = useFormat()
  const { language } = useLanguage()
  const [text, search] = useState('')
  const { data, error, refetch } = useCall(openingApi.answers, { body: { ...(city ? { city } : {}), text } })
  return (
    <section aria-labelledby="open-answers">
      <h2 id="open-answers">{t('requests.open.answers')}</h2>
      <Input.Search
        allowClear
        maxLength={100}
        aria-label={t('requests.open.search')}
        placeholder={t('requests.open.search')}
        onSearch={(typed) => search(typed.trim())}
      />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data?.length === 0 ? <p className="empty-state">{t('requests.open.noAnswer')}</p> : null}
      <div aria-live="polite">
        {data?.map(({ id, question, answer, source, validToOn, topic, topicEn }) => (
          <details key={id} className="open-answer">
            <summary>
              {question} <span className="requests-soft">{language === 'zh' ? topic : topicEn || topic}</span>
            </summary>
            <p className="requests-words">{answer}</p>
            <p className="requests-soft">{t('requests.page.knownFrom', { source, day: format.day(validToOn) })}</p>
          </details>
        ))}
      </div>
    </section>
  )
}
