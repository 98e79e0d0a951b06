import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { preparers } from '#documents/contract.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useAddressQuery, useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { CascadeFilter, goalsApi } from '../../contract.ts'
import { GoalDrawer } from '../goal/drawer.tsx'
import '../goals.css'
import { FreeFigures } from './figures.tsx'
import { CascadeFilters } from './filters.tsx'
import { Gaps } from './gaps.tsx'
import { Sections } from './sections.tsx'
import { type Gap, gaps, lacks, ownerSections, parentsIn, treeSections } from './tree.ts'
import { useCascadeKeys } from './use-cascade-keys.ts'

type Cascade = AnswerOf<typeof goalsApi.cascade>

/** What the city promised and who promised what of it: the cascade, each line with its quotation one click away. */
export function CascadePage() {
  const t = useWords()
  const [address, change] = useAddressQuery()
  const { unit, theme, year, q, document } = useListQuery(CascadeFilter)
  const result = useCall(goalsApi.cascade, { query: { unit, theme, year, q, document } })
  const { data, error, refetch } = result
  const mayAdd = preparers.includes(useMe().role)
  const isFiltered = [unit, theme, year, q, document].some((value) => value !== undefined)
  const isEmpty = data !== undefined && !isFiltered && data.rows.length + data.figures.length === 0
  const open = (id: string | undefined) => change({ goal: id })

  return (
    <>
      <PageTitle
        title={t('goals.page.cascade')}
        lead={t('goals.cascade.lead')}
        actions={
          mayAdd ? (
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => open('new')}>
              {t('goals.add')}
            </Button>
          ) : null
        }
      />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} /> : null}
      {isEmpty ? (
        <EmptyState
          title={t('goals.empty')}
          next={t(mayAdd ? 'goals.empty.next' : 'goals.empty.wait')}
          to="/documents"
          label={t('goals.empty.documents')}
        />
      ) : null}
      {data && !isEmpty ? (
        <Shown data={data} isFiltered={isFiltered} isBusy={result.isFetching} mayAdd={mayAdd} onOpen={open} />
      ) : null}
      {address.goal ? <GoalDrawer key={address.goal} id={address.goal} onOpen={open} /> : null}
    </>
  )
}

interface ShownProps {
  data: Cascade
  isFiltered: boolean
  isBusy: boolean
  mayAdd: boolean
  onOpen: (id: string) => void
}

function Shown({ data, isFiltered, isBusy, mayAdd, onOpen }: ShownProps) {
  const t = useWords()
  const format = useFormat()
  const { city } = useMe()
  const [address, change] = useAddressQuery()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const gap = gaps.find((one) => one === address.gap)
  const rows = gap ? data.rows.filter((goal) => lacks(goal, gap)) : data.rows
  const view = address.view === 'owner' ? 'owner' : 'tree'
  const sections =
    view === 'owner' ? ownerSections(rows, data.owners, city.code) : treeSections(rows, data.owners, city.code, folded)
  const parents = parentsIn(rows)
  const fold = (id: string, isFolded: boolean) =>
    setFolded((before) => {
      const after = new Set(before)
      if (isFolded) after.add(id)
      else after.delete(id)
      return after
    })
  const foldAll = () => setFolded(new Set(parents))
  const unfoldAll = () => setFolded(new Set())
  useCascadeKeys({ fold, foldAll, unfoldAll, ...(mayAdd ? { add: () => onOpen('new') } : {}) })
  const isNarrowed = isFiltered || gap !== undefined

  return (
    <>
      <Gaps rows={data.rows} gap={gap} onChoose={(chosen: Gap | undefined) => change({ gap: chosen })} />
      <CascadeFilters data={data} />
      <section aria-label={t('goals.page.cascade')} aria-busy={isBusy}>
        <div className="list-head goals-head">
          <span role="status">{t('goals.count', { count: format.number(rows.length) })}</span>
          {isNarrowed ? (
            <Button
              type="link"
              size="small"
              onClick={() =>
                change(
                  Object.fromEntries(
                    ['q', 'unit', 'theme', 'year', 'document', 'gap'].map((name) => [name, undefined]),
                  ),
                )
              }
            >
              {t('ui.list.clear')}
            </Button>
          ) : null}
          <span className="goals-head-right">
            {view === 'tree' && parents.length > 0 ? (
              <>
                <Button type="text" onClick={unfoldAll}>
                  {t('goals.unfoldAll')}
                </Button>
                <Button type="text" onClick={foldAll}>
                  {t('goals.foldAll')}
                </Button>
              </>
            ) : null}
            <Segmented
              aria-label={t('goals.view')}
              value={view}
              options={[
                { value: 'tree', label: t('goals.view.tree') },
                { value: 'owner', label: t('goals.view.owner') },
              ]}
              onChange={(chosen) => change({ view: chosen === 'owner' ? 'owner' : undefined })}
            />
          </span>
        </div>
        {rows.length === 0 ? <p className="empty-state">{t('ui.list.none')}</p> : null}
        <Sections sections={sections} isTree={view === 'tree'} folded={folded} fold={fold} onOpen={onOpen} />
      </section>
      {gap ? null : <FreeFigures figures={data.figures} />}
    </>
  )
}
