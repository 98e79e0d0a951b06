import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { type DispatchedMany, type RequestRow, requestsApi } from '../../contract.ts'
import { canMove } from '../../rules.ts'
import { staleAfterStep } from '../case/step-form.tsx'
import { UnitChoice } from '../case/unit-choice.tsx'
import { TieForm } from '../causes/tie-form.tsx'

interface Props {
  chosen: readonly RequestRow[]
  clear: () => void
}

interface Outcome {
  done: number
  failed: { number: string; text: string }[]
}

/** Hands the ticked requests to one unit, or ties them to one cause; what could not be handed over is named with its reason. */
export function BulkDispatch({ chosen, clear }: Props) {
  const t = useWords()
  const [unitId, choose] = useState<string | undefined>()
  const [outcome, tell] = useState<Outcome | null>(null)
  const toDispatch = chosen.filter(({ state }) => canMove('dispatch', state))
  const send = useSend(requestsApi.dispatchMany, { stale: staleAfterStep })
  const outcomeOf = ({ done, failed }: DispatchedMany): Outcome => ({
    done: done.length,
    failed: failed.map(({ id, key, facts }) => ({
      number: chosen.find((row) => row.id === id)?.number ?? '',
      text: t(key, facts),
    })),
  })
  const dispatch = () => {
    if (!unitId) return
    const requests = toDispatch.map(({ id, version }) => ({ id, version }))
    send.mutate(
      { body: { requests, unitId } },
      {
        onSuccess: (answer) => {
          tell(outcomeOf(answer))
          choose(undefined)
          clear()
        },
      },
    )
  }
  return (
    <>
      {chosen.length > 0 ? (
        <section className="requests-bulk" aria-label={t('requests.page.bulk')}>
          <span role="status">{t('requests.page.ticked', { count: chosen.length })}</span>
          {toDispatch.length > 0 ? (
            <>
              <UnitChoice value={unitId} onChange={choose} label={t('requests.page.bulkUnit')} />
              <Button type="primary" disabled={!unitId} loading={send.isPending} onClick={dispatch}>
                {toDispatch.length === chosen.length
                  ? t('requests.page.do.dispatch')
                  : t('requests.page.bulkSome', { count: toDispatch.length })}
              </Button>
            </>
          ) : null}
          <Button onClick={clear}>{t('requests.page.untick')}</Button>
          <TieForm requestIds={chosen.map(({ id }) => id)} onDone={clear} />
        </section>
      ) : null}
      {outcome ? (
        <Alert
          className="form-refusal"
          role="status"
          showIcon
          type={outcome.failed.length > 0 ? 'warning' : 'success'}
          title={t('requests.page.bulkDone', { done: outcome.done, failed: outcome.failed.length })}
          description={
            outcome.failed.length > 0 ? (
              <ul>
                {outcome.failed.map(({ number, text }) => (
                  <li key={number}>
                    {number} {text}
                  </li>
                ))}
              </ul>
            ) : null
          }
          closable={{ 'aria-label': t('requests.page.dismiss'), onClose: () => tell(null) }}
        />
      ) : null}
    </>
  )
}
