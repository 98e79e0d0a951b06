import { Alert, Button, Checkbox, Drawer, Form, Input, Radio, Select } from 'antd'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useWords } from '#platform/ui/words.tsx'
import { goalsApi } from '../../contract.ts'
import {
  countings,
  directions,
  type IndicatorInput,
  type IndicatorView,
  indicatorsApi,
  periodTypes,
} from '../../indicators/contract.ts'
import { targetsApi } from '../../targets/contract.ts'

interface Props {
  /** Null for a new one. */
  indicator: IndicatorView | null
  onLeave: () => void
}

const stale = [indicatorsApi.list, targetsApi.list, targetsApi.detail]

export function IndicatorForm({ indicator, onLeave }: Props) {
  const t = useWords()
  const choices = useCall(goalsApi.choices, {})
  const add = useSend(indicatorsApi.add, { stale, quiet: true, onDone: onLeave })
  const change = useSend(indicatorsApi.change, { stale, quiet: true, onDone: onLeave })
  const error = add.error ?? change.error
  const save = (typed: IndicatorInput) => {
    const body = { ...typed, unit: typed.unit?.trim() || null, ownerUnitId: typed.ownerUnitId ?? null }
    if (indicator) change.mutate({ params: { id: indicator.id }, body: { ...body, version: indicator.version } })
    else add.mutate({ body })
  }
  const closed = (name: 'counting' | 'direction' | 'periodType', values: readonly string[]) => (
    <Form.Item name={name} label={t(`goals.${name}`)}>
      <Radio.Group options={values.map((value) => ({ value, label: t(`goals.${name}.${value}`) }))} />
    </Form.Item>
  )
  const named = [{ required: true, whitespace: true, min: 2, message: t('goals.indicator.needed') }]
  return (
    <Drawer
      open
      title={t(indicator ? 'goals.indicator.change' : 'goals.indicator.add')}
      size={useIsPhone() ? '100%' : 560}
      onClose={onLeave}
    >
      {error ? (
        <Alert className="form-refusal" role="alert" showIcon type="error" title={refusalText(t, error)} />
      ) : null}
      <Form<IndicatorInput>
        layout="vertical"
        requiredMark={false}
        initialValues={
          indicator ?? {
            ...{ otherNames: [], direction: 'more', periodType: 'month', counting: 'cumulative' },
            isAdditive: true,
          }
        }
        onFinish={save}
      >
        <Form.Item name="name" label={t('goals.indicator.name')} rules={named}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item
          name="otherNames"
          label={t('goals.indicator.otherNames')}
          extra={t('goals.indicator.otherNames.hint')}
        >
          <Select mode="tags" open={false} suffixIcon={null} maxCount={12} />
        </Form.Item>
        <Form.Item name="unit" label={t('goals.unit')} extra={t('goals.unit.hint')}>
          <Input maxLength={20} />
        </Form.Item>
        {closed('counting', countings)}
        {closed('direction', directions)}
        {closed('periodType', periodTypes)}
        <Form.Item name="isAdditive" valuePropName="checked">
          <Checkbox>{t('goals.additive.check')}</Checkbox>
        </Form.Item>
        <Form.Item name="publisher" label={t('goals.publisher')} rules={named}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="ownerUnitId" label={t('goals.indicator.owner')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            loading={choices.isPending}
            options={(choices.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <div className="form-buttons">
          <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
            {t('ui.save')}
          </Button>
          <Button onClick={onLeave}>{t('ui.cancel')}</Button>
        </div>
      </Form>
    </Drawer>
  )
}
