import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { auditApi as api } from '../../audit/contract.ts'
import { results } from '../../audit/rules.ts'
import { useAddressQuery } from '../../ui/address.ts'
import { useCall } from '../../ui/calls.ts'
import { useWords } from '../../ui/words.tsx'
import { useAuditWords } from './words.ts'

export const filterNames = ['from', 'to', 'who', 'action', 'subjectKind', 'subject', 'result', 'address'] as const

/** Filters of the audit; the address keeps them. Texts are asked for when the field is left or Enter is pressed. */
export function AuditFilters() {
  const t = useWords()
  const words = useAuditWords()
  const [query] = useAddressQuery()
  const { data } = useCall(api.choices, {})
  const actions = (data?.actions ?? []).map((value) => ({ value, label: words.action(value) }))
  const kinds = (data?.subjectKinds ?? []).map((value) => ({ value, label: words.subject(value) }))
  return (
    // A new address, by going back or clearing, begins the fields anew.
    <search className="list-filters audit-filters" key={filterNames.map((name) => query[name] ?? '').join('\n')}>
      <TextFilter name="from" type="date" />
      <TextFilter name="to" type="date" />
      <TextFilter name="who" />
      <Choice name="action" options={actions} />
      <Choice name="subjectKind" options={kinds} />
      <TextFilter name="subject" />
      <Choice name="result" options={results.map((value) => ({ value, label: t(`audit.result.${value}`) }))} />
      <TextFilter name="address" />
    </search>
  )
}

interface ChoiceProps {
  name: (typeof filterNames)[number]
  options: { value: string; label: string }[]
}

function Choice({ name, options }: ChoiceProps) {
  const t = useWords()
  const [query, change] = useAddressQuery()
  const label = t(`audit.filter.${name}`)
  return (
    <Select
      className="list-filter"
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      value={query[name] ?? null}
      options={options}
      onChange={(value) => change({ [name]: value ?? undefined, after: undefined })}
    />
  )
}

function TextFilter({ name, type = 'text' }: { name: (typeof filterNames)[number]; type?: 'text' | 'date' }) {
  const t = useWords()
  const [query, change] = useAddressQuery()
  const inAddress = query[name] ?? ''
  const [text, setText] = useState(inAddress)
  const label = t(`audit.filter.${name}`)
  const ask = (value: string) => {
    if (value.trim() !== inAddress) change({ [name]: value.trim() || undefined, after: undefined })
  }
  return (
    <span className="audit-field">
      {type === 'date' ? <span aria-hidden="true">{label}</span> : null}
      <Input
        type={type}
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={80}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => ask(text)}
        onPressEnter={() => ask(text)}
      />
      {type === 'date' && inAddress ? (
        <Button type="text" size="small" aria-label={t('audit.clearField', { label })} onClick={() => ask('')}>
          ×
        </Button>
      ) : null}
    </span>
  )
}
