import { Skeleton } from 'antd'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { editors } from '../rules.ts'
import { standingApi } from '../standing/contract.ts'
import { Districts } from './districts.tsx'
import { Funnel } from './funnel.tsx'
import { LadderViews, SelfCheck } from './head.tsx'
import './ladder.css'
import { useLadderWords } from './words.ts'
import { Years } from './years.tsx'

/** How many firms stand on each rung, could climb, or lack data: of how many, by division and by year. */
export function OverviewPage() {
  const { t } = useLadderWords()
  const { role } = useMe()
  const [{ division = '', year = '' }, setQuery] = useAddressQuery()
  const { data, error, refetch } = useCall(standingApi.overview, {})
  const judge = useSend(standingApi.judge, {
    stale: [standingApi.overview, standingApi.candidates, standingApi.renewals, standingApi.evaluations],
  })
  const action = editors.includes(role) ? (
    <ConfirmButton question={t('ladder.judgeQuestion')} onConfirm={() => judge.mutate({})} loading={judge.isPending}>
      {t('ladder.judgeNow')}
    </ConfirmButton>
  ) : undefined
  return (
    <>
      <PageTitle title={t('ladder.page.overview')} lead={t('ladder.overview.lead')} actions={action} />
      <LadderViews />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data ? <SelfCheck onDay={data.onDay} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} /> : null}
      {data && data.rungs.length === 0 ? <EmptyState title={t('ladder.empty')} next={t('ladder.empty.next')} /> : null}
      {data && data.rungs.length > 0 ? (
        <>
          <Funnel data={data} division={division} year={year} onChange={setQuery} />
          <Districts data={data} />
          <Years data={data} division={division} />
        </>
      ) : null}
    </>
  )
}
