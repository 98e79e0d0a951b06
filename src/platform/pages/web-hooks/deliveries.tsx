import { Button } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { Light, type LightColour } from '#platform/ui/light.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { type Translate, useFormat, useWords } from '#platform/ui/words.tsx'
import { webHooksApi as api } from '#platform/web-hooks/contract.ts'

type Delivery = AnswerOf<typeof api.deliveries>[number]

const colours: Record<Delivery['state'], LightColour> = { waiting: 'amber', delivered: 'green', 'given-up': 'red' }
const fewest = 5
const everyMilliseconds = 10_000

interface Props {
  hookId: string
  name: string
  maySend: boolean
}

/** What was sent last, and what the other side said to it. */
export function Deliveries({ hookId, name, maySend }: Props) {
  const t = useWords()
  const [isAll, setAll] = useState(false)
  const { data, error, refetch } = useCall(api.deliveries, { params: { id: hookId } }, { everyMilliseconds })
  if (error) return <RefusalNotice error={error} retry={() => void refetch()} />
  if (!data) return null
  if (data.length === 0) return <p className="account-soft">{t('webHooks.deliveries.none')}</p>
  return (
    <>
      <ul className="account-rows" aria-label={t('webHooks.deliveries.of', { name })}>
        {data.slice(0, isAll ? data.length : fewest).map((one) => (
          <Row key={one.id} one={one} maySend={maySend} />
        ))}
      </ul>
      {data.length > fewest ? (
        <Button type="link" onClick={() => setAll(!isAll)}>
          {isAll ? t('webHooks.deliveries.fewer') : t('webHooks.deliveries.all', { count: data.length })}
        </Button>
      ) : null}
    </>
  )
}

function Row({ one, maySend }: { one: Delivery; maySend: boolean }) {
  const t = useWords()
  const format = useFormat()
  const again = useSend(api.sendAgain, { stale: [api.deliveries] })
  const { id, kind, number, at, state, attempts, nextAt, lastAnswer } = one
  const what =
    number === null ? t(`action.${kind}`) : t('webHooks.deliveries.what', { what: t(`action.${kind}`), number })
  return (
    <li>
      <div>
        <div>{what}</div>
        <div className="account-soft">
          {format.moment(at)}
          {lastAnswer === null ? null : ` · ${answerWords(t, lastAnswer)}`}
          {attempts > 1 ? ` · ${t('webHooks.deliveries.attempts', { count: attempts })}` : null}
          {state === 'waiting' && nextAt !== null && attempts > 0
            ? ` · ${t('webHooks.deliveries.next', { moment: format.moment(nextAt) })}`
            : null}
        </div>
      </div>
      <div className="page-actions">
        <Light colour={colours[state]}>{t(`webHooks.deliveries.state.${state}`)}</Light>
        {maySend ? (
          <Button
            size="small"
            loading={again.isPending}
            aria-label={t('webHooks.deliveries.againOne', { what })}
            onClick={() => again.mutate({ params: { id } })}
          >
            {t('webHooks.deliveries.again')}
          </Button>
        ) : null}
      </div>
    </li>
  )
}

const troubles = ['TIMEOUT', 'INNER_ADDRESS', 'ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET'] as const

/** What the other side answered: a status, or what went wrong on the way. */
function answerWords(t: Translate, answer: string): string {
  if (/^\d+$/.test(answer)) return t('webHooks.deliveries.answered', { status: answer })
  const known = troubles.find((one) => one === answer)
  return known ? t(`webHooks.trouble.${known}`) : t('webHooks.trouble.other', { code: answer })
}
