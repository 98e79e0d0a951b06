import { UploadOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/http/client.ts'
import { useAddressQuery, useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { ListFilters } from '#platform/ui/list-filters.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { BreakdownFilter, breakdownApi } from '../../breakdown/contract.ts'
import { goalsApi } from '../../contract.ts'
import { useDocumentOptions } from '../cascade/filters.tsx'
import { GoalDrawer } from '../goal/drawer.tsx'
import '../goals.css'
import { AcceptAllLeads } from './accept-leads.tsx'
import { ImportPanel } from './import-panel.tsx'
import { BreakdownTable } from './table.tsx'

/** Confirmed measures as a task breakdown table: who leads what by when, out as a file and back without losing identity. */
export function BreakdownPage() {
  const t = useWords()
  const format = useFormat()
  const [address, change] = useAddressQuery()
  const { document, year } = useListQuery(BreakdownFilter)
  const { data, error, refetch, isFetching } = useCall(breakdownApi.list, { query: { document, year } })
  const [isImporting, setImporting] = useState(false)
  const rows = data?.rows ?? []
  const isFiltered = document !== undefined || year !== undefined
  const query = { document, year }

  return (
    <>
      <PageTitle
        title={t('goals.page.breakdown')}
        lead={t('goals.breakdown.intro')}
        actions={
          <>
            <Button
              icon={<UploadOutlined aria-hidden />}
              aria-expanded={isImporting}
              onClick={() => setImporting(!isImporting)}
            >
              {t('goals.import')}
            </Button>
            {rows.length > 0 ? (
              <>
                <a className="button-link" href={addressOf(breakdownApi.docx, { query })} download>
                  {t('goals.export.docx')}
                </a>
                <a className="button-link" href={addressOf(breakdownApi.xlsx, { query })} download>
                  {t('goals.export.xlsx')}
                </a>
              </>
            ) : null}
          </>
        }
      />
      {isImporting ? <ImportPanel document={document} onLeave={() => setImporting(false)} /> : null}
      <Filters />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} /> : null}
      {data ? (
        <section aria-label={t('goals.page.breakdown')} aria-busy={isFetching}>
          <div className="list-head">
            <span role="status">{t('goals.breakdown.count', { count: format.number(rows.length) })}</span>
            {isFiltered ? (
              <Button type="link" size="small" onClick={() => change({ document: undefined, year: undefined })}>
                {t('ui.list.clear')}
              </Button>
            ) : null}
            <AcceptAllLeads rows={rows} />
          </div>
          {rows.length > 0 ? <BreakdownTable rows={rows} onOpen={(id) => change({ goal: id })} /> : null}
          {rows.length === 0 ? (
            isFiltered ? (
              <p className="empty-state">{t('ui.list.none')}</p>
            ) : (
              <EmptyState
                title={t('goals.breakdown.empty')}
                next={t('goals.empty.next')}
                to="/documents"
                label={t('goals.empty.documents')}
              />
            )
          ) : null}
        </section>
      ) : null}
      {address.goal ? <GoalDrawer key={address.goal} id={address.goal} onOpen={(id) => change({ goal: id })} /> : null}
    </>
  )
}

function Filters() {
  const t = useWords()
  const { data } = useCall(goalsApi.cascade, { query: {} })
  const documents = useDocumentOptions(data)
  const years = (data?.years ?? []).map((year) => ({ value: `${year}`, label: `${year}` }))
  const filters = [
    { name: 'document', label: t('goals.filter.document'), options: documents },
    { name: 'year', label: t('goals.year'), options: years },
  ]
  return <ListFilters filters={filters.filter(({ options }) => options.length > 0)} />
}
