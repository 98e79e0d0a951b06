import { TreeSelect } from 'antd'
import { useState } from 'react'
import { call } from '#platform/http/client.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { firmApi } from '../../firm/contract.ts'

interface Chosen {
  id?: string
  label?: string
  className?: string
  value?: string | undefined
  onChange?: (value: string | undefined) => void
}

type Entry = AnswerOf<typeof firmApi.industries>['rows'][number] & { under: string | null }

/** A section, division, group or class of GB/T 4754: opened step by step, or found by code, words or first letters. */
export function IndustryChoice({ id, label, className, value, onChange }: Chosen) {
  const t = useWords()
  const [q, ask] = useState('')
  const [below, add] = useState<readonly Entry[]>([])
  const top = useCall(firmApi.industries, {})
  const found = useCall(firmApi.industries, { query: { q } }, { enabled: q !== '' })
  const own = useCall(firmApi.industries, { query: { q: value ?? '' } }, { enabled: !!value })
  const isKnown = (code: string) =>
    below.some((one) => one.code === code) || top.data?.rows.some((one) => one.code === code)
  const open = async (under: string) => {
    const { rows } = await call(firmApi.industries, { query: { under } })
    add((before) => [...before.filter((one) => one.under !== under), ...rows.map((row) => ({ ...row, under }))])
  }
  const node = ({ code, name, path, hasMore }: Omit<Entry, 'under'>, under: string | null, isFound = false) => ({
    ...{ id: code, value: code, pId: under ?? 0, isLeaf: isFound || !hasMore },
    title: isFound && path ? `${code} ${name} · ${path}` : `${code} ${name}`,
    label: `${code} ${name}`,
  })
  const chosen = value && !isKnown(value) ? (own.data?.rows ?? []).filter(({ code }) => code === value) : []
  const treeData =
    q === ''
      ? [
          ...(top.data?.rows ?? []).map((row) => node(row, null)),
          ...below.map((row) => node(row, row.under)),
          ...chosen.map((row) => node(row, null, true)),
        ]
      : (found.data?.rows ?? []).map((row) => node(row, null, true))
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      {...(className ? { className } : {})}
      {...(label ? { 'aria-label': label } : {})}
      showSearch={{ onSearch: ask, filterTreeNode: false }}
      allowClear
      treeDataSimpleMode
      treeNodeLabelProp="label"
      popupMatchSelectWidth={420}
      placeholder={label ?? t('enterprises.industry.find')}
      value={value ?? null}
      treeData={treeData}
      loadData={({ value: under }) => open(String(under))}
      onChange={(next: string | null | undefined) => {
        ask('')
        onChange?.(next ?? undefined)
      }}
    />
  )
}
