import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { firmApi as api, type AddFirm as Entry } from '../../firm/contract.ts'
import { noCodeReasons } from '../../rules.ts'
import { searchApi } from '../../search/contract.ts'
import { useDivisionOptions } from '../names.ts'
import { SaveButtons } from '../save-buttons.tsx'
import { IndustryChoice } from './industry-choice.tsx'

/** Enters a firm; its code is read while it is typed, and what is probably meant is offered. */
export function AddFirm({ onClose }: { onClose: () => void }) {
  const t = useWords()
  const navigate = useNavigate()
  const [form] = Form.useForm<Entry>()
  const [typed, setTyped] = useState('')
  const divisions = useDivisionOptions()
  const read = useCall(api.read, { body: { typed } }, { enabled: typed.length >= 15 })
  const send = useSend(api.add, {
    stale: [searchApi.list],
    quiet: true,
    onDone: ({ id }) => void navigate({ to: `/firms/${id}` }),
  })
  const needed = [{ required: true, whitespace: true, message: t('enterprises.register.needed') }]
  const code = typed.length >= 15 ? read.data : undefined
  return (
    <Modal open title={t('enterprises.page.add')} onCancel={onClose} footer={null} destroyOnHidden>
      <Form<Entry>
        form={form}
        layout="vertical"
        requiredMark="optional"
        onFinish={(body) => send.mutate({ body: { ...body, creditCode: body.creditCode || null } })}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="creditCode" label={t('enterprises.field.credit-code')} extra={t('enterprises.add.code.hint')}>
          <Input maxLength={40} autoFocus onChange={(event) => setTyped(event.target.value.trim())} />
        </Form.Item>
        {code && code.kind !== 'none' ? (
          <Alert
            className="form-refusal"
            showIcon
            type={code.kind === 'right' && !code.taken ? 'success' : 'warning'}
            title={code.taken ? t('enterprises.add.taken', code.taken) : t(`enterprises.add.code.${code.kind}`)}
            description={
              code.proposals.length === 0 ? null : (
                <>
                  {t('enterprises.add.proposals')}{' '}
                  {code.proposals.map((proposal) => (
                    <Button
                      key={proposal}
                      size="small"
                      onClick={() => {
                        form.setFieldValue('creditCode', proposal)
                        setTyped(proposal)
                      }}
                    >
                      {proposal}
                    </Button>
                  ))}
                </>
              )
            }
          />
        ) : null}
        {typed === '' || code?.kind === 'old-number' ? (
          <Form.Item name="noCodeReason" label={t('enterprises.add.why')}>
            <Select
              allowClear
              options={noCodeReasons.map((value) => ({ value, label: t(`enterprises.noCode.${value}`) }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item name="name" label={t('enterprises.field.name')} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="shortName" label={t('enterprises.field.shortName')} rules={needed}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item
          name="divisionCode"
          label={t('enterprises.field.division')}
          rules={[{ required: true, message: t('enterprises.register.needed') }]}
        >
          <Select showSearch={{ optionFilterProp: 'label' }} options={divisions} />
        </Form.Item>
        <Form.Item name="industryCode" label={t('enterprises.field.industry-code')}>
          <IndustryChoice />
        </Form.Item>
        <Form.Item name="address" label={t('enterprises.field.address')}>
          <Input maxLength={200} />
        </Form.Item>
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}
