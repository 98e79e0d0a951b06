import { Alert, Button, Checkbox, Drawer, Form, Input, Radio, Select } from 'antd'
import { isDecimal } from '#platform/decimals.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { goalsApi } from '../../contract.ts'
import { indicatorsApi } from '../../indicators/contract.ts'
import { actualStandings, statedByHand, targetsApi } from '../../targets/contract.ts'
import { ownerKey } from '../cascade/tree.ts'
import { recentPeriods } from './periods.ts'
import { periodWords, toKept } from './words.ts'

interface Typed {
  indicatorId: string
  owner: string
  period: string
  value: string
  standing: (typeof actualStandings)[number]
  isEstimated: boolean
  statedBy: (typeof statedByHand)[number]
  note?: string
}

interface Props {
  /** Of a target one came from: whose figure of what it is. */
  of?: { indicatorId: string; owner: { kind: string; id: string } }
  onLeave: () => void
}

const search = { optionFilterProp: 'label' }

/** One figure by hand: of what, of whom, of which period, and who states it. */
export function AddActual({ of, onLeave }: Props) {
  const t = useWords()
  const format = useFormat()
  const [form] = Form.useForm<Typed>()
  const catalogue = useCall(indicatorsApi.list, {})
  const choices = useCall(goalsApi.choices, {})
  const send = useSend(targetsApi.addActual, {
    stale: [targetsApi.list, targetsApi.detail, indicatorsApi.list],
    quiet: true,
    onDone: onLeave,
  })
  const periods = recentPeriods(format.today())
  const chosen = Form.useWatch('indicatorId', form)
  const indicator = catalogue.data?.rows.find((one) => one.id === chosen)
  const unit = indicator?.unit ?? null
  const save = ({ owner, value, note, isEstimated, ...rest }: Typed) => {
    const [kind = '', id = ''] = owner.split(' ')
    const of = { kind: kind === 'unit' ? ('unit' as const) : ('division' as const), id }
    send.mutate({ body: { ...rest, owner: of, value: toKept(value, unit), isEstimated, note: note || null } })
  }
  return (
    <Drawer open title={t('goals.actual.add')} size={useIsPhone() ? '100%' : 520} onClose={onLeave}>
      {send.error ? (
        <Alert className="form-refusal" role="alert" showIcon type="error" title={refusalText(t, send.error)} />
      ) : null}
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          ...(of ? { indicatorId: of.indicatorId, owner: ownerKey(of.owner) } : {}),
          ...{ period: periods[0], standing: 'preliminary', isEstimated: false, statedBy: 'statistics' },
        }}
        onFinish={save}
      >
        <Form.Item
          name="indicatorId"
          label={t('goals.indicator')}
          rules={[{ required: true, message: t('goals.actual.needed') }]}
        >
          <Select
            showSearch={search}
            loading={catalogue.isPending}
            options={(catalogue.data?.rows ?? []).map(({ id, name, unit: own }) => ({
              value: id,
              label: own ? t('goals.indicator.in', { name, unit: own === 'CNY' ? t('goals.unit.money') : own }) : name,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="owner"
          label={t('goals.owner')}
          rules={[{ required: true, message: t('goals.actual.needed') }]}
        >
          <Select
            showSearch={search}
            loading={choices.isPending}
            options={(choices.data?.owners ?? []).map((one) => ({ value: ownerKey(one), label: one.name }))}
          />
        </Form.Item>
        <Form.Item
          name="period"
          label={t('goals.period')}
          extra={indicator?.counting === 'cumulative' ? t('goals.actual.cumulative') : undefined}
        >
          <Select options={periods.map((value) => ({ value, label: periodWords(t, value) }))} />
        </Form.Item>
        <Form.Item
          name="value"
          label={t('goals.value.actual')}
          rules={[
            {
              validator: (_, value: string | undefined) =>
                isDecimal((value ?? '').trim())
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('goals.actual.number'))),
            },
          ]}
        >
          <Input inputMode="decimal" maxLength={30} suffix={unit === 'CNY' ? t('goals.unit.money') : (unit ?? '')} />
        </Form.Item>
        <Form.Item name="standing" label={t('goals.actual.standing')}>
          <Radio.Group
            optionType="button"
            options={actualStandings.map((value) => ({ value, label: t(`goals.actual.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="statedBy" label={t('goals.statedBy')} extra={t('goals.statedBy.hint')}>
          <Radio.Group
            optionType="button"
            options={statedByHand.map((value) => ({ value, label: t(`goals.statedBy.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="isEstimated" valuePropName="checked">
          <Checkbox>{t('goals.actual.isEstimated')}</Checkbox>
        </Form.Item>
        <Form.Item name="note" label={t('goals.actual.note')}>
          <Input.TextArea maxLength={300} autoSize={{ minRows: 1, maxRows: 4 }} />
        </Form.Item>
        <div className="form-buttons">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {t('ui.save')}
          </Button>
          <Button onClick={onLeave}>{t('ui.cancel')}</Button>
        </div>
      </Form>
    </Drawer>
  )
}
