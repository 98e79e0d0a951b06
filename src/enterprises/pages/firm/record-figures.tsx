import { Alert, Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { KnownValue } from '#platform/ui/known-value.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type FirmView, wholeFirmApi } from '../../firm/whole/contract.ts'
import { figuresApi, type Recorded } from '../../indicators/contract.ts'
import { type TypedUnit, unitsFor } from '../../indicators/reading/rules.ts'
import { type IndicatorCode, indicatorCodes, type SourceClass, sourceClasses } from '../../indicators/rules.ts'
import { typedOf, useKnown } from '../known.ts'
import { useFigureWords } from '../names.ts'
import { SaveButtons } from '../save-buttons.tsx'

interface Values {
  code: IndicatorCode
  year: number
  typed: string
  unit?: TypedUnit
  sourceClass: SourceClass
  evidence?: string
  isEstimated?: boolean
}

/** Records one figure after another; what can be read in two ways is asked, what is unlikely must be confirmed. */
export function RecordFigures({ firm, onClose }: { firm: FirmView; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const [form] = Form.useForm<Values>()
  const [asked, ask] = useState<Recorded | null>(null)
  const code = Form.useWatch('code', form)
  const year = Form.useWatch('year', form)
  const words = useFigureWords()
  const known = useKnown(firm.id).figure(code, year)
  const [taken, take] = useState<string | null>(null)
  const units = code ? unitsFor(code) : []
  const send = useSend(figuresApi.record, {
    stale: [wholeFirmApi.get],
    quiet: true,
    onDone: (answer) => {
      ask(answer.saved ? null : answer)
      if (answer.saved) form.resetFields(['code', 'typed', 'unit', 'isEstimated'])
    },
  })
  const record = ({ sourceClass, evidence, ...figure }: Values, confirmed: string[] = []) =>
    send.mutate({
      params: { id: firm.id },
      known: taken === `${figure.code}:${figure.typed}` ? 1 : 0,
      body: {
        ...{ sourceClass, confirmed, figures: [{ ...figure, unit: figure.unit ?? null }] },
        ...(evidence ? { evidence } : {}),
      },
    })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  const last = Number(format.today().slice(0, 4)) - 1
  return (
    <Modal open title={t('enterprises.figures.record')} onCancel={onClose} footer={null} destroyOnHidden>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ year: last, sourceClass: 'firm' }}
        onFinish={(values) => record(values)}
        onValuesChange={() => ask(null)}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="code" label={t('enterprises.figures.indicator')} rules={needed}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={indicatorCodes.map((value) => ({ value, label: t(`enterprises.field.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="year" label={t('enterprises.figures.year')} rules={needed}>
          <InputNumber min={1949} max={last + 1} />
        </Form.Item>
        <Form.Item
          name="typed"
          label={t('enterprises.figures.value')}
          rules={needed}
          extra={
            known ? (
              <KnownValue
                value={words(known.code, known.value)}
                year={known.year}
                source={t(`enterprises.source.${known.sourceClass}`)}
                isEstimated={known.isEstimated}
                onTake={() => {
                  form.setFieldsValue(typedOf(known))
                  take(`${known.code}:${typedOf(known).typed}`)
                }}
              />
            ) : undefined
          }
        >
          <Input maxLength={40} inputMode="decimal" />
        </Form.Item>
        {units.length > 1 ? (
          <Form.Item name="unit" label={t('enterprises.figures.unit')} extra={t('enterprises.figures.unit.hint')}>
            <Select
              allowClear
              options={units.map((value) => ({ value, label: t(`enterprises.unit.name.${value}`) }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item name="sourceClass" label={t('enterprises.figures.source')} rules={needed}>
          <Select
            options={[...sourceClasses, 'statistics'].map((value) => ({
              value,
              label: t(`enterprises.source.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="evidence" label={t('enterprises.figures.evidence')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="isEstimated" valuePropName="checked">
          <Checkbox>{t('enterprises.figures.isEstimated')}</Checkbox>
        </Form.Item>
        {asked ? (
          <Questions
            asked={asked}
            onUnit={(unit) => {
              form.setFieldValue('unit', unit)
              ask(null)
              record({ ...form.getFieldsValue(), unit })
            }}
            onConfirm={(keys) => record(form.getFieldsValue(), keys)}
          />
        ) : null}
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}

interface QuestionsProps {
  asked: Recorded
  onUnit: (unit: TypedUnit) => void
  onConfirm: (keys: string[]) => void
}

function Questions({ asked, onUnit, onConfirm }: QuestionsProps) {
  const t = useWords()
  const words = useFigureWords()
  return (
    <Alert
      className="form-refusal"
      type="warning"
      showIcon
      role="alert"
      title={t('enterprises.figures.question')}
      description={
        <>
          {asked.asks.flatMap(({ code, readings }) =>
            readings.map(({ unit, value }) => (
              <Button key={unit} size="small" className="enterprises-near" onClick={() => onUnit(unit)}>
                {t('enterprises.figures.reading', {
                  unit: t(`enterprises.unit.name.${unit}`),
                  value: words(code, value),
                })}
              </Button>
            )),
          )}
          {asked.doubts.map((doubt) => (
            <p key={doubt.key}>
              {t(`enterprises.doubt.${doubt.kind}`, {
                field: t(`enterprises.field.${doubt.code}`),
                year: doubt.year,
                value: words(doubt.code, doubt.value),
                other:
                  doubt.kind === 'before-founding' || doubt.kind === 'year-not-over'
                    ? doubt.other
                    : words(doubt.otherCode, doubt.other),
                otherField: t(`enterprises.field.${doubt.otherCode}`),
                source: doubt.otherSource === null ? '' : t(`enterprises.source.${doubt.otherSource}`),
              })}
            </p>
          ))}
          {asked.doubts.length > 0 ? (
            <Button size="small" onClick={() => onConfirm(asked.doubts.map(({ key }) => key))}>
              {t('enterprises.figures.confirm')}
            </Button>
          ) : null}
        </>
      }
    />
  )
}
