import { Form, Input, InputNumber, Radio } from 'antd'
import type { ReactElement } from 'react'
import { type Translate, useWords } from '#platform/ui/words.tsx'
import type { RequestAction } from '../../rules.ts'
import { KnownAnswers } from './known-answers.tsx'
import type { StepField } from './steps.ts'
import { SuggestedUnits } from './suggested-units.tsx'
import { UnitChoice } from './unit-choice.tsx'

interface Props {
  field: StepField
  action: RequestAction
  requestId: string
}

/** Fields that a step names in words of its own; the others have those of all steps. */
const own: ReadonlySet<string> = new Set([
  'refuse.note',
  'contact.note',
  'answer-at-once.note',
  'close.note',
  'redo.note',
  'withdraw.note',
  'pause.note',
  'explain-by-law.note',
  'ask-supporter.unitId',
  'ask-extension.reason',
  'extend.note',
  'refuse-extension.note',
])

/** One thing a step asks. */
export function FieldInput({ field, action, requestId }: Props) {
  const t = useWords()
  const { name, isOptional = false } = field
  const key = own.has(`${action}.${name}`) ? `${action}.${name}` : name
  const isTyped = field.kind === 'long' || field.kind === 'short'
  const message = t(isTyped || field.kind === 'number' ? 'requests.page.fillIn' : 'requests.page.chooseOne')
  return (
    <Form.Item
      name={name}
      label={t(`requests.page.field.${key}`)}
      required={!isOptional}
      rules={isOptional ? [] : [{ required: true, whitespace: isTyped, message }]}
    >
      {inputOf(t, field, requestId)}
    </Form.Item>
  )
}

function inputOf(t: Translate, field: StepField, requestId: string): ReactElement {
  switch (field.kind) {
    case 'short':
      return <Input maxLength={field.most} />
    case 'long':
      return <Input.TextArea maxLength={field.most} autoSize={{ minRows: 3, maxRows: 14 }} />
    case 'number':
      return <InputNumber min={1} max={field.most} precision={0} />
    case 'choice':
      return (
        <Radio.Group
          className="requests-choices"
          options={field.options.map((value) => ({ value, label: t(`${field.words}.${value}`) }))}
        />
      )
    case 'unit':
      return <UnitChoice />
    case 'suggested-unit':
      return <SuggestedUnits requestId={requestId} />
    case 'known-answer':
      return <KnownAnswers requestId={requestId} />
  }
}
