import '../requests.css'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useEffect, useRef } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type CallBackRow, feedbackApi } from '../../feedback/contract.ts'
import { Case } from '../case/case.tsx'
import type { Drafts } from '../case/step-form.tsx'
import { useName } from '../names.ts'
import { useSingleKeys } from '../single-keys.ts'

const pulseMilliseconds = 30_000

/** Which firm is called back next? Who waits longest is open; what is done leaves the list and the next one opens. */
export function CallBacksPage() {
  const t = useWords()
  const [address, change] = useAddressQuery()
  const [keysOn] = useSingleKeys()
  const drafts = useRef<Drafts>(new Map()).current
  const list = useCall(feedbackApi.callBacks, { query: {} }, { everyMilliseconds: pulseMilliseconds })
  const rows = list.data?.rows
  const first = rows?.[0]?.id
  const opened = rows?.some(({ id }) => id === address.case) ? address.case : first
  const isElsewhere = rows !== undefined && address.case !== opened
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` is made anew each time; the address follows the list alone
  useEffect(() => {
    if (isElsewhere) change({ case: opened })
  }, [isElsewhere, opened])

  return (
    <>
      <PageTitle
        title={t('requests.page.callBacks.title')}
        lead={t('requests.page.callBacks.lead', { count: list.data?.total ?? 0 })}
      />
      {list.error ? <RefusalNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {!rows && !list.error ? <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} /> : null}
      {rows?.length === 0 ? (
        <EmptyState title={t('requests.page.callBacks.none')} to="/requests" label={t('requests.page.backToList')} />
      ) : null}
      {rows && opened ? (
        <div className="requests-calls">
          <ul aria-label={t('requests.page.callBacks')}>
            {rows.map((row) => (
              <Row key={row.id} row={row} isOpen={row.id === opened} />
            ))}
          </ul>
          <Case key={opened} id={opened} drafts={drafts} keysOn={keysOn} isAlone={false} />
        </div>
      ) : null}
    </>
  )
}

function Row({ row, isOpen }: { row: CallBackRow; isOpen: boolean }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const { id, number, title, firmName, leadUnit, answeredAt, attempts } = row
  const facts = [
    number,
    leadUnit ? nameOf(leadUnit) : null,
    t('requests.page.callBacks.answered', { moment: format.moment(answeredAt) }),
    attempts > 0 ? t('requests.page.callBacks.attempts', { attempts }) : null,
  ]
  return (
    <li>
      <Link to="/requests/call-backs" search={{ case: id }} aria-current={isOpen ? 'true' : undefined}>
        <strong>{firmName}</strong> {title}
      </Link>
      <p className="requests-soft">{facts.filter(Boolean).join(' · ')}</p>
    </li>
  )
}
