import { Button, DatePicker, Modal, Pagination, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { picksApi } from '../picks/contract.ts'
import { editors, type RuleTitle } from '../rules.ts'
import { type CandidateView, standingApi } from '../standing/contract.ts'
import { LadderViews, SelfCheck } from './head.tsx'
import './ladder.css'
import { Nearest } from './nearest.tsx'
import { useLadderWords } from './words.ts'

/** Firms without a title, the ten nearest first, with what each lacks. */
export function CandidatesPage() {
  const { t, format, rule: ruleWord, points } = useLadderWords()
  const { role } = useMe()
  const [query, setQuery] = useAddressQuery()
  const rule = query.rule ?? 'srdi-sme'
  const page = Math.max(1, Number(query.page) || 1)
  const { division } = query
  const asked = { rule, page, ...(division ? { division } : {}) }
  const { data, error, refetch } = useCall(standingApi.candidates, { query: asked })
  const [picked, setPicked] = useState<CandidateView | null>(null)
  const titles = data?.titles ?? []
  const from = (page - 1) * (data?.pageSize ?? 10) + 1
  return (
    <>
      <PageTitle title={t('ladder.page.candidates')} lead={t('ladder.candidates.lead')} />
      <LadderViews />
      <div className="ladder-choice">
        <label htmlFor="ladder-rule">{t('ladder.title')}</label>
        <Select
          id="ladder-rule"
          value={rule}
          onChange={(value) => setQuery({ rule: value, page: undefined })}
          options={titles.map((one) => ({ value: one.rule, label: ruleWord(one.rule, titles) }))}
        />
        <Select
          aria-label={t('ladder.division')}
          value={division ?? ''}
          onChange={(value) => setQuery({ division: value, page: undefined })}
          options={[
            { value: '', label: t('ladder.wholeScope') },
            ...(data?.divisions ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      </div>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} /> : null}
      {data && data.rows.length > 0 ? (
        <>
          <Nearest
            rows={data.rows}
            rowKey={({ id }) => id}
            from={from}
            beside={({ divisionName, total }) => `${divisionName}${total ? ` · ${points(total)}` : ''}`}
            {...(editors.includes(role)
              ? {
                  actions: (row: CandidateView) => (
                    <Button
                      size="small"
                      onClick={() => setPicked(row)}
                      aria-label={t('ladder.pickNamed', { name: row.name })}
                    >
                      {t('ladder.pick')}
                    </Button>
                  ),
                }
              : {})}
          />
          <Pagination
            className="list-paging"
            current={page}
            pageSize={data.pageSize}
            total={data.total}
            showSizeChanger={false}
            onChange={(next) => setQuery({ page: next === 1 ? undefined : String(next) })}
          />
          <p className="ladder-source">
            {t('ladder.candidates.looked', {
              from: format.number(from),
              to: format.number(from + data.rows.length - 1),
              looked: format.number(data.total),
            })}
          </p>
        </>
      ) : null}
      {data ? <SelfCheck onDay={data.onDay} /> : null}
      {data && data.rows.length === 0 ? (
        <EmptyState title={t('ladder.candidates.empty')} next={t('ladder.empty.next')} />
      ) : null}
      {picked ? <PickDialog firm={picked} rule={rule} titles={titles} onClose={() => setPicked(null)} /> : null}
    </>
  )
}

interface PickProps {
  firm: CandidateView
  rule: string
  titles: readonly RuleTitle[]
  onClose: () => void
}

function PickDialog({ firm, rule, titles, onClose }: PickProps) {
  const { t, rule: ruleWord } = useLadderWords()
  const [dueOn, setDueOn] = useState<string | null>(null)
  const add = useSend(picksApi.add, { stale: [picksApi.list], onDone: onClose })
  return (
    <Modal
      open
      title={t('ladder.pickQuestion', { name: firm.name, title: ruleWord(rule, titles) })}
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
