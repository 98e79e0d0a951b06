import { Button, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { type Column, ListRows } from '#platform/ui/list-rows.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { type PickView, picksApi } from '../picks/contract.ts'
import { editors } from '../rules.ts'
import { SelfCheck } from './head.tsx'
import './ladder.css'
import { FollowDialog, Followed, HandDialog } from './pick-work.tsx'
import { useLadderWords } from './words.ts'

/** The work plan: which firm is helped to which title, by whom and by when, and what has moved since. */
export function PlanPage() {
  const { t, format, rule } = useLadderWords()
  const { role } = useMe()
  const { data, error, refetch } = useCall(picksApi.list, {})
  const [work, setWork] = useState<{ kind: 'hand' | 'follow'; pick: PickView } | null>(null)
  const close = useSend(picksApi.close, { stale: [picksApi.list] })
  const columns: Column<PickView>[] = [
    { key: 'firm', label: t('ladder.firm'), cell: ({ firmName }) => firmName },
    { key: 'title', label: t('ladder.title'), cell: (row) => rule(row.rule, data?.titles) },
    {
      key: 'officer',
      label: t('ladder.officer'),
      cell: ({ officerName, officerIsGone }) =>
        officerIsGone ? <Light colour="amber">{t('ladder.officer.gone', { name: officerName })}</Light> : officerName,
    },
    {
      key: 'due',
      label: t('ladder.dueOn'),
      isNumber: true,
      cell: ({ dueOn, isOverdue }) =>
        isOverdue ? <Light colour="red">{t('ladder.overdue', { day: format.day(dueOn) })}</Light> : format.day(dueOn),
    },
    {
      key: 'moved',
      label: t('ladder.moved'),
      cell: ({ unmetThen, unmetNow }) => t('ladder.movedFrom', { before: unmetThen.length, now: unmetNow.length }),
    },
    {
      key: 'follow',
      label: t('ladder.followUp'),
      cell: (row) => <Followed pick={row} />,
    },
    {
      key: 'state',
      label: t('ladder.state'),
      cell: (row) =>
        row.state !== 'open' || !editors.includes(role) ? (
          t(`ladder.state.${row.state}`)
        ) : (
          <Space wrap>
            <Button size="small" onClick={() => setWork({ kind: 'hand', pick: row })}>
              {t('ladder.hand')}
            </Button>
            <Button size="small" onClick={() => setWork({ kind: 'follow', pick: row })}>
              {t('ladder.follow')}
            </Button>
            {(['reached', 'dropped'] as const).map((next) => (
              <ConfirmButton
                key={next}
                size="small"
                question={t(`ladder.close.${next}`)}
                onConfirm={() =>
                  close.mutate({
                    params: { id: row.id },
                    body: { version: row.version, state: next, note: null },
                  })
                }
              >
                {t(`ladder.state.${next}`)}
              </ConfirmButton>
            ))}
          </Space>
        ),
    },
  ]
  return (
    <>
      <PageTitle title={t('ladder.page.plan')} lead={t('ladder.plan.lead')} />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 5 }} aria-label={t('ui.loading')} /> : null}
      {data && data.rows.length > 0 ? (
        <>
          <SelfCheck onDay={format.today()} />
          <div className="ladder-wide">
            <ListRows
              rows={data.rows}
              columns={columns}
              rowKey={({ id }) => id}
              rowTo={({ enterpriseId }) => `/ladder/firms/${enterpriseId}`}
            />
          </div>
        </>
      ) : null}
      {work?.kind === 'hand' ? <HandDialog pick={work.pick} onClose={() => setWork(null)} /> : null}
      {work?.kind === 'follow' ? <FollowDialog pick={work.pick} onClose={() => setWork(null)} /> : null}
      {data && data.rows.length === 0 ? (
        <EmptyState
          title={t('ladder.plan.empty')}
          next={t('ladder.plan.empty.next')}
          to="/ladder/candidates"
          label={t('ladder.page.candidates')}
        />
      ) : null}
    </>
  )
}
