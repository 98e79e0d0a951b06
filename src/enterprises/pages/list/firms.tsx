import '../enterprises.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/http/client.ts'
import { useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { type Column, ListPage } from '#platform/ui/list-page.tsx'
import { useMe } from '#platform/ui/me.ts'
import { useWords } from '#platform/ui/words.tsx'
import { firmApi } from '../../firm/contract.ts'
import { sizeClasses } from '../../firm/rules.ts'
import { statuses } from '../../rules.ts'
import { searchApi as api, type FirmInList, ListFirms } from '../../search/contract.ts'
import { useDivisionOptions, useLists } from '../names.ts'
import { AddFirm } from './add-firm.tsx'
import { SavedLists } from './saved-lists.tsx'

const keepers: readonly string[] = ['enterprise-officer', 'district-officer']

/** Which firm is it, and which firms are like it? */
export function FirmsPage() {
  const t = useWords()
  const { role } = useMe()
  const lists = useLists()
  const divisions = useDivisionOptions()
  const sections = useCall(firmApi.industries, {})
  const query = useListQuery(ListFirms)
  const result = useCall(api.list, { query })
  const [isNew, setNew] = useState(false)
  const isKeeper = keepers.includes(role)
  const near = result.data?.near ?? []
  const columns: Column<FirmInList>[] = [
    { key: 'name', label: t('enterprises.field.name'), cell: ({ name }) => name },
    { key: 'division', label: t('enterprises.field.division'), cell: ({ divisionName }) => divisionName },
    {
      key: 'industry',
      label: t('enterprises.field.industry-code'),
      cell: ({ industryName }) => industryName ?? '–',
      onlyDesktop: true,
    },
    {
      key: 'size',
      label: t('enterprises.field.size'),
      cell: ({ sizeClass }) => <span className="enterprises-short">{t(`enterprises.size.${sizeClass}`)}</span>,
    },
    {
      key: 'lists',
      label: t('enterprises.field.lists'),
      cell: ({ lists: held }) => held.map((list) => lists.nameOf(list)).join(t('enterprises.comma')) || '–',
    },
    { key: 'who', label: t('enterprises.field.responsible'), cell: ({ responsible }) => responsible ?? '–' },
  ]
  const { page: _page, ...filters } = query
  return (
    <ListPage
      titleKey="enterprises.page.list"
      lead={t('enterprises.page.list.lead')}
      actions={
        isKeeper ? (
          <>
            <Button type="primary" onClick={() => setNew(true)}>
              {t('enterprises.page.add')}
            </Button>
            <Button href={addressOf(api.xlsx, { query: filters })} download>
              {t('enterprises.page.xlsx')}
            </Button>
          </>
        ) : null
      }
      before={
        <>
          {isNew ? <AddFirm onClose={() => setNew(false)} /> : null}
          {isKeeper ? <SavedLists /> : null}
          {result.data?.hasMore ? <p className="enterprises-soft">{t('enterprises.page.more')}</p> : null}
          {near.length > 0 ? (
            <p role="status">
              {t('enterprises.page.near')}{' '}
              {near.map(({ id, name }) => (
                <Link key={id} className="enterprises-near" to={`/firms/${id}`}>
                  {name}
                </Link>
              ))}
            </p>
          ) : null}
        </>
      }
      result={result}
      columns={columns}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/firms/${id}`}
      rowNote={({ creditCode, foundBy, status }) =>
        [
          foundBy === null ? null : t('enterprises.page.foundBy', { words: foundBy }),
          status === 'active' ? null : t(`enterprises.status.${status}`),
          creditCode,
        ]
          .filter((part) => part !== null)
          .join(' · ')
      }
      searchKey="enterprises.page.search"
      filters={[
        { name: 'division', label: t('enterprises.field.division'), options: divisions },
        {
          name: 'industry',
          label: t('enterprises.field.industry-code'),
          options: (sections.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
        },
        {
          name: 'size',
          label: t('enterprises.field.size'),
          options: sizeClasses.map((value) => ({ value, label: t(`enterprises.size.${value}`) })),
        },
        { name: 'list', label: t('enterprises.field.lists'), options: lists.options },
        {
          name: 'status',
          label: t('enterprises.field.status'),
          options: statuses.map((value) => ({ value, label: t(`enterprises.status.${value}`) })),
        },
        ...(isKeeper
          ? [
              {
                name: 'team',
                label: t('enterprises.page.team'),
                options: ['mine', 'none'].map((value) => ({ value, label: t(`enterprises.page.team.${value}`) })),
              },
            ]
          : []),
      ]}
      {...(isKeeper ? { exportAddress: addressOf(api.csv, { query: filters }) } : {})}
      empty={<EmptyState title={t('enterprises.page.none')} next={t('enterprises.page.none.next')} />}
    />
  )
}
