import { Select } from 'antd'

interface Props<T extends string> {
  label: string
  /** Named for null: all, or judged by the text. */
  noneLabel: string
  options: readonly { value: T; label: string }[]
  value: T | null
  onChange: (value: T | null) => void
}

const none = '-'

/** One of several values, or none in particular. */
export function Choice<T extends string>({ label, noneLabel, options, value, onChange }: Props<T>) {
  return (
    <Select<string>
      aria-label={label}
      value={value ?? none}
      popupMatchSelectWidth={false}
      options={[{ value: none, label: noneLabel }, ...options]}
      onChange={(chosen) => onChange(options.find((one) => one.value === chosen)?.value ?? null)}
    />
  )
}
