import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { type Column, ListRows } from '#platform/ui/list-rows.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { editors, rungs } from '../rules.ts'
import { type RungCount, standingApi } from '../standing/contract.ts'
import { LadderViews, SelfCheck } from './head.tsx'
import './ladder.css'
import { useLadderWords } from './words.ts'

/** How many firms stand on each rung, could climb, or lack data: of how many, by division and by year. */
export function OverviewPage() {
  const { t, format, rule } = useLadderWords()
  const { role } = useMe()
  const { data, error, refetch } = useCall(standingApi.overview, {})
  const judge = useSend(standingApi.judge, {
    stale: [standingApi.overview, standingApi.candidates, standingApi.renewals],
  })
  const count = (key: 'firms' | 'holders' | 'ready' | 'near' | 'unknown') => ({
    key,
    label: t(`ladder.count.${key}`),
    isNumber: true,
    cell: (row: RungCount) => format.number(row[key]),
  })
  const columns: Column<RungCount>[] = [
    { key: 'division', label: t('ladder.division'), cell: ({ divisionName }) => divisionName },
    ...(['firms', 'holders', 'ready', 'near', 'unknown'] as const).map(count),
    {
      key: 'share',
      label: t('ladder.count.share'),
      isNumber: true,
      cell: ({ holders, firms }) => (firms === 0 ? t('ladder.none') : format.share(holders / firms)),
    },
  ]
  const action = editors.includes(role) ? (
    <ConfirmButton question={t('ladder.judgeQuestion')} onConfirm={() => judge.mutate({})} loading={judge.isPending}>
      {t('ladder.judgeNow')}
    </ConfirmButton>
  ) : undefined
  const years = [...new Set(data?.years.map(({ year }) => year))]
  return (
    <>
      <PageTitle title={t('ladder.page.overview')} lead={t('ladder.overview.lead')} actions={action} />
      <LadderViews />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data ? <SelfCheck onDay={data.onDay} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} /> : null}
      {data && data.rungs.length === 0 ? <EmptyState title={t('ladder.empty')} next={t('ladder.empty.next')} /> : null}
      {data && data.rungs.length > 0
        ? rungs.map((rung) => {
            const rows = data.rungs.filter((row) => row.rule === rung)
            const sum = (key: 'firms' | 'holders' | 'ready' | 'near') =>
              rows.reduce((total, row) => total + row[key], 0)
            return (
              <section key={rung} className="ladder-rung">
                <h2>{rule(rung)}</h2>
                <p>
                  {t('ladder.overview.sum', {
                    firms: sum('firms'),
                    holders: sum('holders'),
                    ready: sum('ready'),
                    near: sum('near'),
                  })}{' '}
                  <Link to="/ladder/candidates" search={{ rule: rung }}>
                    {t('ladder.overview.candidates')}
                  </Link>
                </p>
                <ListRows rows={rows} columns={columns} rowKey={({ division }) => division} />
              </section>
            )
          })
        : null}
      {data && years.length > 0 ? (
        <section className="ladder-rung">
          <h2>{t('ladder.years')}</h2>
          <ListRows
            rows={years}
            rowKey={String}
            columns={[
              { key: 'year', label: t('ladder.year'), cell: (year) => String(year) },
              ...rungs.map((rung) => ({
                key: rung,
                label: rule(rung),
                isNumber: true,
                cell: (year: number) =>
                  format.number(data.years.find((row) => row.rule === rung && row.year === year)?.holders ?? 0),
              })),
            ]}
          />
        </section>
      ) : null}
    </>
  )
}
