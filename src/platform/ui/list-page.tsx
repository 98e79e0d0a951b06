import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Pagination, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useAddressQuery } from './address.ts'
import { type Filter, ListFilters } from './list-filters.tsx'
import { type Choice, type Column, ListRows } from './list-rows.tsx'
import { PageTitle } from './page-title.tsx'
import { RefusalNotice } from './refusal.tsx'
import { useFormat, useWords } from './words.tsx'

export type { Choice, Column, Filter }

/** What a list endpoint answers. */
export interface ListAnswer<T> {
  rows: readonly T[]
  /** How many there are in all pages. */
  total: number
  pageSize: number
}

interface Props<T> {
  titleKey: string
  lead?: ReactNode
  /** Buttons at the heading: the first thing one does here. */
  actions?: ReactNode
  /** Stands between heading and list, such as a place to put things in. */
  before?: ReactNode
  /** The result of `useCall(api.list, { query: useListQuery(api.list.query) })`. */
  result: Pick<UseQueryResult<ListAnswer<T>>, 'data' | 'error' | 'isFetching' | 'refetch'>
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  /** Where a row leads; the first column becomes its link. */
  rowTo?: (row: T) => string
  /** Below the name of a row: why it was found, what is special about it. */
  rowNote?: (row: T) => ReactNode
  choice?: Choice<T> | undefined
  filters?: readonly Filter[]
  /** Placeholder of the search field; left out, there is no search. */
  searchKey?: string
  /** Address of the export with the same filters: `addressOf(api.export, { query })`. */
  exportAddress?: string
  /** The same as a workbook; then both are offered side by side, by their formats. */
  xlsxAddress?: string
  /** Shown when nothing is there at all; a filtered list that finds nothing offers to clear the filters. */
  empty: ReactNode
}

/** A list with search, filters kept in the address, export, count, paging, and cards on a phone. */
export function ListPage<T>(props: Props<T>) {
  const { titleKey, lead, actions, result, filters = [], searchKey, exportAddress, xlsxAddress, empty } = props
  const t = useWords()
  const format = useFormat()
  const [query, change] = useAddressQuery()
  const { data, error, isFetching, refetch } = result
  const names = ['q', ...filters.map(({ name }) => name)]
  const isFiltered = names.some((name) => query[name] !== undefined)
  const clear = () => change(Object.fromEntries(['page', ...names].map((name) => [name, undefined])))

  return (
    <>
      <PageTitle title={t(titleKey)} lead={lead} actions={actions} />
      {props.before}
      {searchKey || filters.length > 0 ? <ListFilters filters={filters} {...(searchKey ? { searchKey } : {})} /> : null}
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} /> : null}
      {data !== undefined ? (
        <section aria-label={t('ui.list.results')} aria-busy={isFetching}>
          <div className="list-head">
            <span role="status">{t('ui.list.count', { total: format.number(data.total) })}</span>
            {isFiltered ? (
              <Button type="link" size="small" onClick={clear}>
                {t('ui.list.clear')}
              </Button>
            ) : null}
            {exportAddress && data.total > 0 ? (
              <span className="list-export">
                {xlsxAddress ? (
                  <a href={xlsxAddress} download>
                    {t('ui.list.exportAs', { format: 'XLSX' })}
                  </a>
                ) : null}
                <a href={exportAddress} download>
                  {xlsxAddress ? t('ui.list.exportAs', { format: 'CSV' }) : t('ui.list.export')}
                </a>
              </span>
            ) : null}
          </div>
          {data.rows.length > 0 ? <ListRows {...props} rows={data.rows} /> : null}
          {data.rows.length === 0 ? isFiltered ? <p className="empty-state">{t('ui.list.none')}</p> : empty : null}
          {data.total > data.pageSize ? (
            <Pagination
              className="list-paging"
              current={Number(query.page ?? 1)}
              pageSize={data.pageSize}
              total={data.total}
              showSizeChanger={false}
              onChange={(page) => change({ page: page === 1 ? undefined : String(page) })}
            />
          ) : null}
        </section>
      ) : null}
    </>
  )
}
