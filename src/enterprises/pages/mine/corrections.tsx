import '../enterprises.css'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useListQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { ListPage } from '#platform/ui/list-page.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { correctionsApi as api, type CorrectionView, ListCorrections } from '../../corrections/contract.ts'
import { correctionStates } from '../../corrections/rules.ts'
import { wholeFirmApi } from '../../firm/whole/contract.ts'
import { useFigureWords } from '../names.ts'

const colours = { proposed: 'amber', accepted: 'green', refused: 'red', withdrawn: 'grey' } as const

/** What do firms say is wrong, and are they right? */
export function CorrectionsPage() {
  const t = useWords()
  const format = useFormat()
  const values = useValues()
  const result = useCall(api.list, { query: useListQuery(ListCorrections) })
  const [decided, decide] = useState<CorrectionView | null>(null)
  return (
    <ListPage
      titleKey="enterprises.page.corrections"
      lead={t('enterprises.corrections.lead')}
      before={decided ? <DecideDialog correction={decided} onClose={() => decide(null)} /> : null}
      result={result}
      rowKey={({ id }) => id}
      columns={[
        { key: 'what', label: t('enterprises.mine.what'), cell: (row) => values.what(row) },
        {
          key: 'firm',
          label: t('enterprises.page.firm'),
          cell: ({ firm }) => <Link to={`/firms/${firm.id}`}>{firm.name}</Link>,
        },
        { key: 'before', label: t('enterprises.corrections.before'), cell: (row) => values.shown(row, row.before) },
        { key: 'proposed', label: t('enterprises.mine.right'), cell: (row) => values.shown(row, row.proposed) },
        { key: 'why', label: t('enterprises.mine.why'), cell: ({ reason }) => reason, onlyDesktop: true },
        {
          key: 'by',
          label: t('enterprises.corrections.by'),
          cell: ({ proposedByName, proposedAt }) => `${proposedByName} ${format.day(proposedAt)}`,
          onlyDesktop: true,
        },
        {
          key: 'state',
          label: t('enterprises.field.status'),
          cell: (row) =>
            row.state === 'proposed' ? (
              <Button size="small" onClick={() => decide(row)}>
                {t('enterprises.corrections.decide')}
              </Button>
            ) : (
              <Light colour={colours[row.state]}>{t(`enterprises.correction.${row.state}`)}</Light>
            ),
        },
      ]}
      filters={[
        {
          name: 'state',
          label: t('enterprises.field.status'),
          options: correctionStates.map((value) => ({ value, label: t(`enterprises.correction.${value}`) })),
        },
      ]}
      empty={<EmptyState title={t('enterprises.corrections.none')} next={t('enterprises.corrections.none.next')} />}
    />
  )
}

/** Own proposals and how they stand. */
export function CorrectionList({ rows, isOwn }: { rows: readonly CorrectionView[]; isOwn: boolean }) {
  const t = useWords()
  const values = useValues()
  const withdraw = useSend(api.withdraw, { stale: [api.list] })
  return (
    <ul className="enterprises-timeline">
      {rows.map((row) => (
        <li key={row.id}>
          <Light colour={colours[row.state]}>{t(`enterprises.correction.${row.state}`)}</Light>
          <span>
            {values.what(row)}: {values.shown(row, row.before)} → {values.shown(row, row.proposed)}
          </span>
          {row.decisionNote ? <span className="enterprises-soft">{row.decisionNote}</span> : null}
          {isOwn && row.state === 'proposed' ? (
            <ConfirmButton
              type="link"
              size="small"
              question={t('enterprises.mine.withdraw.ask')}
              onConfirm={() => withdraw.mutate({ params: { id: row.id }, body: { version: row.version } })}
            >
              {t('enterprises.mine.withdraw')}
            </ConfirmButton>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const fieldWords: Record<string, string> = {
  ...{ leadingProduct: 'leading-product', industryCode: 'industry-code', foundedOn: 'founded-on' },
}

function useValues() {
  const t = useWords()
  const words = useFigureWords()
  return {
    what: ({ field, year }: CorrectionView) =>
      `${t(`enterprises.field.${fieldWords[field] ?? field}`)}${year === null ? '' : ` ${year}`}`,
    shown: ({ kind, field }: CorrectionView, value: string | null) =>
      value === null ? '–' : kind === 'indicator' ? words(field, Number(value)) : value,
  }
}

function DecideDialog({ correction, onClose }: { correction: CorrectionView; onClose: () => void }) {
  const t = useWords()
  const values = useValues()
  const [form] = Form.useForm<{ note?: string }>()
  const send = useSend(api.decide, { stale: [api.list, wholeFirmApi.get], quiet: true, onDone: onClose })
  const decide = (accept: boolean) => {
    const note = form.getFieldsValue().note?.trim()
    const body = { version: correction.version, accept, ...(note ? { note } : {}) }
    send.mutate({ params: { id: correction.id }, body })
  }
  return (
    <Modal open title={correction.firm.name} onCancel={onClose} footer={null}>
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <p>
        {values.what(correction)}: {values.shown(correction, correction.before)} →{' '}
        <strong>{values.shown(correction, correction.proposed)}</strong>
      </p>
      <p>{correction.reason}</p>
      <Form form={form} layout="vertical">
        <Form.Item name="note" label={t('enterprises.corrections.note')} extra={t('enterprises.corrections.note.hint')}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
      <div className="form-buttons">
        <Button type="primary" loading={send.isPending} onClick={() => decide(true)}>
          {t('enterprises.corrections.accept')}
        </Button>
        <Button loading={send.isPending} onClick={() => decide(false)}>
          {t('enterprises.corrections.refuse')}
        </Button>
      </div>
    </Modal>
  )
}
