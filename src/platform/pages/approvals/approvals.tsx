import { Segmented } from 'antd'
import { type Approval, approvalsApi as api, ListApprovals } from '#platform/approvals/contract.ts'
import { useAddressQuery, useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { type Column, ListPage } from '#platform/ui/list-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import './approvals.css'
import { sentenceOf } from './said.ts'
import { ApprovalLight } from './state-light.tsx'

const views = ['for-me', 'mine', 'waiting', 'closed'] as const
type View = (typeof views)[number]

/** What waits for a second person: for me to decide, proposed by me, decided. */
export function ApprovalsPage() {
  const t = useWords()
  const format = useFormat()
  const [query, change] = useAddressQuery()
  const view = views.find((one) => one === query.show) ?? 'for-me'
  const result = useCall(api.list, { query: { ...useListQuery(ListApprovals), show: view } })
  const columns: readonly Column<Approval>[] = [
    { key: 'said', label: t('approvals.page.what'), cell: (row) => sentenceOf(t, format.day, row.said) },
    { key: 'by', label: t('approvals.page.by'), cell: (row) => row.proposedByName },
    { key: 'at', label: t('approvals.page.at'), cell: (row) => format.moment(row.proposedAt) },
    { key: 'state', label: t('approvals.page.state'), cell: (row) => <ApprovalLight state={row.state} /> },
  ]
  return (
    <ListPage
      titleKey="approvals.page"
      lead={t('approvals.page.lead')}
      before={
        <Segmented<View>
          className="approvals-views"
          aria-label={t('approvals.page.view')}
          value={view}
          options={views.map((value) => ({ value, label: t(`approvals.page.view.${value}`) }))}
          onChange={(value) => change({ show: value === 'for-me' ? undefined : value, page: undefined })}
        />
      }
      result={result}
      columns={columns}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/approvals/${id}`}
      rowNote={(row) => t('approvals.page.because', { reason: row.reason })}
      empty={<EmptyState title={t(`approvals.page.none.${view}`)} next={t(`approvals.page.none.${view}.next`)} />}
    />
  )
}
