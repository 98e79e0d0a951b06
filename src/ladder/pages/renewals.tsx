import { Skeleton } from 'antd'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { standingApi } from '../standing/contract.ts'
import { LadderViews, SelfCheck } from './head.tsx'
import './ladder.css'
import { Nearest } from './nearest.tsx'
import { useLadderWords } from './words.ts'

/** Titles that end within twelve months, the next end first, with what a review would find today. */
export function RenewalsPage() {
  const { t, format, rule } = useLadderWords()
  const { data, error, refetch } = useCall(standingApi.renewals, {})
  return (
    <>
      <PageTitle title={t('ladder.page.renewals')} lead={t('ladder.renewals.lead')} />
      <LadderViews />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} /> : null}
      {data && data.rows.length > 0 ? (
        <Nearest
          rows={data.rows}
          rowKey={(row) => `${row.rule} ${row.id}`}
          beside={(row) =>
            [rule(row.rule, data.titles), t('ladder.ends', { day: format.day(row.endsOn) }), row.divisionName].join(
              ' · ',
            )
          }
        />
      ) : null}
      {data ? <SelfCheck onDay={data.onDay} /> : null}
      {data && data.rows.length === 0 ? (
        <EmptyState title={t('ladder.renewals.empty')} next={t('ladder.renewals.empty.next')} />
      ) : null}
    </>
  )
}
