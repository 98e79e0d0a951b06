import { Select } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { periodsApi } from '../../rates/periods/contract.ts'
import { periodChoices, thisMonth } from '../rates/period.ts'
import { useMonth } from './period-light.tsx'

/** Lets the units check a month that is over. */
export function OpenMonth({ known }: { known: readonly string[] }) {
  const t = useWords()
  const format = useFormat()
  const monthOf = useMonth()
  const [chosen, choose] = useState<string>()
  const send = useSend(periodsApi.open, { stale: [periodsApi.list], onDone: () => choose(undefined) })
  const today = format.today()
  const months = periodChoices(today).months.filter((one) => one !== thisMonth(today) && !known.includes(one))
  const month = chosen ?? months[0]
  if (month === undefined) return null
  return (
    <section className="periods-open" aria-label={t('requests.periods.open')}>
      <Select
        aria-label={t('requests.periods.month')}
        value={month}
        options={months.map((value) => ({ value, label: monthOf(value) }))}
        popupMatchSelectWidth={false}
        onChange={choose}
      />
      <ConfirmButton
        question={t('requests.periods.open.ask', { month: monthOf(month) })}
        consequence={t('requests.periods.open.then')}
        loading={send.isPending}
        onConfirm={() => send.mutate({ body: { month } })}
      >
        {t('requests.periods.open')}
      </ConfirmButton>
    </section>
  )
}
