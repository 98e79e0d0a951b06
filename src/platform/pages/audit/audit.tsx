import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { type AuditRowView, auditApi as api, ListAudit } from '../../audit/contract.ts'
import { addressOf } from '../../http/client.ts'
import { useAddressQuery, useListQuery } from '../../ui/address.ts'
import { useCall } from '../../ui/calls.ts'
import { type Column, ListRows } from '../../ui/list-rows.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { RefusalNotice } from '../../ui/refusal.tsx'
import { useFormat, useWords } from '../../ui/words.tsx'
import './audit.css'
import { AuditFilters, filterNames } from './audit-filters.tsx'
import { ChainState } from './chain-state.tsx'
import { ResultLight } from './result-light.tsx'
import { useAuditWords } from './words.ts'

/** The auditor's page: the state of the chain, and who did what, on which, from where, with what result. */
export function AuditPage() {
  const t = useWords()
  const [address, change] = useAddressQuery()
  const query = useListQuery(ListAudit)
  const { data, error, isFetching, refetch } = useCall(api.list, { query })
  const columns = useColumns()
  const { after: _, ...filter } = query
  const isFiltered = filterNames.some((name) => address[name] !== undefined)
  return (
    <>
      <PageTitle title={t('audit.page.title')} lead={t('audit.page.lead')} />
      <ChainState />
      <AuditFilters />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} /> : null}
      {data ? (
        <section aria-label={t('ui.list.results')} aria-busy={isFetching}>
          <Head count={data.count} isMore={data.isMore} filter={filter} isFiltered={isFiltered} />
          {data.rows.length > 0 ? (
            <ListRows rows={data.rows} columns={columns} rowKey={({ id }) => id} rowTo={({ id }) => `/audit/${id}`} />
          ) : (
            <p className="empty-state">{t('ui.list.none')}</p>
          )}
          <nav className="audit-paging" aria-label={t('audit.paging')}>
            {address.after ? <Button onClick={() => change({ after: undefined })}>{t('audit.newest')}</Button> : null}
            {data.next ? (
              <Link
                className="button-link"
                to="."
                search={(before: Record<string, unknown>) => ({ ...before, after: data.next })}
              >
                {t('audit.older')}
              </Link>
            ) : null}
          </nav>
        </section>
      ) : null}
    </>
  )
}

interface HeadProps {
  count: number
  isMore: boolean
  isFiltered: boolean
  filter: object
}

function Head({ count, isMore, isFiltered, filter }: HeadProps) {
  const t = useWords()
  const format = useFormat()
  const [, change] = useAddressQuery()
  const clear = () => change(Object.fromEntries(['after', ...filterNames].map((name) => [name, undefined])))
  return (
    <div className="list-head">
      <span role="status">{t(isMore ? 'audit.countMore' : 'ui.list.count', { total: format.number(count) })}</span>
      {isFiltered ? (
        <Button type="link" size="small" onClick={clear}>
          {t('ui.list.clear')}
        </Button>
      ) : null}
      {count > 0 ? (
        <span className="audit-exports">
          <a href={addressOf(api.exportXlsx, { query: filter })} download>
            {t('audit.exportXlsx')}
          </a>
          <a href={addressOf(api.exportCsv, { query: filter })} download>
            {t('audit.exportCsv')}
          </a>
        </span>
      ) : null}
    </div>
  )
}

function useColumns(): readonly Column<AuditRowView>[] {
  const t = useWords()
  const format = useFormat()
  const words = useAuditWords()
  return [
    { key: 'action', label: t('audit.column.action'), cell: ({ action }) => words.action(action) },
    {
      key: 'at',
      label: t('audit.column.at'),
      cell: ({ at }) => <span className="audit-short">{format.moment(at)}</span>,
    },
    { key: 'who', label: t('audit.column.who'), cell: (row) => <Who row={row} /> },
    {
      key: 'subject',
      label: t('audit.column.subject'),
      cell: ({ subjectKind, subjectId }) => (
        <>
          {words.subject(subjectKind)}
          {subjectId ? <div className="audit-code">{subjectId}</div> : null}
        </>
      ),
    },
    { key: 'address', label: t('audit.column.address'), cell: ({ address }) => address ?? t('audit.noAddress') },
    { key: 'result', label: t('audit.column.result'), cell: ({ result }) => <ResultLight result={result} /> },
  ]
}

function Who({ row }: { row: AuditRowView }) {
  const t = useWords()
  const words = useAuditWords()
  const { post, role, actingFor } = row
  return (
    <>
      {words.who(row)}
      <div className="audit-soft">{post || t(`ui.role.${role}`)}</div>
      {actingFor ? <div className="audit-soft">{t('audit.actingFor', { name: actingFor })}</div> : null}
    </>
  )
}
