import { Skeleton } from 'antd'
import { useState } from 'react'
import { call } from '#platform/http/client.ts'
import { useCall, useStale } from '#platform/ui/calls.ts'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { attachmentsApi } from '../../attachments/contract.ts'
import { requestsApi } from '../../contract.ts'
import { frontApi } from '../../front/contract.ts'
import { type Sent, Solved, uploadsOf } from './ask.tsx'
import { Asking } from './asking.tsx'
import { firmBody } from './draft.ts'
import { ThumbFirst } from './frame.tsx'
import { Receipt } from './receipt.tsx'
import { sendFile } from './send-file.ts'

/** What does our firm need? Of a signed-in firm, whose name and contact are known. */
export function NewRequestPage() {
  return (
    <ThumbFirst>
      <NewRequest />
    </ThumbFirst>
  )
}

function NewRequest() {
  const t = useWords()
  const me = useMe()
  const choices = useCall(frontApi.choices, { query: { city: me.city.code } })
  const mine = useCall(frontApi.myFirm, {})
  const stale = useStale()
  const [sent, keep] = useState<Sent | null>(null)
  const [isSolved, solve] = useState(false)
  const error = choices.error ?? mine.error
  if (choices.data === undefined || mine.data === undefined) {
    return (
      <>
        <PageTitle title={t('requests.page.new')} />
        {error ? (
          <RefusalNotice error={error} retry={() => void Promise.all([choices.refetch(), mine.refetch()])} />
        ) : (
          <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />
        )}
      </>
    )
  }
  const { topics } = choices.data
  const { divisionCode, firmName } = mine.data
  if (isSolved) {
    return <Solved again={() => solve(false)} leave={{ href: '/my-requests', words: t('requests.page.backToMine') }} />
  }
  if (sent) {
    const idOf = (number: string) => sent.receipt.requests.find((one) => one.number === number)?.id ?? ''
    const [first] = sent.receipt.requests
    return (
      <Receipt
        receipt={sent.receipt}
        firmName={firmName}
        uploads={uploadsOf(sent)}
        send={({ number, id, file }, onProgress) => {
          const fields = { attachmentId: id }
          return sendFile({ endpoint: attachmentsApi.attach, params: { id: idOf(number) }, fields, file, onProgress })
        }}
        next={
          <a className="requests-front-link" href={`/my-requests?case=${first?.id ?? ''}`}>
            {t('requests.front.follow')}
          </a>
        }
      />
    )
  }
  return (
    <Asking
      choices={choices.data}
      mine={mine.data}
      city={me.city.code}
      place={`daqiao.ask.${me.city.code}.${me.username}`}
      send={(draft) => call(frontApi.submitAsFirm, { body: firmBody(draft, topics, divisionCode) })}
      onSent={(receipt, files, draft) => {
        stale(requestsApi.list, frontApi.myFirm)
        keep({ receipt, files, draft })
      }}
      onSolved={() => solve(true)}
    />
  )
}
