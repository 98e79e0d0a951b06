import { Button, Form } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type RequestView, requestsApi } from '../../contract.ts'
import { feedbackApi } from '../../feedback/contract.ts'
import { SaidFields } from './said.tsx'

interface Values {
  level: number
  isSolved: boolean
  words?: string
}

/** The firm says what it thinks of the answer; once each round. */
export function RateForm({ request, rateToOn }: { request: RequestView; rateToOn: string | null }) {
  const t = useWords()
  const format = useFormat()
  const { id, round } = request
  const send = useSend(feedbackApi.rate, {
    stale: [requestsApi.get, requestsApi.list, feedbackApi.feedback],
    quiet: true,
  })
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      aria-label={t('requests.page.rating.give')}
      onFinish={(said) => send.mutate({ params: { id }, body: { round, ...said } })}
    >
      <p>
        {t('requests.page.rating.lead')}{' '}
        {rateToOn ? t('requests.page.rating.until', { day: format.day(rateToOn) }) : null}
      </p>
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <SaidFields isByFirm />
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('requests.page.rating.give')}
      </Button>
    </Form>
  )
}
