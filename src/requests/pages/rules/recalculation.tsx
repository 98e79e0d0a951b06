import { Link } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { rulesApi as api } from '../../rule-book/contract.ts'

/** Giving running clocks the terms in force: looked at first, proposed with a reason, decided by another. */
export function Recalculation() {
  const t = useWords()
  const [isOpen, open] = useState(false)
  return (
    <section className="requests-sheet" aria-labelledby="limits-running">
      <h2 id="limits-running">{t('requests.rules.running')}</h2>
      <p>{t('requests.rules.running.keep')}</p>
      {isOpen ? <Looked /> : <Button onClick={() => open(true)}>{t('requests.rules.running.look')}</Button>}
    </section>
  )
}

function Looked() {
  const t = useWords()
  const format = useFormat()
  const { data, error, refetch } = useCall(api.recalculation, {})
  const send = useSend(api.proposeRecalculation, { stale: [api.recalculation, approvalsApi.list], quiet: true })
  if (error) return <RefusalNotice error={error} retry={() => void refetch()} />
  if (!data) return <p role="status">{t('ui.loading')}</p>
  const { looked, changed, earlier, later, kept, rows, waiting } = data
  const due = (at: string | null) => (at === null ? t('requests.rules.running.stands') : format.moment(at))
  return (
    <>
      <p role="status">
        {changed === 0
          ? t('requests.rules.running.none', { looked: format.number(looked) })
          : t('requests.rules.running.some', {
              looked: format.number(looked),
              changed: format.number(changed),
              earlier: format.number(earlier),
              later: format.number(later),
              kept: format.number(kept),
            })}
      </p>
      {rows.length > 0 ? (
        <details>
          <summary>{t('requests.rules.running.rows', { count: rows.length })}</summary>
          <ul>
            {rows.map(({ requestId, number, clock, oldDueAt, newDueAt }) => (
              <li key={`${requestId} ${clock}`}>
                <Link to="/requests" search={{ view: 'all', q: number }}>
                  {number}
                </Link>{' '}
                {t(`requests.clock.${clock}`)}
                {t('requests.rules.colon')}
                {t('requests.rules.becomes', { before: due(oldDueAt), after: due(newDueAt) })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {waiting ? (
        <p>
          <Link to="/approvals/$approvalId" params={{ approvalId: waiting.id }}>
            {t('requests.rules.running.waiting', { name: waiting.proposedByName })}
          </Link>
        </p>
      ) : changed > 0 ? (
        <Form<{ reason: string }>
          layout="vertical"
          requiredMark="optional"
          onFinish={({ reason }) => send.mutate({ body: { reason } })}
        >
          {send.error ? <RefusalNotice error={send.error} /> : null}
          <Form.Item
            name="reason"
            label={t('requests.rules.running.reason')}
            rules={[{ required: true, whitespace: true, message: t('requests.page.fillIn') }]}
          >
            <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
          </Form.Item>
          <Button htmlType="submit" loading={send.isPending}>
            {t('requests.rules.running.propose')}
          </Button>
        </Form>
      ) : null}
    </>
  )
}
