import { Button, DatePicker, Modal, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { type Column, ListRows } from '#platform/ui/list-rows.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { picksApi } from '../picks/contract.ts'
import { editors, ruleNames } from '../rules.ts'
import { type CandidateView, standingApi } from '../standing/contract.ts'
import { Gaps } from './gaps.tsx'
import { LadderViews, SelfCheck } from './head.tsx'
import './ladder.css'
import { useLadderWords } from './words.ts'

/** Firms without a title, the nearest first, with what each lacks. */
export function CandidatesPage() {
  const { t, format, rule: ruleWord, points } = useLadderWords()
  const { role } = useMe()
  const [query, setQuery] = useAddressQuery()
  const rule = ruleNames.find((one) => one === query.rule) ?? 'srdi-sme'
  const { data, error, refetch } = useCall(standingApi.candidates, { query: { rule } })
  const [picked, setPicked] = useState<CandidateView | null>(null)
  const columns: Column<CandidateView>[] = [
    { key: 'name', label: t('ladder.firm'), cell: ({ name }) => name },
    { key: 'division', label: t('ladder.division'), cell: ({ divisionName }) => divisionName, onlyDesktop: true },
    { key: 'gaps', label: t('ladder.lacks'), cell: (row) => <Gaps {...row} /> },
    {
      key: 'total',
      label: t('ladder.total'),
      isNumber: true,
      cell: ({ total }) => (total ? points(total) : t('ladder.none')),
    },
  ]
  if (editors.includes(role))
    columns.push({
      key: 'pick',
      label: t('ladder.pick'),
      cell: (row) => (
        <Button size="small" onClick={() => setPicked(row)} aria-label={t('ladder.pickNamed', { name: row.name })}>
          {t('ladder.pick')}
        </Button>
      ),
    })
  return (
    <>
      <PageTitle title={t('ladder.page.candidates')} lead={t('ladder.candidates.lead')} />
      <LadderViews />
      <div className="ladder-choice">
        <label htmlFor="ladder-rule">{t('ladder.title')}</label>
        <Select
          id="ladder-rule"
          value={rule}
          onChange={(value) => setQuery({ rule: value })}
          options={ruleNames.map((value) => ({ value, label: ruleWord(value) }))}
        />
      </div>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data ? <SelfCheck onDay={data.onDay} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} /> : null}
      {data && data.rows.length > 0 ? (
        <>
          <p>
            {t('ladder.candidates.looked', {
              shown: format.number(data.rows.length),
              looked: format.number(data.looked),
            })}
          </p>
          <div className="ladder-wide">
            <ListRows
              rows={data.rows}
              columns={columns}
              rowKey={({ id }) => id}
              rowTo={({ id }) => `/ladder/firms/${id}`}
            />
          </div>
        </>
      ) : null}
      {data && data.rows.length === 0 ? (
        <EmptyState title={t('ladder.candidates.empty')} next={t('ladder.empty.next')} />
      ) : null}
      {picked ? <PickDialog firm={picked} rule={rule} onClose={() => setPicked(null)} /> : null}
    </>
  )
}

interface PickProps {
  firm: CandidateView
  rule: (typeof ruleNames)[number]
  onClose: () => void
}

function PickDialog({ firm, rule, onClose }: PickProps) {
  const { t, rule: ruleWord } = useLadderWords()
  const [dueOn, setDueOn] = useState<string | null>(null)
  const add = useSend(picksApi.add, { stale: [picksApi.list], onDone: onClose })
  return (
    <Modal
      open
      title={t('ladder.pickQuestion', { name: firm.name, title: ruleWord(rule) })}
      okText={t('ladder.pick')}
      cancelText={t('ladder.cancel')}
      okButtonProps={{ disabled: dueOn === null, loading: add.isPending }}
      onOk={() => {
        if (dueOn !== null) add.mutate({ body: { enterpriseId: firm.id, rule, dueOn, note: null } })
      }}
      onCancel={onClose}
    >
      <label htmlFor="ladder-due">{t('ladder.pickDue')}</label>
      <DatePicker
        id="ladder-due"
        onChange={(_, text) => setDueOn(typeof text === 'string' && text !== '' ? text : null)}
      />
    </Modal>
  )
}
