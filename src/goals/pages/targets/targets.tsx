import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useAddressQuery, useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { type Column, type Filter, ListPage } from '#platform/ui/list-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { TargetFilter, type TargetView, targetsApi } from '../../targets/contract.ts'
import { standings } from '../../targets/rules.ts'
import '../goals.css'
import { AddActual } from './add-actual.tsx'
import { FiguresPanel } from './figures-panel.tsx'
import { ActualNumber, Needed, StandingLight, TargetNumber } from './parts.tsx'

/** Every number to reach: who, by when, the newest figure, and what each period must still bring. */
export function TargetsPage() {
  const t = useWords()
  const [, change] = useAddressQuery()
  const query = useListQuery(TargetFilter)
  const result = useCall(targetsApi.list, { query })
  const columns = useColumns()
  const [panel, setPanel] = useState<'import' | 'add' | null>(null)
  const { data } = result
  const open = data?.checks.filter(({ count }) => count > 0) ?? []
  return (
    <>
      <ListPage
        titleKey="goals.page.targets"
        lead={t('goals.targets.lead')}
        actions={
          data?.mayEnter ? (
            <>
              <Link to="/indicators" className="button-link">
                {t('goals.targets.catalogue')}
              </Link>
              <Button onClick={() => setPanel('add')}>{t('goals.actual.add')}</Button>
              <Button onClick={() => setPanel(panel === 'import' ? null : 'import')}>
                {t('goals.figures.import')}
              </Button>
            </>
          ) : null
        }
        before={
          <>
            {panel === 'import' ? <FiguresPanel onLeave={() => setPanel(null)} /> : null}
            {open.length > 0 ? (
              <fieldset className="goals-gaps">
                <legend className="visually-hidden">{t('goals.checks')}</legend>
                {open.map(({ check, count }) => (
                  <button
                    key={check}
                    type="button"
                    className="goals-gap"
                    aria-pressed={query.check === check}
                    onClick={() => change({ check: query.check === check ? undefined : check, page: undefined })}
                  >
                    {t(`goals.check.${check}`, { count })}
                  </button>
                ))}
              </fieldset>
            ) : null}
          </>
        }
        result={result}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/targets/${id}`}
        rowNote={({ shareOf, shares }) =>
          shareOf
            ? t('goals.share.is')
            : shares.count > 0
              ? t(`goals.shares.${shares.verdict}`, { count: shares.count })
              : null
        }
        filters={useFilters(data)}
        searchKey="goals.targets.search"
        empty={
          <EmptyState
            title={t('goals.targets.empty')}
            next={t('goals.targets.empty.next')}
            to="/documents"
            label={t('goals.empty.documents')}
          />
        }
      />
      {panel === 'add' ? <AddActual onLeave={() => setPanel(null)} /> : null}
    </>
  )
}

function useFilters(data: { years: number[]; owners: { id: string; name: string }[] } | undefined): Filter[] {
  const t = useWords()
  return [
    {
      name: 'year',
      label: t('goals.year'),
      options: (data?.years ?? []).map((year) => ({ value: String(year), label: String(year) })),
    },
    {
      name: 'owner',
      label: t('goals.owner'),
      options: (data?.owners ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      name: 'standing',
      label: t('goals.standing'),
      options: [...standings, 'unknown'].map((value) => ({ value, label: t(`goals.standing.${value}`) })),
    },
  ]
}

function useColumns(): Column<TargetView>[] {
  const t = useWords()
  const format = useFormat()
  return [
    {
      key: 'indicator',
      label: t('goals.indicator'),
      cell: ({ indicator }) => <span lang="zh-CN">{indicator.name}</span>,
    },
    { key: 'owner', label: t('goals.owner'), cell: ({ owner }) => owner.name },
    {
      key: 'target',
      label: t('goals.value.target'),
      isNumber: true,
      cell: (target) => <TargetNumber target={target} />,
    },
    {
      key: 'due',
      label: t('goals.due'),
      isNumber: true,
      cell: ({ dueOn }) =>
        dueOn ? (
          <span className="goals-day">{format.day(dueOn)}</span>
        ) : (
          <span className="goals-none">{t('goals.none')}</span>
        ),
    },
    {
      key: 'latest',
      label: t('goals.latest'),
      isNumber: true,
      cell: ({ latest, unit }) =>
        latest ? <ActualNumber actual={latest} unit={unit} /> : <span className="goals-none">–</span>,
    },
    { key: 'standing', label: t('goals.standing'), cell: ({ standing }) => <StandingLight standing={standing} /> },
    { key: 'need', label: t('goals.needed'), isNumber: true, cell: (target) => <Needed target={target} /> },
  ]
}
