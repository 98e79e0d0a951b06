import { Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { call } from '#platform/http/client.ts'
import { useCall } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { frontApi, type Submitted } from '../../front/contract.ts'
import { Asking } from './asking.tsx'
import { cityOfAddress, openAddress } from './city.ts'
import { type Draft, visitorBody } from './draft.ts'
import { FrontFrame } from './frame.tsx'
import { Receipt } from './receipt.tsx'
import { sendFile } from './send-file.ts'
import type { Upload } from './uploads.tsx'
import type { FilesOf } from './what.tsx'

/** What does your firm need? Asked from a phone, without an account. */
export function AskPage() {
  return (
    <FrontFrame here="/ask">
      <Asker />
    </FrontFrame>
  )
}

function Asker() {
  const t = useWords()
  const city = cityOfAddress()
  const choices = useCall(frontApi.choices, { query: city ? { city } : {} })
  const [trap, fill] = useState('')
  const [sent, keep] = useState<Sent | null>(null)
  const [isSolved, solve] = useState(false)
  const inCity = city ? { city } : {}
  if (choices.data === undefined) {
    return choices.error ? (
      <>
        <PageTitle title={t('requests.front.step.who')} />
        <RefusalNotice error={choices.error} retry={() => void choices.refetch()} />
      </>
    ) : (
      <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />
    )
  }
  const { topics } = choices.data
  if (isSolved) return <Solved again={() => solve(false)} leave={{ href: '/', words: t('requests.front.leave') }} />
  if (sent) {
    return (
      <Receipt
        receipt={sent.receipt}
        firmName={sent.draft.firmName}
        uploads={uploadsOf(sent)}
        send={({ number, id, file }, onProgress) => {
          const fields = { ...inCity, number, code: sent.receipt.code, attachmentId: id }
          return sendFile({ endpoint: frontApi.attach, fields, file, onProgress })
        }}
        next={
          <a className="requests-front-link" href={openAddress('/follow', city, sent.receipt.requests[0]?.number)}>
            {t('requests.front.follow')}
          </a>
        }
      />
    )
  }
  return (
    <>
      <Asking
        choices={choices.data}
        mine={null}
        city={city}
        place={`daqiao.ask.${city ?? 'city'}`}
        send={(draft) => call(frontApi.submit, { body: visitorBody(draft, topics, city, trap) })}
        onSent={(receipt, files, draft) => keep({ receipt, files, draft })}
        onSolved={() => solve(true)}
      />
      {/* Nobody sees it; what fills it in is a machine. */}
      <input
        className="requests-front-trap"
        name="website"
        tabIndex={-1}
        autoComplete="off"
        aria-hidden="true"
        value={trap}
        onChange={({ target }) => fill(target.value)}
      />
    </>
  )
}

export interface Sent {
  receipt: Submitted
  files: FilesOf
  draft: Draft
}

/** Files with the number of the request that their matter became. */
export const uploadsOf = ({ receipt, files, draft }: Sent): Upload[] =>
  draft.matters.flatMap(({ key }, at) =>
    (files[key] ?? []).map((one) => ({ ...one, number: receipt.requests[at]?.number ?? '' })),
  )

interface SolvedProps {
  again: () => void
  leave: { href: string; words: string }
  extra?: ReactNode
}

/** A known answer was enough: nothing was sent. */
export function Solved({ again, leave }: SolvedProps) {
  const t = useWords()
  return (
    <>
      <PageTitle title={t('requests.front.solved.title')} lead={t('requests.front.solved.text')} />
      <div className="requests-front-buttons">
        <a className="requests-front-link" href={leave.href}>
          {leave.words}
        </a>
        <Button block onClick={again}>
          {t('requests.front.solved.again')}
        </Button>
      </div>
    </>
  )
}
