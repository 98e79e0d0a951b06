import { Skeleton } from 'antd'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { type Column, ListRows } from '#platform/ui/list-rows.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { standingApi } from '../standing/contract.ts'
import { Gaps } from './gaps.tsx'
import { LadderViews, SelfCheck } from './head.tsx'
import './ladder.css'
import { useLadderWords } from './words.ts'

type Row = AnswerOf<typeof standingApi.renewals>['rows'][number]

/** Titles that end within twelve months, with what a review would find today. */
export function RenewalsPage() {
  const { t, format, rule } = useLadderWords()
  const { data, error, refetch } = useCall(standingApi.renewals, {})
  const columns: Column<Row>[] = [
    { key: 'name', label: t('ladder.firm'), cell: ({ name }) => name },
    { key: 'title', label: t('ladder.title'), cell: (row) => rule(row.rule) },
    { key: 'ends', label: t('ladder.endsOn'), isNumber: true, cell: ({ endsOn }) => format.day(endsOn) },
    { key: 'division', label: t('ladder.division'), cell: ({ divisionName }) => divisionName, onlyDesktop: true },
    { key: 'gaps', label: t('ladder.wouldFail'), cell: (row) => <Gaps {...row} /> },
  ]
  return (
    <>
      <PageTitle title={t('ladder.page.renewals')} lead={t('ladder.renewals.lead')} />
      <LadderViews />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data ? <SelfCheck onDay={data.onDay} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} /> : null}
      {data && data.rows.length > 0 ? (
        <div className="ladder-wide">
          <ListRows
            rows={data.rows}
            columns={columns}
            rowKey={(row) => `${row.rule} ${row.id}`}
            rowTo={({ id }) => `/ladder/firms/${id}`}
          />
        </div>
      ) : null}
      {data && data.rows.length === 0 ? (
        <EmptyState title={t('ladder.renewals.empty')} next={t('ladder.renewals.empty.next')} />
      ) : null}
    </>
  )
}
