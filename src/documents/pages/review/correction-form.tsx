import { Alert, Button, Form, Input, Select } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { operatorSigns, valueWords } from '#platform/ui/quantity-words.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { figureKinds, operators, type ProposalView } from '../../contract.ts'
import type { Correction } from './decided.ts'
import { correctionOf, type Draft, draftOf } from './draft.ts'
import { parseExact } from './exact-number.ts'
import type { Outcome } from './use-decisions.ts'

interface Props {
  proposal: ProposalView
  /** What was typed before the document was read again, if it was. */
  draft: Draft | null
  /** Kept by the page, so that it outlives a new reading. */
  onDraft: (draft: Draft) => void
  /** Unless it is done, the form stays as it is. */
  onSave: (correction: Correction | null) => Promise<Outcome>
  onLeave: () => void
}

/** The form in place of a proposal's buttons: Ctrl+Enter takes the correction over, Escape leaves it. */
export function CorrectionForm({ proposal, draft, onDraft, onSave, onLeave }: Props) {
  const t = useWords()
  const [form] = Form.useForm<Draft>()
  const [isSending, setSending] = useState(false)
  const [isOvertaken, setOvertaken] = useState(false)

  async function save(values: Draft): Promise<void> {
    setSending(true)
    const outcome = await onSave(correctionOf(proposal, { ...draftOf(proposal), ...values }))
    setOvertaken(outcome === 'conflict')
    if (outcome !== 'done') setSending(false)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) onLeave()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside
    <div className="documents-correction" onKeyDown={press}>
      <Form<Draft>
        form={form}
        name={`correction-${proposal.id}`}
        layout="vertical"
        size="middle"
        requiredMark={false}
        initialValues={draft ?? draftOf(proposal)}
        onValuesChange={(_, values) => onDraft(values)}
        onFinish={(values) => void save(values)}
      >
        {isOvertaken ? (
          <Alert
            className="documents-notice"
            role="alert"
            type="warning"
            showIcon
            title={t('documents.correction.kept')}
          />
        ) : null}
        {proposal.kind === 'measure' ? <MeasureFields /> : <FigureFields />}
        <div className="documents-row-buttons">
          <Button type="primary" htmlType="submit" loading={isSending}>
            {t('documents.correction.save')}
          </Button>
          <Button onClick={onLeave}>{t('ui.cancel')}</Button>
        </div>
      </Form>
    </div>
  )
}

function MeasureFields() {
  const t = useWords()
  return (
    <>
      <Form.Item
        name="text"
        label={t('documents.field.text')}
        rules={[{ required: true, whitespace: true, message: t('documents.field.textNeeded') }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <div className="documents-correction-pair">
        <Form.Item name="by" label={t('documents.field.by')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="ordinal"
          label={t('documents.field.ordinal')}
          rules={[{ pattern: /^\s*\d{0,3}\s*$/, message: t('documents.field.ordinalWrong') }]}
        >
          <Input inputMode="numeric" />
        </Form.Item>
      </div>
    </>
  )
}

function FigureFields() {
  const t = useWords()
  const choose = (names: readonly string[], of: string) => names.map((value) => ({ value, label: t(`${of}.${value}`) }))
  const signs = operators.map((value) => ({
    value,
    label: `${operatorSigns[value].trim() || '='} ${t(`documents.operator.${value}`)}`,
  }))
  return (
    <>
      <Form.Item name="indicator" label={t('documents.field.indicator')}>
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <div className="documents-correction-pair">
        <Form.Item name="op" label={t('documents.field.op')}>
          <Select options={signs} />
        </Form.Item>
        <Form.Item
          name="value"
          label={t('documents.field.value')}
          extra={<ValueRead />}
          rules={[
            {
              validator: (_, typed: string) =>
                parseExact(typed ?? '') === null
                  ? Promise.reject(new Error(t('documents.field.valueWrong')))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="unit" label={t('documents.field.unit')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="kind" label={t('documents.field.kind')}>
          <Select options={choose(figureKinds, 'documents.figureKind')} />
        </Form.Item>
        <Form.Item name="period" label={t('documents.field.period')} extra={t('documents.field.periodHint')}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
    </>
  )
}

/** The typed value as people read it, so that a zero too many is seen. */
function ValueRead() {
  const t = useWords()
  const format = useFormat()
  const form = Form.useFormInstance<Draft>()
  const typed: unknown = Form.useWatch('value', form)
  const unit: unknown = Form.useWatch('unit', form)
  const value = typeof typed === 'string' ? parseExact(typed) : null
  if (value === null) return t('documents.field.valueHint')
  const unitText = typeof unit === 'string' && unit.trim() !== '' ? unit.trim() : null
  return t('documents.field.valueRead', { value: valueWords(t, format, value, unitText) })
}
