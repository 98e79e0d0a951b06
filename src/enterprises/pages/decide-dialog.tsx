import { Alert, Button, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { organisationsApi } from '#organisations/contract.ts'
import { useCall, useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { registrationApi as api, type RegistrationInList, refusalReasons } from '../registration/contract.ts'

interface Props {
  registration: RegistrationInList
  onClose: () => void
}

interface Decision {
  outcome: 'confirm' | 'refuse'
  divisionCode?: string
  reason?: (typeof refusalReasons)[number]
  note?: string
}

/** What the registry knows beside what the person wrote; confirm, or refuse with a reason. */
export function DecideDialog({ registration, onClose }: Props) {
  const t = useWords()
  const { id, version, known, firmName, creditCode, divisionCode, contactName, contactPhone } = registration
  const [form] = Form.useForm<Decision>()
  const [outcome, choose] = useState<Decision['outcome']>('confirm')
  const divisions = useCall(organisationsApi.listDivisions, {}, { enabled: known === null })
  const ending = { stale: [api.list], quiet: true, onDone: onClose }
  const confirm = useSend(api.confirm, ending)
  const refuse = useSend(api.refuse, ending)
  const problem = confirm.error ?? refuse.error
  const once = useOneAtATime()
  const isBusy = confirm.isPending || refuse.isPending

  function send({ divisionCode: chosen, reason, note }: Decision): void {
    once((onSettled) => {
      const body = { version, ...(chosen ? { divisionCode: chosen } : {}) }
      if (outcome === 'confirm') return confirm.mutate({ params: { id }, body }, { onSettled })
      if (!reason) return onSettled()
      refuse.mutate({ params: { id }, body: { version, reason, ...(note ? { note } : {}) } }, { onSettled })
    })
  }

  return (
    <Modal open title={t('enterprises.registration.decideTitle', { name: firmName })} onCancel={onClose} footer={null}>
      <dl className="fact-list">
        <div>
          <dt>{t('enterprises.registration.code')}</dt>
          <dd>{creditCode}</dd>
        </div>
        <div>
          <dt>{t('enterprises.registration.inRegistry')}</dt>
          <dd>{known ? known.name : t('enterprises.registration.unknown')}</dd>
        </div>
        <div>
          <dt>{t('enterprises.registration.contact')}</dt>
          <dd>
            {contactName} {contactPhone}
          </dd>
        </div>
      </dl>
      {known && known.name !== firmName ? (
        <Alert className="form-refusal" type="warning" showIcon title={t('enterprises.registration.nameDiffers')} />
      ) : null}
      {problem ? (
        <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, problem)} />
      ) : null}
      <Form<Decision>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ outcome: 'confirm', ...(divisionCode.length > 4 ? { divisionCode } : {}) }}
        onFinish={send}
      >
        <Form.Item name="outcome" label={t('enterprises.registration.decision')}>
          <Radio.Group
            onChange={({ target }) => choose(target.value)}
            options={(['confirm', 'refuse'] as const).map((value) => ({
              value,
              label: t(`enterprises.registration.${value}`),
            }))}
          />
        </Form.Item>
        {outcome === 'confirm' && known === null ? (
          <Form.Item
            name="divisionCode"
            label={t('enterprises.registration.division')}
            extra={t('enterprises.registration.division.hint')}
            rules={[{ required: true, message: t('enterprises.registration.division.hint') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              loading={divisions.isPending}
              options={(divisions.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Form.Item>
        ) : null}
        {outcome === 'refuse' ? (
          <>
            <Form.Item
              name="reason"
              label={t('enterprises.registration.reason')}
              rules={[{ required: true, message: t('enterprises.registration.reason.needed') }]}
            >
              <Select
                options={refusalReasons.map((value) => ({
                  value,
                  label: t(`enterprises.registration.reason.${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item
              name="note"
              label={t('enterprises.registration.note')}
              extra={t('enterprises.registration.note.hint')}
            >
              <Input.TextArea maxLength={200} showCount autoSize={{ minRows: 2 }} />
            </Form.Item>
          </>
        ) : null}
        <Button type="primary" htmlType="submit" block loading={isBusy}>
          {t(`enterprises.registration.${outcome}.send`)}
        </Button>
      </Form>
    </Modal>
  )
}
