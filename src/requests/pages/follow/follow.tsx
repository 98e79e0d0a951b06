import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { addressOf, call, Refused } from '#platform/http/client.ts'
import { useCall } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { feedbackApi } from '../../feedback/contract.ts'
import { frontApi } from '../../front/contract.ts'
import { cityOfAddress } from '../front/city.ts'
import { FrontFrame } from '../front/frame.tsx'
import { sendFile } from '../front/send-file.ts'
import { Door, type Opened } from './door.tsx'
import { type Hands, ratingBody } from './hands.ts'
import { Story } from './story.tsx'

const remembered = 'daqiao.follow.number'
const pulseMilliseconds = 60_000

/** How far is what I asked? For whoever holds number and code. */
export function FollowPage() {
  return (
    <FrontFrame here="/follow">
      <Follower />
    </FrontFrame>
  )
}

function Follower() {
  const t = useWords()
  const [opened, open] = useState<Opened | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [error, fail] = useState<unknown>(null)
  const [kept, setKept] = useState(() => localStorage.getItem(remembered))
  const city = cityOfAddress()
  if (opened) {
    return (
      <>
        <Button type="link" className="requests-front-other" onClick={() => open(null)}>
          {t('requests.follow.another')}
        </Button>
        <Case key={opened.number} {...opened} show={(number) => open({ ...opened, number })} />
      </>
    )
  }
  return (
    <Door
      number={kept ?? new URLSearchParams(location.search).get('number') ?? ''}
      isRemembered={kept !== null}
      isBusy={isBusy}
      error={error}
      open={(receipt, remember) => {
        if (isBusy) return
        setBusy(true)
        fail(null)
        call(frontApi.follow, { body: { ...(city ? { city } : {}), ...receipt } })
          .then(() => {
            if (remember) localStorage.setItem(remembered, receipt.number)
            else localStorage.removeItem(remembered)
            setKept(remember ? receipt.number : null)
            open(receipt)
          }, fail)
          .finally(() => setBusy(false))
      }}
    />
  )
}

function Case({ number, code, show }: Opened & { show: (number: string) => void }) {
  const t = useWords()
  const city = cityOfAddress()
  const receipt = { ...(city ? { city } : {}), number, code }
  const result = useCall(frontApi.follow, { body: receipt }, { everyMilliseconds: pulseMilliseconds })
  const { data, error, refetch } = result
  if (data === undefined) {
    return error ? (
      <>
        <PageTitle title={t('requests.follow.title')} />
        <RefusalNotice error={error} retry={() => void refetch()} />
      </>
    ) : (
      <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} />
    )
  }
  const hands: Hands = {
    addWords: (remarkId, body) => call(frontApi.addWords, { body: { ...receipt, remarkId, body } }),
    giveWord: (version, word) => call(frontApi.giveWord, { body: { ...receipt, version, word } }),
    withdraw: (version, note) => call(frontApi.withdraw, { body: { ...receipt, version, note } }),
    rate: (round, rating) => call(feedbackApi.rateByCode, { body: { ...receipt, ...ratingBody(round, rating) } }),
    attach: ({ id, file }, onProgress) =>
      sendFile({ endpoint: frontApi.attach, fields: { ...receipt, attachmentId: id }, file, onProgress }),
    open: ({ id, name }) => openFile({ ...receipt, attachmentId: id }, name),
    refresh: refetch,
  }
  return (
    <>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      <Story told={data} hands={hands} show={show} />
    </>
  )
}

/** Asked for by POST, so that no code stands in an address; then given to the browser as a download. */
async function openFile(body: Record<string, string>, name: string): Promise<void> {
  const response = await fetch(addressOf(frontApi.download), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refused(0, 'platform.offline', '')
  })
  if (!response.ok) throw new Refused(response.status, 'requests.follow.files.failed', '')
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
