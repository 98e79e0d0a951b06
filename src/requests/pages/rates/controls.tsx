import { Segmented, Select } from 'antd'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type AskRates, groupings } from '../../rates/contract.ts'
import { channels, requestKinds } from '../../rules.ts'
import { periodChoices } from './period.ts'

/** Which period, grouped by what, of which kind and channel; the address keeps it. */
export function Controls({ query }: { query: AskRates }) {
  const t = useWords()
  const format = useFormat()
  const [, change] = useAddressQuery()
  const { months, quarters, years } = periodChoices(format.today())
  const month = (value: string) => ({
    value,
    label: t('requests.rates.month', { year: value.slice(0, 4), month: Number(value.slice(5)) }),
  })
  const quarter = (value: string) => ({
    value,
    label: t('requests.rates.quarter', { year: value.slice(0, 4), quarter: value.slice(-1) }),
  })
  const periods = [
    { label: t('requests.rates.months'), options: months.map(month) },
    { label: t('requests.rates.quarters'), options: quarters.map(quarter) },
    {
      label: t('requests.rates.years'),
      options: years.map((value) => ({ value, label: t('requests.rates.year', { year: value }) })),
    },
  ]
  const of = (name: 'kind' | 'channel', values: readonly string[]) => (
    <Select
      aria-label={t(`requests.rates.filter.${name}`)}
      placeholder={t(`requests.rates.filter.${name}`)}
      value={query[name] ?? null}
      allowClear
      popupMatchSelectWidth={false}
      options={values.map((value) => ({ value, label: t(`requests.${name}.${value}`) }))}
      onChange={(value?: string | null) => change({ [name]: value ?? undefined })}
    />
  )
  return (
    <div className="rates-controls">
      <Select
        aria-label={t('requests.rates.period')}
        value={query.period}
        options={periods}
        popupMatchSelectWidth={false}
        onChange={(period) => change({ period, frozen: undefined })}
      />
      <Segmented
        aria-label={t('requests.rates.by')}
        value={query.by}
        options={groupings.map((value) => ({ value, label: t(`requests.rates.by.${value}`) }))}
        onChange={(by) => change({ by })}
      />
      {of('kind', requestKinds)}
      {of('channel', channels)}
    </div>
  )
}
