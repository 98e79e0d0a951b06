import { Radio, Skeleton } from 'antd'
import { useCall } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../../contract.ts'
import type { Chosen } from './unit-choice.tsx'

/** Approved answers in force that fit the request, whole, with their source and last day. */
export function KnownAnswers({ requestId, value, onChange }: Chosen & { requestId: string }) {
  const t = useWords()
  const format = useFormat()
  const answers = useCall(requestsApi.knownAnswers, { params: { id: requestId } })
  if (answers.error) return <RefusalNotice error={answers.error} retry={() => void answers.refetch()} />
  if (!answers.data) return <Skeleton active={false} title={false} paragraph={{ rows: 3 }} />
  if (answers.data.length === 0) return <p className="requests-soft">{t('requests.page.noKnownAnswer')}</p>
  return (
    <Radio.Group
      className="requests-choices"
      aria-label={t('requests.page.field.knownAnswerId')}
      value={value ?? null}
      onChange={({ target }) => onChange?.(target.value)}
      options={answers.data.map(({ id, question, answer, source, validToOn }) => ({
        value: id,
        label: (
          <>
            <strong>{question}</strong>
            <span className="requests-known">{answer}</span>
            <span className="requests-reason">
              {t('requests.page.knownFrom', { source, day: format.day(validToOn) })}
            </span>
          </>
        ),
      }))}
    />
  )
}
