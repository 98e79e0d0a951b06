import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { duplicatesApi } from '../../duplicates/contract.ts'
import { type FirmView, wholeFirmApi } from '../../firm/whole/contract.ts'
import { mergingApi as api, type MergeView } from '../../merging/contract.ts'
import { SaveButtons } from '../save-buttons.tsx'
import { Decide, Reasons } from './duplicates.tsx'
import { usePlaceWords } from './places.ts'

/** Other entries of this firm: those that may be one, and those that were merged into it. */
export function Merges({ firm }: { firm: FirmView }) {
  const t = useWords()
  const pairs = useCall(duplicatesApi.list, { query: { firm: firm.id } })
  const merges = useCall(api.list, { params: { id: firm.id } })
  const [open, found] = [pairs.data?.rows ?? [], merges.data ?? []]
  if (open.length + found.length === 0) return null
  return (
    <section aria-labelledby="firm-merges">
      <h2 id="firm-merges">{t('enterprises.merges')}</h2>
      <ul className="enterprises-timeline">
        {open.map((pair) => {
          const other = pair.first.id === firm.id ? pair.second : pair.first
          return (
            <li key={pair.id}>
              <span>
                {t('enterprises.merges.maybe')} <Link to={`/firms/${other.id}`}>{other.name}</Link>
              </span>
              <Reasons pair={pair} />
              <Decide pair={pair} />
            </li>
          )
        })}
        {found.map((merge) => (
          <Merge key={merge.id} firm={firm} merge={merge} />
        ))}
      </ul>
    </section>
  )
}

function Merge({ firm, merge }: { firm: FirmView; merge: MergeView }) {
  const t = useWords()
  const format = useFormat()
  const [isOpen, open] = useState(false)
  const confirm = useSend(api.confirm, { stale: [api.list] })
  const { goneName: name, goneCode, mergedByName: by, mergedAt, partedByName, partedAt } = merge
  return (
    <li>
      <span>
        {t('enterprises.merges.merged', {
          name: goneCode ? `${name} ${goneCode}` : name,
          by,
          day: format.day(mergedAt),
        })}
      </span>
      <span className="enterprises-soft">{merge.reason}</span>
      {partedAt ? (
        <span>{t('enterprises.merges.parted', { by: partedByName ?? '', day: format.day(partedAt) })}</span>
      ) : merge.isLast ? (
        <Button size="small" className="enterprises-actions" onClick={() => open(true)}>
          {t('enterprises.merges.part')}
        </Button>
      ) : (
        <span className="enterprises-soft">{t('enterprises.merges.laterFirst')}</span>
      )}
      {merge.people.map(({ grantId, name: person, canConfirm }) => (
        <div key={grantId} className="enterprises-notes">
          {t('enterprises.merges.person', { name: person })}{' '}
          {canConfirm ? (
            <ConfirmButton
              size="small"
              question={t('enterprises.merges.confirm.ask', { name: person })}
              consequence={t('enterprises.merges.confirm.next')}
              loading={confirm.isPending}
              onConfirm={() => confirm.mutate({ params: { id: firm.id, merge: merge.id, grant: grantId } })}
            >
              {t('enterprises.merges.confirm')}
            </ConfirmButton>
          ) : (
            <span className="enterprises-soft">{t('enterprises.merges.colleague')}</span>
          )}
        </div>
      ))}
      {isOpen ? <PartDialog firm={firm} merge={merge} onClose={() => open(false)} /> : null}
    </li>
  )
}

function PartDialog({ firm, merge, onClose }: { firm: FirmView; merge: MergeView; onClose: () => void }) {
  const t = useWords()
  const placeOf = usePlaceWords()
  const stale = [api.list, wholeFirmApi.get, duplicatesApi.list]
  const send = useSend(api.part, { stale, quiet: true, onDone: onClose })
  const since = merge.since
    .map(({ place, count }) => t('enterprises.merge.count', { what: placeOf(place), count }))
    .join(t('enterprises.comma'))
  return (
    <Modal open title={t('enterprises.merges.part')} onCancel={onClose} footer={null}>
      <p>{t('enterprises.merges.part.lead', { name: merge.goneName })}</p>
      <p>
        {since === ''
          ? t('enterprises.merges.part.nothingSince')
          : t('enterprises.merges.part.since', { rows: since, name: firm.name })}
      </p>
      <Form<{ why: string }>
        layout="vertical"
        requiredMark="optional"
        onFinish={({ why }) =>
          send.mutate({ params: { id: firm.id, merge: merge.id }, body: { version: merge.version, why } })
        }
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item
          name="why"
          label={t('enterprises.merges.part.why')}
          rules={[{ required: true, whitespace: true, message: t('enterprises.register.needed') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}
