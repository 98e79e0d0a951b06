import '../requests.css'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import { useRef } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useKeys } from '#platform/ui/key-help.tsx'
import { useLive } from '#platform/ui/live.ts'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useMedia } from '#platform/ui/screen.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../../contract.ts'
import { deskRoles } from '../../rules.ts'
import { Case } from '../case/case.tsx'
import type { Drafts } from '../case/step-form.tsx'
import { useSingleKeys } from '../single-keys.ts'
import { useViewCount } from './counts.ts'
import { Filters, Views } from './filters.tsx'
import { InboxList } from './list.tsx'
import { neighbour, useInboxQuery } from './query.ts'

/** Clocks run on although nothing happens; what happens comes by the stream. */
const pulseMilliseconds = 60_000
const narrow = '(max-width: 1099px)'

/** Which request breaks next? The list by clock, and beside it the case that was opened. */
export function InboxPage() {
  const t = useWords()
  const isNarrow = useMedia(narrow)
  const isPointer = useMedia('(hover: hover)')
  const [address] = useAddressQuery()
  const [keysOn, switchKeys] = useSingleKeys()
  const drafts = useRef<Drafts>(new Map()).current
  const opened = address.case
  const query = useInboxQuery()
  useLive(['request'], ['/requests'])
  const list = useCall(requestsApi.list, { query }, { everyMilliseconds: pulseMilliseconds })
  const rows = list.data?.rows ?? []

  const move = (by: 1 | -1) => {
    const focused = document.activeElement?.getAttribute('data-request') ?? opened
    const next = neighbour(rows, focused, by)
    if (next) document.querySelector<HTMLElement>(`[data-request="${next.id}"]`)?.focus()
  }
  useKeys(
    keysOn
      ? [
          { key: 'j', label: t('requests.page.key.next'), run: () => move(1) },
          { key: 'k', label: t('requests.page.key.before'), run: () => move(-1) },
        ]
      : [],
  )

  if (isNarrow && opened) {
    return (
      <>
        <p className="requests-back">
          <Link to="/requests" search={{ ...address, case: undefined }}>
            <ArrowLeftOutlined aria-hidden /> {t('requests.page.backToList')}
          </Link>
        </p>
        <Case key={opened} id={opened} drafts={drafts} keysOn={keysOn} isAlone />
      </>
    )
  }
  return (
    <div className="requests-inbox">
      <PageTitle title={t('requests.page.inbox.title')} lead={<Exceptions />} />
      <Views>
        {isPointer && !isNarrow ? (
          <Checkbox className="requests-keys" checked={keysOn} onChange={(event) => switchKeys(event.target.checked)}>
            {t('requests.page.keys')}
          </Checkbox>
        ) : null}
      </Views>
      <div className="requests-split">
        <div className="requests-side">
          <Filters />
          {list.error ? <RefusalNotice error={list.error} retry={() => void list.refetch()} /> : null}
          <InboxList list={list.data} isFetching={list.isFetching} opened={opened} move={move} />
        </div>
        {isNarrow ? null : (
          <div className="requests-pane">
            {opened ? (
              <Case key={opened} id={opened} drafts={drafts} keysOn={keysOn} isAlone={false} />
            ) : (
              <EmptyState title={t('requests.page.noneOpen')} next={t('requests.page.noneOpen.next')} />
            )}
          </div>
        )}
      </div>
    </div>
  )
}

/** What is over its time, and what will be within a day, in one sentence that leads there. */
function Exceptions() {
  const t = useWords()
  const format = useFormat()
  const { role } = useMe()
  const overdue = useViewCount('overdue')
  const soon = useViewCount('soon')
  if (overdue === undefined || soon === undefined) return null
  if (overdue === 0 && soon === 0) return t('requests.page.nothingBreaks')
  return (
    <>
      <Link to="/requests" search={{ view: 'overdue' }}>
        {t('requests.page.overdueCount', { count: format.number(overdue) })}
      </Link>
      {t('requests.page.and')}
      <Link to="/requests" search={{ view: 'soon' }}>
        {t('requests.page.soonCount', { count: format.number(soon) })}
      </Link>
      {deskRoles.includes(role) ? (
        <>
          {t('requests.page.and')}
          <Link to="/requests/enter">{t('requests.page.enterOne')}</Link>
        </>
      ) : null}
    </>
  )
}
