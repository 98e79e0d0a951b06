import { Input, Select } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useAddressQuery } from './address.ts'
import { useWords } from './words.tsx'

/** A choice above a list. Its value stands in the address under `name`. */
export interface Filter {
  name: string
  label: string
  options: readonly { value: string; label: string }[]
  /** In place of the options, what chooses a value; a value that is undefined clears it. */
  control?: (value: string | undefined, onChange: (value: string | undefined) => void) => ReactNode
}

interface Props {
  filters: readonly Filter[]
  searchKey?: string
}

const searchDelayMilliseconds = 300

/** Search field and filters of a list; the address keeps them, so a link to a filtered list is a link. */
export function ListFilters({ filters, searchKey }: Props) {
  const [query, change] = useAddressQuery()
  return (
    <search className="list-filters">
      {searchKey ? <SearchField labelKey={searchKey} /> : null}
      {filters.map(({ name, label, options, control }) =>
        control ? (
          <div key={name} className="list-filter">
            {control(query[name], (value) => change({ [name]: value, page: undefined }))}
          </div>
        ) : (
          <Select
            key={name}
            className="list-filter"
            aria-label={label}
            placeholder={label}
            allowClear
            showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
            value={query[name] ?? null}
            options={options.map((option) => ({ ...option }))}
            onChange={(value) => change({ [name]: value ?? undefined, page: undefined })}
          />
        ),
      )}
    </search>
  )
}

function SearchField({ labelKey }: { labelKey: string }) {
  const t = useWords()
  const [query, change] = useAddressQuery()
  const inAddress = query.q ?? ''
  const [text, setText] = useState(inAddress)
  const sent = useRef(inAddress)

  // Somebody went back, or cleared the filters: the field follows the address, but never what is being typed.
  useEffect(() => {
    if (inAddress !== sent.current) {
      sent.current = inAddress
      setText(inAddress)
    }
  }, [inAddress])

  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text.trim()
      change({ q: text.trim() || undefined, page: undefined })
    }, searchDelayMilliseconds)
    return () => clearTimeout(timer)
  }, [text, change])

  return (
    <Input
      className="list-search"
      type="search"
      allowClear
      aria-label={t(labelKey)}
      placeholder={t(labelKey)}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
