import { Select } from 'antd'
import { useWords } from '#platform/ui/words.tsx'
import { useUnitOptions } from '../names.ts'

/** What a form item gives to its child. */
export interface Chosen {
  id?: string
  value?: string | undefined
  onChange?: (value: string | undefined) => void
}

/** A unit found by a part of its name. */
export function UnitChoice({ id, value, onChange, label }: Chosen & { label?: string }) {
  const t = useWords()
  const options = useUnitOptions()
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      className="requests-unit"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={t('requests.page.findUnit')}
      value={value ?? null}
      options={options}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
    />
  )
}
