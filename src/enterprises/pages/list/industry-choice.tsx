import { Select } from 'antd'
import { useState } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { firmApi } from '../../firm/contract.ts'

interface Chosen {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
}

/** A class of GB/T 4754 found by code, words or first letters. */
export function IndustryChoice({ id, value, onChange }: Chosen) {
  const t = useWords()
  const [q, ask] = useState('')
  const { data, isFetching } = useCall(firmApi.industries, { query: q ? { q } : value ? { q: value } : {} })
  return (
    <Select
      {...(id ? { id } : {})}
      showSearch={{ filterOption: false, onSearch: ask }}
      allowClear
      loading={isFetching}
      placeholder={t('enterprises.industry.find')}
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      options={(data?.rows ?? []).map(({ code, name, path }) => ({
        value: code,
        label: path ? `${code} ${name} · ${path}` : `${code} ${name}`,
      }))}
    />
  )
}
