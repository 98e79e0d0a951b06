import { Alert, Button, Drawer, Form, Input, Radio, Select } from 'antd'
import { isDecimal } from '#platform/decimals.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { boundedWords } from '#platform/ui/quantity-words.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { indicatorsApi } from '../../indicators/contract.ts'
import { bounds, type TargetView, targetsApi } from '../../targets/contract.ts'
import { toKept, toTyped } from './words.ts'

interface Typed {
  indicatorId?: string | null
  readAs: (typeof bounds)[number] | 'stated'
  baseline?: string
}

/** What a target measures, how the office reads its words, and from where it counts. */
export function ReadTarget({ target, onLeave }: { target: TargetView; onLeave: () => void }) {
  const t = useWords()
  const format = useFormat()
  const catalogue = useCall(indicatorsApi.list, {})
  const send = useSend(targetsApi.read, { stale: [targetsApi.list, targetsApi.detail], quiet: true, onDone: onLeave })
  const { unit, baseline, reading } = target
  const fitting = (catalogue.data?.rows ?? []).filter((one) => one.unit === unit)
  const save = ({ indicatorId, readAs, baseline: typed }: Typed) =>
    send.mutate({
      params: { id: target.id },
      body: {
        ...{ version: target.version, indicatorId: indicatorId ?? null },
        readAs: readAs === 'stated' ? null : readAs,
        baseline: typed?.trim() ? toKept(typed, unit) : null,
      },
    })
  return (
    <Drawer open title={t('goals.read')} size={useIsPhone() ? '100%' : 520} onClose={onLeave}>
      {send.error ? (
        <Alert className="form-refusal" role="alert" showIcon type="error" title={refusalText(t, send.error)} />
      ) : null}
      <p className="goals-words" lang="zh-CN">
        {target.source.citation?.quote ?? target.indicator.name}
      </p>
      <Form<Typed>
        layout="vertical"
        requiredMark={false}
        initialValues={{
          indicatorId: target.indicator.id,
          readAs: reading.why === 'decided' ? reading.op : 'stated',
          baseline: baseline === null ? '' : toTyped(baseline, unit),
        }}
        onFinish={save}
      >
        <Form.Item
          name="indicatorId"
          label={t('goals.indicator')}
          extra={t('goals.indicator.fitting', { unit: unit ?? '–' })}
        >
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            loading={catalogue.isPending}
            options={fitting.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="readAs" label={t('goals.reading')} extra={t('goals.reading.hint')}>
          <Radio.Group
            options={[
              { value: 'stated', label: t('goals.reading.asStated', { words: boundedWords(t, format, target) }) },
              ...bounds.map((value) => ({ value, label: t(`goals.bound.${value}`) })),
            ]}
          />
        </Form.Item>
        <Form.Item
          name="baseline"
          label={t('goals.baseline')}
          extra={t('goals.baseline.hint')}
          rules={[
            {
              validator: (_, value: string | undefined) =>
                !value?.trim() || isDecimal(value.trim())
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('goals.actual.number'))),
            },
          ]}
        >
          <Input inputMode="decimal" maxLength={30} suffix={unit === 'CNY' ? t('goals.unit.money') : (unit ?? '')} />
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
