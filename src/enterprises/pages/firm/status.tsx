import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { Light } from '#platform/ui/light.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type ChangeStatus, firmApi } from '../../firm/contract.ts'
import { type FirmView, wholeFirmApi } from '../../firm/whole/contract.ts'
import { statuses } from '../../rules.ts'
import { searchApi } from '../../search/contract.ts'
import { SaveButtons } from '../save-buttons.tsx'
import { Section } from './section.tsx'

/** How the firm stands, and how it came to that. */
export function Status({ firm }: { firm: FirmView }) {
  const t = useWords()
  const format = useFormat()
  const [isOpen, open] = useState(false)
  return (
    <Section
      id="firm-status"
      title={t('enterprises.status.title', { status: t(`enterprises.status.${firm.status}`) })}
      action={firm.mayKeep ? <Button onClick={() => open(true)}>{t('enterprises.status.change')}</Button> : null}
    >
      {isOpen ? <StatusDialog firm={firm} onClose={() => open(false)} /> : null}
      {firm.statusChanges.length === 0 ? <p className="enterprises-soft">{t('enterprises.status.never')}</p> : null}
      <ul className="enterprises-timeline">
        {firm.statusChanges.map(({ status, sinceOn, evidence, enteredByName, enteredAt }) => (
          <li key={enteredAt}>
            <Light colour={status === 'active' ? 'green' : 'grey'}>
              {t('enterprises.status.since', {
                day: format.day(sinceOn),
                status: t(`enterprises.status.${status}`),
              })}
            </Light>
            <span className="enterprises-soft">
              {[evidence, t('enterprises.words.by', { name: enteredByName, day: format.day(enteredAt) })]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

type Change = Omit<ChangeStatus, 'version'>

function StatusDialog({ firm, onClose }: { firm: FirmView; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(firmApi.changeStatus, {
    stale: [wholeFirmApi.get, searchApi.list],
    quiet: true,
    onDone: onClose,
  })
  const needed = [{ required: true, whitespace: true, message: t('enterprises.register.needed') }]
  return (
    <Modal open title={t('enterprises.status.change')} onCancel={onClose} footer={null}>
      <Form<Change>
        layout="vertical"
        requiredMark="optional"
        initialValues={{ sinceOn: format.today() }}
        onFinish={(body) => send.mutate({ params: { id: firm.id }, body: { ...body, version: firm.version } })}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item
          name="status"
          label={t('enterprises.status.to')}
          rules={[{ required: true, message: t('enterprises.register.needed') }]}
        >
          <Select
            options={statuses
              .filter((status) => status !== firm.status)
              .map((value) => ({ value, label: t(`enterprises.status.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="sinceOn" label={t('enterprises.listings.from')} rules={needed}>
          <Input type="date" max={format.today()} />
        </Form.Item>
        <Form.Item
          name="evidence"
          label={t('enterprises.status.why')}
          extra={t('enterprises.status.why.hint')}
          rules={needed}
        >
          <Input maxLength={200} />
        </Form.Item>
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}
