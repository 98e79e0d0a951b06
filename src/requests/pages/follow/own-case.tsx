import { Skeleton } from 'antd'
import { addressOf, call } from '#platform/http/client.ts'
import { useCall, useStale } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { attachmentsApi } from '../../attachments/contract.ts'
import { requestsApi } from '../../contract.ts'
import { feedbackApi } from '../../feedback/contract.ts'
import { frontApi } from '../../front/contract.ts'
import { ThumbFirst } from '../front/frame.tsx'
import { sendFile } from '../front/send-file.ts'
import { type Hands, ratingBody } from './hands.ts'
import { Story } from './story.tsx'

const pulseMilliseconds = 30_000

/** One of the firm's own requests, as whoever holds number and code reads it. */
export function OwnCase({ id }: { id: string }) {
  const t = useWords()
  const params = { id }
  const { data, error, refetch } = useCall(frontApi.followOwn, { params }, { everyMilliseconds: pulseMilliseconds })
  const stale = useStale()
  // An answer kept from the case before is no answer for this one.
  if (data?.id !== id) {
    return (
      <>
        <PageTitle title={t('requests.page.case')} />
        {error ? (
          <RefusalNotice error={error} retry={() => void refetch()} />
        ) : (
          <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} />
        )}
      </>
    )
  }
  const hands: Hands = {
    addWords: (remarkId, body) => call(requestsApi.remark, { params, body: { remarkId, audience: 'firm', body } }),
    giveWord: (version, word) => call(frontApi.giveWordAsFirm, { params, body: { version, word } }),
    withdraw: (version, note) => call(requestsApi.withdraw, { params, body: { version, note } }),
    rate: (round, rating) => call(feedbackApi.rate, { params, body: ratingBody(round, rating) }),
    attach: ({ id: attachmentId, file }, onProgress) =>
      sendFile({ endpoint: attachmentsApi.attach, params, fields: { attachmentId }, file, onProgress }),
    open: (attachment) => {
      location.assign(addressOf(attachmentsApi.download, { params: { id, attachmentId: attachment.id } }))
      return Promise.resolve()
    },
    refresh: () => {
      stale(requestsApi.list)
      return refetch()
    },
  }
  return (
    <ThumbFirst>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      <Story told={data} hands={hands} />
    </ThumbFirst>
  )
}
