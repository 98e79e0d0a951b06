import '../requests.css'
import { PrinterOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { useEffect, useRef } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type RequestView, requestsApi } from '../../contract.ts'
import { TiedCause } from '../causes/tied-cause.tsx'
import { EscalationLight } from '../escalation-light.tsx'
import { Feedback } from '../feedback/feedback.tsx'
import { Clocks } from './clocks.tsx'
import { Deeds } from './deeds.tsx'
import { ExtensionAsk } from './extension-ask.tsx'
import { Matter, StateLight } from './matter.tsx'
import type { Drafts } from './step-form.tsx'
import { Supporters } from './supporters.tsx'
import { Timeline } from './timeline.tsx'
import { WordsApart } from './words-apart.tsx'

const pulseMilliseconds = 20_000

interface Props {
  id: string
  drafts: Drafts
  keysOn: boolean
  /** Beside the list it is a part of the page; alone it is the page and bears its heading. */
  isAlone: boolean
}

/** One request: who asks what, how its promises stand, what I may do now, what was said and done. */
export function Case({ id, drafts, keysOn, isAlone }: Props) {
  const t = useWords()
  const result = useCall(requestsApi.get, { params: { id } }, { everyMilliseconds: pulseMilliseconds })
  const { data, error, refetch } = result
  const heading = useRef<HTMLHeadingElement>(null)
  const isThere = data?.id === id
  useEffect(() => {
    if (isThere) heading.current?.focus({ preventScroll: true })
  }, [isThere])
  // An answer kept from the case before is no answer for this one.
  if (!isThere) {
    return (
      <>
        {isAlone ? <PageTitle title={t('requests.page.case')} /> : null}
        {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
        {error ? null : <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} />}
      </>
    )
  }
  return (
    <article className="requests-case" aria-label={data.title}>
      <Head request={data} />
      {isAlone ? (
        <PageTitle title={data.title} />
      ) : (
        <h2 ref={heading} tabIndex={-1}>
          {data.title}
        </h2>
      )}
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      <Clocks clocks={data.clocks} round={data.round} />
      <ExtensionAsk ask={data.extensionAsk} />
      <Deeds request={data} drafts={drafts} refresh={() => void refetch()} keysOn={keysOn} />
      <Feedback request={data} keysOn={keysOn} />
      <Matter request={data} />
      <TiedCause request={data} />
      <Supporters supporters={data.supporters} round={data.round} />
      <WordsApart request={data} audience="firm" drafts={drafts} />
      <WordsApart request={data} audience="internal" drafts={drafts} />
      <Timeline entries={data.timeline} />
    </article>
  )
}

function Head({ request }: { request: RequestView }) {
  const t = useWords()
  const { number, round } = request
  return (
    <div className="requests-case-head">
      <span className="requests-number">{number}</span>
      <StateLight request={request} />
      <EscalationLight request={request} />
      {round > 1 ? <span>{t('requests.page.roundOf', { round })}</span> : null}
      <Button
        className="requests-print"
        type="text"
        size="small"
        icon={<PrinterOutlined aria-hidden />}
        onClick={() => print()}
      >
        {t('requests.page.print')}
      </Button>
    </div>
  )
}
