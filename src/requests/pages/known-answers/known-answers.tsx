import '../requests.css'
import '../rules/rules.css'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useAddressQuery, useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { ListFilters } from '#platform/ui/list-filters.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../../contract.ts'
import { knownAnswersApi as api, ListAnswers, ListProposals } from '../../known-answers/contract.ts'
import { useName } from '../names.ts'
import { Pages } from '../rules/pages.tsx'
import { Answer } from './answer.tsx'
import { Proposal } from './proposal.tsx'
import { ProposeForm } from './propose-form.tsx'

const views = ['in-force', 'expiring', 'waiting', 'ended'] as const
type View = (typeof views)[number]
/** Who proposes or approves; others read what is approved. */
const workers: readonly string[] = ['request-desk', 'unit-handler', 'unit-head', 'supervision-officer']

/** What may be said at once, who keeps it true, and what waits for a second person? */
export function KnownAnswersPage() {
  const t = useWords()
  const nameOf = useName()
  const { role } = useMe()
  const [address, change] = useAddressQuery()
  const topics = useCall(requestsApi.topics, {})
  const [isNew, setNew] = useState(false)
  const isWorker = workers.includes(role)
  const offered = views.filter((one) => one !== 'waiting' || isWorker)
  const view: View = offered.find((one) => one === address.view) ?? 'in-force'
  const filter = {
    name: 'topic',
    label: t('requests.page.topic'),
    options: (topics.data ?? []).map((topic) => ({ value: topic.id, label: nameOf(topic) })),
  }
  const isForming = isNew || address.from !== undefined
  const close = () => {
    setNew(false)
    change({ from: undefined })
  }
  return (
    <>
      <PageTitle
        title={t('requests.page.known.title')}
        lead={t('requests.page.known.lead')}
        actions={
          isWorker && !isForming ? (
            <Button onClick={() => setNew(true)}>{t('requests.page.known.propose')}</Button>
          ) : null
        }
      />
      {isWorker && isForming ? <ProposeForm renewed={null} fromId={address.from} onDone={close} /> : null}
      {isWorker && isForming ? null : (
        <>
          <nav className="requests-views" aria-label={t('requests.page.known')}>
            {offered.map((one) => (
              <Link
                key={one}
                to="/requests/known-answers"
                search={one === 'in-force' ? {} : { view: one }}
                className={one === view ? 'is-present' : ''}
                {...(one === view ? { 'aria-current': 'page' as const } : {})}
              >
                {t(`requests.page.known.view.${one}`)}
              </Link>
            ))}
          </nav>
          <ListFilters filters={[filter]} />
          {view === 'waiting' ? <Waiting /> : <Approved view={view} />}
        </>
      )}
    </>
  )
}

function Approved({ view }: { view: Exclude<View, 'waiting'> }) {
  const t = useWords()
  const query = useListQuery(ListAnswers)
  const { data, error, refetch } = useCall(api.list, { query })
  return (
    <>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />}
      {data?.rows.length === 0 ? <EmptyState title={t(`requests.page.known.none.${view}`)} /> : null}
      <ul className="requests-rule-list">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <Answer row={row} />
          </li>
        ))}
      </ul>
      {data ? <Pages total={data.total} pageSize={data.pageSize} /> : null}
    </>
  )
}

function Waiting() {
  const t = useWords()
  const query = useListQuery(ListProposals)
  const { data, error, refetch } = useCall(api.proposals, { query })
  return (
    <>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />}
      {data?.rows.length === 0 ? <EmptyState title={t('requests.page.known.none.waiting')} /> : null}
      <ul className="requests-rule-list">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <Proposal row={row} />
          </li>
        ))}
      </ul>
      {data ? <Pages total={data.total} pageSize={data.pageSize} /> : null}
    </>
  )
}
