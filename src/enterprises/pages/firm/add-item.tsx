import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import type { ReactNode } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { AddItem, firmApi, type ItemKind } from '../../firm/contract.ts'
import { linkKinds, nameKinds } from '../../firm/rules.ts'
import { wholeFirmApi } from '../../firm/whole/contract.ts'
import { awardKinds, awardLevels, rightKinds, rightOrigins } from '../../honours/rules.ts'
import { searchApi } from '../../search/contract.ts'
import { SaveButtons } from '../save-buttons.tsx'

/** One more of a kind; the form has the fields of that kind alone. */
export function AddItemDialog({ firmId, kind, onClose }: { firmId: string; kind: ItemKind; onClose: () => void }) {
  const t = useWords()
  const send = useSend(firmApi.addItem, {
    stale: [wholeFirmApi.get, searchApi.list],
    quiet: true,
    onDone: onClose,
  })
  return (
    <Modal open title={t(`enterprises.items.${kind}.add`)} onCancel={onClose} footer={null}>
      <Form<Record<string, unknown>>
        layout="vertical"
        requiredMark="optional"
        onFinish={(values) => {
          const { sharePercent, ...rest } = values
          const share = typeof sharePercent === 'number' ? Math.round(sharePercent * 100) : undefined
          const filled = Object.fromEntries(
            Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''),
          )
          const body = AddItem.parse({
            ...filled,
            ...{ kind },
            ...(share === undefined ? {} : kind === 'product' ? { revenueShare: share } : { share }),
          })
          send.mutate({ params: { id: firmId }, body })
        }}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Fields kind={kind} />
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}

function Fields({ kind }: { kind: ItemKind }) {
  const t = useWords()
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  const text = (name: string, label: string, isNeeded = true): ReactNode => (
    <Form.Item name={name} label={label} rules={isNeeded ? needed : []}>
      <Input maxLength={name === 'number' ? 60 : 100} />
    </Form.Item>
  )
  const day = (name: string, label: string, isNeeded = false): ReactNode => (
    <Form.Item name={name} label={label} rules={isNeeded ? needed : []}>
      <Input type="date" />
    </Form.Item>
  )
  const choice = (name: string, label: string, options: readonly string[], words: string): ReactNode => (
    <Form.Item name={name} label={label} rules={needed}>
      <Select options={options.map((value) => ({ value, label: t(`${words}.${value}`) }))} />
    </Form.Item>
  )
  const tick = (name: string, label: string): ReactNode => (
    <Form.Item name={name} valuePropName="checked" initialValue={false} noStyle>
      <Checkbox>{label}</Checkbox>
    </Form.Item>
  )
  const percent = (
    <Form.Item name="sharePercent" label={t('enterprises.items.share')}>
      <InputNumber min={0} max={100} suffix="%" />
    </Form.Item>
  )
  switch (kind) {
    case 'name':
      return (
        <>
          {choice('nameKind', t('enterprises.items.kind'), nameKinds, 'enterprises.name')}
          {text('name', t('enterprises.field.name'))}
          {day('until', t('enterprises.name.lastDay'))}
        </>
      )
    case 'product':
      return (
        <>
          {text('name', t('enterprises.items.productName'))}
          {percent}
          {tick('isLeading', t('enterprises.items.leading'))}
        </>
      )
    case 'link':
      return (
        <>
          {choice('linkKind', t('enterprises.items.kind'), linkKinds, 'enterprises.link')}
          {text('otherName', t('enterprises.items.otherName'))}
          {percent}
        </>
      )
    case 'right':
      return (
        <>
          {choice('rightKind', t('enterprises.items.kind'), rightKinds, 'enterprises.right')}
          {text('name', t('enterprises.items.rightName'))}
          {text('number', t('enterprises.items.number'))}
          {choice('origin', t('enterprises.items.origin'), rightOrigins, 'enterprises.right')}
          {day('grantedOn', t('enterprises.items.grantedOn'), true)}
          {tick('isForLeadingProduct', t('enterprises.right.leading'))}
          {tick('isApplied', t('enterprises.right.applied'))}
          {tick('isHighValue', t('enterprises.right.highValue'))}
        </>
      )
    case 'award':
      return (
        <>
          {choice('awardKind', t('enterprises.items.kind'), awardKinds, 'enterprises.award.kind')}
          {choice('level', t('enterprises.items.level'), awardLevels, 'enterprises.award')}
          {text('name', t('enterprises.items.awardName'))}
          <Form.Item name="year" label={t('enterprises.figures.year')} rules={needed}>
            <InputNumber min={1949} max={2200} />
          </Form.Item>
          <Form.Item name="rank" label={t('enterprises.items.rank')}>
            <InputNumber min={1} max={10_000} />
          </Form.Item>
        </>
      )
  }
}
