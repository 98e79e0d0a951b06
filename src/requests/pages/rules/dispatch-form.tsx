import { Button, Form, Input, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { registrationApi } from '#enterprises/registration/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../../contract.ts'
import {
  rulesApi as api,
  type DispatchPreview,
  type DispatchRuleInput,
  type DispatchRuleRow,
} from '../../rule-book/contract.ts'
import { UnitChoice } from '../case/unit-choice.tsx'
import { useDivisions, useName } from '../names.ts'

type Values = Omit<DispatchRuleInput, 'replaces'>

/** A rule that is new or takes the place of another; what it would have changed is looked at before it is set. */
export function DispatchForm({ replaced, onDone }: { replaced: DispatchRuleRow | null; onDone: () => void }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const [form] = Form.useForm<Values>()
  const topics = useCall(requestsApi.topics, {})
  const divisions = useDivisions()
  const preview = useSend(api.previewDispatchRule, { quiet: true })
  const add = useSend(api.addDispatchRule, { stale: [api.dispatchRules], quiet: true, onDone })
  const error = add.error ?? preview.error
  const bodyOf = (values: Values): DispatchRuleInput => ({
    ...values,
    ...(replaced ? { replaces: { id: replaced.id, version: replaced.version } } : {}),
  })
  const look = () =>
    void form.validateFields().then(
      (values) => preview.mutate({ body: bodyOf(values) }),
      () => undefined,
    )
  const needed = [{ required: true, message: t('requests.page.fillIn') }]
  return (
    <Form<Values>
      form={form}
      className="form-page"
      layout="vertical"
      requiredMark="optional"
      aria-label={t(replaced ? 'requests.rules.dispatch.replace' : 'requests.rules.dispatch.add')}
      initialValues={{
        topicId: replaced?.topic?.id,
        divisionCode: replaced?.divisionCode ?? undefined,
        enterpriseId: replaced?.firm?.id,
        unitId: replaced?.unit.id,
        validFromOn: format.today(),
      }}
      onValuesChange={() => preview.reset()}
      onFinish={(values) => add.mutate({ body: bodyOf(values) })}
    >
      {error ? <RefusalNotice error={error} /> : null}
      <Form.Item name="topicId" label={t('requests.page.topic')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('requests.rules.dispatch.anyTopic')}
          options={(topics.data ?? []).map((topic) => ({ value: topic.id, label: nameOf(topic) }))}
        />
      </Form.Item>
      <Form.Item name="divisionCode" label={t('requests.rules.dispatch.division')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('requests.rules.dispatch.anyDivision')}
          options={divisions.options}
        />
      </Form.Item>
      <Form.Item name="enterpriseId" label={t('requests.rules.dispatch.firm')}>
        <FirmChoice known={replaced?.firm ?? null} />
      </Form.Item>
      <Form.Item name="unitId" label={t('requests.rules.dispatch.unit')} rules={needed}>
        <UnitChoice />
      </Form.Item>
      <Form.Item name="source" label={t('requests.rules.ground')} rules={needed}>
        <Input maxLength={300} />
      </Form.Item>
      <div className="requests-pair">
        <Form.Item name="validFromOn" label={t('requests.rules.from')} rules={needed}>
          <Input type="date" min={format.today()} />
        </Form.Item>
        <Form.Item
          name="validToOn"
          label={t('requests.rules.lastDay')}
          getValueFromEvent={({ target }: { target: { value: string } }) => target.value || undefined}
        >
          <Input type="date" min={format.today()} />
        </Form.Item>
      </div>
      <div role="status">{preview.data ? <Moved preview={preview.data} /> : null}</div>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {t('requests.rules.dispatch.set')}
        </Button>
        <Button onClick={look} loading={preview.isPending}>
          {t('requests.rules.preview')}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}

function Moved({ preview: { looked, other, rows } }: { preview: DispatchPreview }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const unit = (of: DispatchPreview['rows'][number]['before']) =>
    of ? nameOf(of) : t('requests.rules.dispatch.byHand')
  return (
    <>
      <p>{t('requests.rules.dispatch.moved', { looked: format.number(looked), other: format.number(other) })}</p>
      <ul>
        {rows.map(({ id, number, title, before, after, actual }) => (
          <li key={id}>
            {number} {title}
            {t('requests.rules.colon')}
            {t('requests.rules.becomes', { before: unit(before), after: unit(after) })}
            {actual ? (
              <span className="requests-soft"> · {t('requests.rules.dispatch.went', { unit: nameOf(actual) })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}

interface FirmProps {
  id?: string
  value?: string
  onChange?: (id: string | undefined) => void
  known: { id: string; name: string } | null
}

/** A firm of the registry, found by a part of its name or code. */
function FirmChoice({ id, value, onChange, known }: FirmProps) {
  const t = useWords()
  const [typed, type] = useState('')
  const asked = useDeferredValue(typed.trim())
  const firms = useCall(registrationApi.firms, { query: { q: asked } }, { enabled: asked.length > 1 })
  const found = (firms.data ?? []).map((firm) => ({ value: firm.id, label: firm.name }))
  const options =
    known && !found.some((one) => one.value === known.id) ? [{ value: known.id, label: known.name }, ...found] : found
  return (
    <Select
      {...(id ? { id } : {})}
      allowClear
      showSearch={{ filterOption: false, onSearch: type }}
      placeholder={t('requests.rules.dispatch.anyFirm')}
      notFoundContent={null}
      value={value ?? null}
      options={options}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
    />
  )
}
