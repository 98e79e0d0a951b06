import '../requests.css'
import '../requests-front.css'
import { Link } from '@tanstack/react-router'
import { Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { sentenceOf } from '#platform/pages/approvals/said.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { FormPage } from '#platform/ui/form-page.tsx'
import { Light } from '#platform/ui/light.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import {
  openingApi as api,
  type OpeningRow,
  type OpeningView,
  type ProposeOpening,
} from '../../rates/opening/contract.ts'
import { OpenMonthTable } from './month.tsx'

/** Whether everybody may read the numbers: proposed by one, opened by a second, shut by any one. */
export function OpeningPage() {
  const t = useWords()
  const { data, error, refetch } = useCall(api.get, {})
  return (
    <>
      {data?.mayKeep && data.now === null && data.waiting.length === 0 ? (
        <Propose />
      ) : (
        <PageTitle title={t('requests.opening.title')} />
      )}
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data?.now ? <Open row={data.now} mayShut={data.mayKeep} /> : null}
      {data?.now === null && data.waiting.length === 0 && !data.mayKeep ? <p>{t('requests.open.off')}</p> : null}
      {data?.now === null ? <Waiting waiting={data.waiting} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} /> : null}
      <PagePreview />
      {data && data.past.length > 0 ? <Past rows={data.past} /> : null}
    </>
  )
}

const stale = [api.get, approvalsApi.list]

function Propose() {
  const t = useWords()
  const format = useFormat()
  const send = useSend(api.propose, { quiet: true, stale })
  const needed = [{ required: true, whitespace: true, message: t('requests.page.fillIn') }]
  return (
    <FormPage<ProposeOpening, Parameters<typeof send.mutate>[0]>
      title={t('requests.opening.title')}
      lead={t('requests.opening.lead')}
      initial={{ reviewedOn: format.today() }}
      send={send}
      submitLabel={t('requests.opening.send')}
      fieldOf={{ 'requests.opening.reviewLater': 'reviewedOn' }}
      inputOf={(body) => ({ body })}
    >
      <Form.Item name="reviewedByName" label={t('requests.opening.reviewer')} rules={needed}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="reviewedOn" label={t('requests.opening.reviewedOn')} rules={needed}>
        <Input type="date" max={format.today()} />
      </Form.Item>
      <Form.Item name="reviewNote" label={t('requests.opening.note')} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </FormPage>
  )
}

function Open({ row, mayShut }: { row: OpeningRow; mayShut: boolean }) {
  const t = useWords()
  return (
    <section className="requests-sheet" aria-labelledby="opening-now">
      <h2 id="opening-now">
        <Light colour="green">{t('requests.opening.isOpen')}</Light>
      </h2>
      <Who row={row} />
      <p>
        <a href="/open/requests">{t('requests.opening.see')}</a>
      </p>
      {mayShut ? <Shut /> : null}
    </section>
  )
}

function Shut() {
  const t = useWords()
  const [reason, write] = useState('')
  const send = useSend(api.shut, { stale })
  return (
    <>
      <Input
        maxLength={500}
        value={reason}
        aria-label={t('requests.opening.reason')}
        placeholder={t('requests.opening.reason')}
        onChange={({ target }) => write(target.value)}
      />
      <p>
        <ConfirmButton
          danger
          loading={send.isPending}
          question={t('requests.opening.shut.question')}
          consequence={t('requests.opening.shut.consequence')}
          onConfirm={() => send.mutate({ body: { reason } })}
        >
          {t('requests.opening.shut')}
        </ConfirmButton>
      </p>
    </>
  )
}

function Waiting({ waiting }: Pick<OpeningView, 'waiting'>) {
  const t = useWords()
  const format = useFormat()
  return waiting.map(({ id, said, lines, proposedByName, proposedAt, may }) => (
    <section key={id} className="requests-sheet" aria-labelledby={`waiting-${id}`}>
      <h2 id={`waiting-${id}`}>
        <Light colour="amber">{t('requests.rules.waiting')}</Light> {sentenceOf(t, format.day, said)}
      </h2>
      {lines.map((line) => (
        <p key={line.key}>{sentenceOf(t, format.day, line)}</p>
      ))}
      <p className="requests-soft">
        {t('requests.rules.proposedBy', { name: proposedByName, moment: format.moment(proposedAt) })}
      </p>
      <p>
        <Link to="/approvals/$approvalId" params={{ approvalId: id }}>
          {t(may.decide ? 'requests.rules.decide' : 'requests.rules.open')}
        </Link>
      </p>
    </section>
  ))
}

function PagePreview() {
  const t = useWords()
  const [month, choose] = useState<string>()
  const { data, error, refetch } = useCall(api.preview, { query: month ? { month } : {} })
  return (
    <section className="requests-sheet" aria-labelledby="opening-preview">
      <h2 id="opening-preview">{t('requests.opening.preview')}</h2>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data ? <OpenMonthTable numbers={data} choose={choose} /> : null}
    </section>
  )
}

function Past({ rows }: { rows: readonly OpeningRow[] }) {
  const t = useWords()
  return (
    <section aria-labelledby="opening-past">
      <h2 id="opening-past" className="requests-heading">
        {t('requests.opening.past')}
      </h2>
      {rows.map((row) => (
        <Who key={row.id} row={row} />
      ))}
    </section>
  )
}

function Who({ row }: { row: OpeningRow }) {
  const t = useWords()
  const format = useFormat()
  const { reviewedByName, reviewedOn, reviewNote, proposedByName, approvedByName, approvedAt } = row
  return (
    <p className="requests-soft">
      {t('requests.opening.who', {
        ...{ reviewer: reviewedByName, day: format.day(reviewedOn), note: reviewNote },
        ...{ name: proposedByName, second: approvedByName, moment: format.moment(approvedAt) },
      })}
      {row.shutAt
        ? ` ${t('requests.opening.shutBy', { name: row.shutByName ?? '', moment: format.moment(row.shutAt), reason: row.shutReason ?? '' })}`
        : null}
    </p>
  )
}
