import '../enterprises.css'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { KnownValue } from '#platform/ui/known-value.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { correctionsApi as api, correctable, type ProposeCorrection } from '../../corrections/contract.ts'
import { type TypedUnit, unitsFor } from '../../indicators/reading/rules.ts'
import { type IndicatorCode, indicatorCodes } from '../../indicators/rules.ts'
import { BurdenOfFirm } from '../burden/of-firm.tsx'
import { Lead, WholeFirm } from '../firm/firm.tsx'
import { typedOf, useKnown } from '../known.ts'
import { useFigureWords } from '../names.ts'
import { CorrectionList } from './corrections.tsx'

/** What does the city know of us, and is it right? */
export function MinePage() {
  const t = useWords()
  const result = useCall(api.mine, {})
  const waiting = useCall(api.list, { query: {} })
  const [isOpen, open] = useState(false)
  return (
    <DetailPage
      titleKey="enterprises.page.mine"
      result={result}
      title={({ name }) => name}
      lead={(firm) => <Lead firm={firm} />}
      actions={() => (
        <Button type="primary" onClick={() => open(true)}>
          {t('enterprises.mine.correct')}
        </Button>
      )}
    >
      {(firm) => (
        <>
          <p className="enterprises-soft">{t('enterprises.mine.lead')}</p>
          <BurdenOfFirm id={firm.id} isOwn />
          {isOpen ? <ProposeDialog firmId={firm.id} onClose={() => open(false)} /> : null}
          {waiting.data && waiting.data.rows.length > 0 ? (
            <section aria-labelledby="mine-corrections">
              <h2 id="mine-corrections">{t('enterprises.mine.corrections')}</h2>
              <CorrectionList rows={waiting.data.rows} isOwn />
            </section>
          ) : null}
          <WholeFirm firm={firm} />
        </>
      )}
    </DetailPage>
  )
}

interface Values {
  field: string
  year?: number
  unit?: TypedUnit
  proposed: string
  reason: string
}

function ProposeDialog({ firmId, onClose }: { firmId: string; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const [form] = Form.useForm<Values>()
  const field = Form.useWatch('field', form)
  const code: IndicatorCode | undefined = indicatorCodes.find((one) => one === field)
  const year = Form.useWatch('year', form)
  const known = useKnown(firmId)
  const tell = useFigureWords()
  const figure = known.figure(code, year)
  const stands = code ? null : known.field(field)
  const [taken, take] = useState<string | null>(null)
  const send = useSend(api.propose, { stale: [api.list], quiet: true, onDone: onClose })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  const last = Number(format.today().slice(0, 4)) - 1
  const words: Record<(typeof correctable)[number], string> = {
    ...{ name: 'name', shortName: 'shortName', address: 'address', leadingProduct: 'leading-product' },
    ...{ industryCode: 'industry-code', foundedOn: 'founded-on' },
  }
  const finish = ({ field: of, year, unit, proposed, reason }: Values) => {
    const entry = correctable.find((one) => one === of)
    const body: ProposeCorrection | null =
      code && year !== undefined
        ? { kind: 'indicator', field: code, year, proposed, unit: unit ?? unitsFor(code)[0] ?? 'count', reason }
        : entry
          ? { kind: 'entry', field: entry, proposed, reason }
          : null
    if (body) send.mutate({ body, known: taken === `${of}:${proposed}` ? 1 : 0 })
  }
  return (
    <Modal open title={t('enterprises.mine.correct')} onCancel={onClose} footer={null}>
      <p>{t('enterprises.mine.correct.lead')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ year: last }}
        onFinish={finish}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="field" label={t('enterprises.mine.what')} rules={needed}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              ...correctable.map((value) => ({ value, label: t(`enterprises.field.${words[value]}`) })),
              ...indicatorCodes.map((value) => ({ value, label: t(`enterprises.field.${value}`) })),
            ]}
          />
        </Form.Item>
        {code ? (
          <>
            <Form.Item name="year" label={t('enterprises.figures.year')} rules={needed}>
              <InputNumber min={1949} max={last + 1} />
            </Form.Item>
            <Form.Item name="unit" label={t('enterprises.figures.unit')} rules={needed}>
              <Select
                options={unitsFor(code).map((value) => ({ value, label: t(`enterprises.unit.name.${value}`) }))}
              />
            </Form.Item>
          </>
        ) : null}
        <Form.Item
          name="proposed"
          label={t('enterprises.mine.right')}
          extra={
            figure ? (
              <KnownValue
                value={tell(figure.code, figure.value)}
                year={figure.year}
                source={t(`enterprises.source.${figure.sourceClass}`)}
                isEstimated={figure.isEstimated}
                onTake={() => {
                  const { typed, unit } = typedOf(figure)
                  form.setFieldsValue({ proposed: typed, unit })
                  take(`${figure.code}:${typed}`)
                }}
              />
            ) : stands ? (
              <KnownValue
                value={stands.value}
                year={stands.year}
                source={t(`enterprises.known.${stands.from}`)}
                onTake={() => {
                  form.setFieldsValue({ proposed: stands.value })
                  take(`${stands.field}:${stands.value}`)
                }}
              />
            ) : field === 'foundedOn' ? (
              t('enterprises.mine.dayForm')
            ) : undefined
          }
          rules={needed}
        >
          {field === 'foundedOn' ? <Input type="date" /> : <Input maxLength={code ? 40 : 200} />}
        </Form.Item>
        <Form.Item name="reason" label={t('enterprises.mine.why')} rules={needed}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('enterprises.mine.send')}
        </Button>
      </Form>
    </Modal>
  )
}
