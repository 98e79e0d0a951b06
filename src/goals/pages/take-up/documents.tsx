import { Skeleton } from 'antd'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { type Column, ListRows } from '#platform/ui/list-rows.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { takeUpApi } from '../../take-up/contract.ts'

type Row = AnswerOf<typeof takeUpApi.documents>['rows'][number]

/** Documents in which the city asks something of others. */
export function TakeUpDocumentsPage() {
  const t = useWords()
  const format = useFormat()
  const { data, error, refetch } = useCall(takeUpApi.documents, {})
  const columns: Column<Row>[] = [
    { key: 'title', label: t('goals.takeUp.document'), cell: ({ title }) => title },
    {
      key: 'published',
      label: t('goals.takeUp.published'),
      isNumber: true,
      cell: ({ publishedOn }) => (publishedOn ? format.day(publishedOn) : t('documents.noDay')),
    },
    {
      key: 'demands',
      label: t('goals.takeUp.demands'),
      isNumber: true,
      cell: ({ demands }) => format.number(demands),
    },
    {
      key: 'confirmed',
      label: t('goals.takeUp.confirmation'),
      cell: ({ confirmedAt }) =>
        confirmedAt ? t('goals.takeUp.confirmedOn', { day: format.day(confirmedAt) }) : t('goals.takeUp.notConfirmed'),
    },
  ]
  const isEmpty = data?.rows.length === 0
  return (
    <>
      <PageTitle title={t('goals.page.takeUps')} lead={t('goals.takeUp.lead')} />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 5 }} aria-label={t('ui.loading')} /> : null}
      {data && !isEmpty ? (
        <ListRows
          rows={data.rows}
          columns={columns}
          rowKey={({ documentId }) => documentId}
          rowTo={({ documentId }) => `/take-up/${documentId}`}
        />
      ) : null}
      {isEmpty ? (
        <EmptyState
          title={t('goals.takeUp.empty')}
          next={t('goals.takeUp.empty.next')}
          to="/documents"
          label={t('goals.empty.documents')}
        />
      ) : null}
    </>
  )
}
