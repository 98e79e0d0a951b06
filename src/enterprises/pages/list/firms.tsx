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
import { sizeClasses } from '../../firm/rules.ts'
import { keepers, statuses } from '../../rules.ts'
import { searchApi as api, type FirmInList, ListFirms } from '../../search/contract.ts'
import { quietDays } from '../../search/rules.ts'
import { stages } from '../../stages/rules.ts'
import { useDivisionOptions, useLists } from '../names.ts'
import { AddFirm } from './add-firm.tsx'
import { Bulk } from './bulk.tsx'
import { Districts } from './districts.tsx'
import { IndustryChoice } from './industry-choice.tsx'
import { SavedLists } from './saved-lists.tsx'

/** Which firm is it, and which firms are like it? */
export function FirmsPage() {
  const t = useWords()
  const { role } = useMe()
  const lists = useLists()
  const divisions = useDivisionOptions()
  const query = useListQuery(ListFirms)
  const result = useCall(api.list, { query })
  const [isNew, setNew] = useState(false)
  const [chosen, choose] = useState<ReadonlyMap<string, FirmInList>>(new Map())
  const isKeeper = keepers.includes(role)
  const near = result.data?.near ?? []
  const columns: Column<FirmInList>[] = [
    {
      key: 'name',
      label: t('enterprises.field.name'),
      cell: ({ name }) => <span className="enterprises-name">{name}</span>,
    },
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
    {
      key: 'who',
      label: t('enterprises.field.responsible'),
      cell: ({ responsible }) => responsible ?? '–',
      onlyDesktop: true,
    },
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
            <Button href="/firms/import">{t('enterprises.page.import')}</Button>
          </>
        ) : null
      }
      before={
        <>
          {isNew ? <AddFirm onClose={() => setNew(false)} /> : null}
          <Districts query={query} />
          {query.imported ? (
            <p>
              {t('enterprises.page.imported')}{' '}
              <Link className="enterprises-near" to={`/firms/import/${query.imported}`}>
                {t('enterprises.page.importedBack')}
              </Link>
              <Link className="enterprises-near" to="/firms">
                {t('enterprises.page.importedAll')}
              </Link>
            </p>
          ) : null}
          {isKeeper ? <SavedLists /> : null}
          {isKeeper ? <Bulk firms={[...chosen.values()]} onClear={() => choose(new Map())} /> : null}
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
      choice={
        isKeeper
          ? {
              isChosen: ({ id }) => chosen.has(id),
              choose: (firms, isChosen) => choose((before) => withFirms(before, firms, isChosen)),
              nameOf: ({ name }) => name,
            }
          : undefined
      }
      searchKey="enterprises.page.search"
      filters={[
        { name: 'division', label: t('enterprises.field.division'), options: divisions },
        {
          name: 'industry',
          label: t('enterprises.field.industry-code'),
          options: [],
          control: (value, onChange) => (
            <IndustryChoice
              className="enterprises-wide-filter"
              label={t('enterprises.field.industry-code')}
              value={value}
              onChange={onChange}
            />
          ),
        },
        {
          name: 'size',
          label: t('enterprises.field.size'),
          options: sizeClasses.map((value) => ({ value, label: t(`enterprises.size.${value}`) })),
        },
        { name: 'list', label: t('enterprises.field.lists'), options: lists.options },
        {
          name: 'stage',
          label: t('enterprises.page.stage'),
          options: stages.map((value) => ({ value, label: t(`enterprises.stage.${value}`) })),
        },
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
                options: ['mine', 'any', 'none'].map((value) => ({
                  value,
                  label: t(`enterprises.page.team.${value}`),
                })),
              },
              {
                name: 'unvisited',
                label: t('enterprises.page.unvisited'),
                options: quietDays.map((value) => ({ value, label: t(`enterprises.page.unvisited.${value}`) })),
              },
            ]
          : []),
      ]}
      {...(isKeeper
        ? {
            exportAddress: addressOf(api.csv, { query: filters }),
            xlsxAddress: addressOf(api.xlsx, { query: filters }),
          }
        : {})}
      empty={<EmptyState title={t('enterprises.page.none')} next={t('enterprises.page.none.next')} />}
    />
  )
}

/** At most as many as one change takes. */
const mostChosen = 200

function withFirms(before: ReadonlyMap<string, FirmInList>, firms: readonly FirmInList[], isChosen: boolean) {
  const after = new Map(before)
  for (const firm of firms) {
    if (!isChosen) after.delete(firm.id)
    else if (after.size < mostChosen) after.set(firm.id, firm)
  }
  return after
}
