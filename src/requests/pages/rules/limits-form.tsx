import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Form, Input, InputNumber, Select, Skeleton, Switch } from 'antd'
import { useState } from 'react'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { clockNames } from '../../contract.ts'
import { rulesApi as api, type LimitsVersion } from '../../rule-book/contract.ts'
import { pauseReasons } from '../../rules.ts'
import { draftOf, type LimitsValues, limitUnits, valuesOf } from './draft.ts'
import { Preview } from './preview.tsx'
import '../requests.css'
import './rules.css'
import { WindowFields } from './window-fields.tsx'

/** Other limits as a draft: written, tried on past requests, and proposed to a second person. */
export function ChangeLimitsPage() {
  const t = useWords()
  const { data, error, refetch } = useCall(api.limits, {})
  // What arrives later does not change what was based on.
  const [opened, setOpened] = useState<typeof data>()
  if (!opened && data) setOpened(data)
  const newest = opened?.versions[0] ?? opened?.inForce
  if (!newest) {
    return (
      <>
        <PageTitle title={t('requests.rules.change')} />
        {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
        {error ? null : <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />}
      </>
    )
  }
  const seeNewest = () => void refetch().then((again) => setOpened(again.data))
  return <ChangeForm key={newest.id} newest={newest} onSeeNewest={seeNewest} />
}

function ChangeForm({ newest, onSeeNewest }: { newest: LimitsVersion; onSeeNewest: () => void }) {
  const t = useWords()
  const format = useFormat()
  const navigate = useNavigate()
  const back = () => void navigate({ to: '/requests/rules' })
  const send = useSend(api.proposeLimits, { quiet: true, stale: [api.limits, approvalsApi.list], onDone: back })
  return (
    <FormPage<LimitsValues, Parameters<typeof send.mutate>[0]>
      title={t('requests.rules.change')}
      lead={t('requests.rules.change.lead')}
      initial={{ ...valuesOf(newest.limits), validFromOn: format.today() }}
      send={send}
      submitLabel={t('requests.rules.change.send')}
      fieldOf={{ 'platform.ruleInThePast': 'validFromOn' }}
      onSeeNewest={onSeeNewest}
      onCancel={back}
      inputOf={(values) => ({
        body: {
          limits: draftOf(values),
          validFromOn: values.validFromOn,
          source: values.source,
          basedOn: newest.id,
        },
      })}
    >
      {clockNames.map((name) => (
        <ClockFields key={name} name={name} />
      ))}
      <Form.Item name="approveAnswers" label={t('requests.rules.approve')} required valuePropName="checked">
        <Switch />
      </Form.Item>
      <NumberItem name={['redosBeforeExplained']} label={t('requests.rules.redos')} most={10} />
      <WindowFields />
      <Form.Item
        name="validFromOn"
        label={t('requests.rules.from')}
        extra={t('requests.rules.from.hint')}
        rules={[{ required: true, message: t('requests.page.fillIn') }]}
      >
        <Input type="date" min={format.today()} />
      </Form.Item>
      <Form.Item
        name="source"
        label={t('requests.rules.ground')}
        extra={t('requests.rules.ground.hint')}
        rules={[{ required: true, whitespace: true, message: t('requests.page.fillIn') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={300} />
      </Form.Item>
      <DraftPreview />
    </FormPage>
  )
}

/** Tries what is typed now. */
function DraftPreview() {
  const form = Form.useFormInstance<LimitsValues>()
  const fields = ['clocks', 'windows', 'approveAnswers', 'redosBeforeExplained'] as const
  const typed = () =>
    form.validateFields([...fields], { recursive: true }).then(
      () => draftOf(form.getFieldsValue(true)),
      () => null,
    )
  return <Preview limits={typed} />
}

function ClockFields({ name }: { name: (typeof clockNames)[number] }) {
  const t = useWords()
  const at = (...path: string[]) => ['clocks', name, ...path]
  return (
    <fieldset className="requests-clock-fields">
      <legend>{t(`requests.rules.promise.${name}`)}</legend>
      <div className="requests-pair">
        <NumberItem name={at('amount')} label={t('requests.rules.amount')} most={5000} />
        <Form.Item name={at('in')} label={t('requests.rules.unit')} required>
          <Select options={limitUnits.map((value) => ({ value, label: t(`requests.rules.unit.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name={at('pauseReasons')} label={t('requests.rules.pauses')}>
        <Checkbox.Group options={pauseReasons.map((value) => ({ value, label: t(`requests.pauseReason.${value}`) }))} />
      </Form.Item>
      {name === 'finish' ? (
        <div className="requests-pair">
          <NumberItem name={at('times')} label={t('requests.rules.times')} least={0} most={10} />
          <NumberItem name={at('atMost')} label={t('requests.rules.atMost')} least={0} most={1000} />
        </div>
      ) : null}
    </fieldset>
  )
}

interface NumberProps {
  name: string[]
  label: string
  least?: number
  most: number
}

function NumberItem({ name, label, least = 1, most }: NumberProps) {
  const t = useWords()
  const message = t('requests.rules.bounds', { least, most })
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, type: 'integer', min: least, max: most, message }]}>
      <InputNumber min={least} max={most} precision={0} />
    </Form.Item>
  )
}
