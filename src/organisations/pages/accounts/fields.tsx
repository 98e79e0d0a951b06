import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { type Translate, useLanguage, useWords } from '#platform/ui/words.tsx'
import { accountsApi } from '../../accounts/contract.ts'
import { nameOf } from './words.ts'

/** Why: whoever decides reads it, and the audit keeps it. */
export function ReasonField({ hint }: { hint?: string }) {
  const t = useWords()
  return (
    <Form.Item
      name="reason"
      label={t('accounts.field.reason')}
      extra={hint ?? t('accounts.field.reasonHint')}
      rules={[{ required: true, whitespace: true, min: 2, message: t('accounts.field.reasonNeeded') }]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} />
    </Form.Item>
  )
}

export const requiredDay = (t: Translate) => [{ required: true, message: t('accounts.field.dayNeeded') }]

interface PickerProps {
  kind: 'unit' | 'district' | 'enterprise' | 'chain'
  value?: string
  onChange?: (value: string) => void
  id?: string
  'aria-label'?: string
}

/** Chooses a unit, district, enterprise or chain by a part of its name. */
export function PlacePicker({ kind, ...field }: PickerProps) {
  const t = useWords()
  const { language } = useLanguage()
  const [q, search] = useState('')
  const { data: places = [], isFetching } = useCall(accountsApi.listScopes, { query: { kind, q } })
  return (
    <Select
      {...field}
      showSearch
      filterOption={false}
      onSearch={search}
      loading={isFetching}
      placeholder={t(`accounts.pick.${kind}`)}
      notFoundContent={t('accounts.pick.none')}
      options={places.map((place) => ({ value: place.id, label: nameOf(language, place) }))}
    />
  )
}
