import '../requests.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { type Column, ListPage } from '#platform/ui/list-page.tsx'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { causesApi as api, type CauseRow, causeStates, ListCauses } from '../../causes/contract.ts'
import { useName } from '../names.ts'
import { MakeForm } from './make-form.tsx'

/** Which causes make firms ask again and again, who takes them away, and until when? */
export function CausesPage() {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const { role } = useMe()
  const [isNew, setNew] = useState(false)
  const result = useCall(api.list, { query: useListQuery(ListCauses) })
  const isDesk = role === 'request-desk'
  const columns: Column<CauseRow>[] = [
    { key: 'title', label: t('requests.page.causes.title'), cell: ({ title }) => title },
    { key: 'topic', label: t('requests.page.topic'), cell: ({ topic }) => nameOf(topic), onlyDesktop: true },
    {
      key: 'owner',
      label: t('requests.page.causes.owner'),
      cell: ({ ownerUnit, ownerName }) => `${nameOf(ownerUnit)} ${ownerName}`,
    },
    { key: 'state', label: t('requests.page.causes.state'), cell: (row) => <CauseLight cause={row} /> },
    {
      key: 'count',
      label: t('requests.page.causes.all'),
      cell: ({ count }) => format.number(count),
      isNumber: true,
    },
    {
      key: 'since',
      label: t('requests.page.causes.since'),
      cell: ({ doneOn, countSince }) => (doneOn === null ? '–' : format.number(countSince)),
      isNumber: true,
    },
  ]
  return (
    <ListPage
      titleKey="requests.page.causes.which"
      lead={t('requests.page.causes.lead')}
      actions={isDesk && !isNew ? <Button onClick={() => setNew(true)}>{t('requests.page.causes.make')}</Button> : null}
      before={isNew ? <MakeForm onDone={() => setNew(false)} /> : null}
      result={result}
      columns={columns}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/requests/causes/${id}`}
      filters={[
        {
          name: 'state',
          label: t('requests.page.causes.state'),
          options: causeStates.map((value) => ({ value, label: t(`requests.page.causes.state.${value}`) })),
        },
      ]}
      empty={
        <EmptyState
          title={t('requests.page.causes.none')}
          {...(isDesk ? { next: t('requests.page.causes.none.next') } : {})}
        />
      }
    />
  )
}

/** Done, open until its day, or open over it. */
export function CauseLight({
  cause: { state, dueOn, doneOn },
}: {
  cause: Pick<CauseRow, 'state' | 'dueOn' | 'doneOn'>
}) {
  const t = useWords()
  const format = useFormat()
  if (state === 'done') {
    return <Light colour="green">{t('requests.page.causes.doneOn', { day: format.day(doneOn ?? dueOn) })}</Light>
  }
  const isLate = dueOn < format.today()
  return (
    <Light colour={isLate ? 'red' : 'blue'}>
      {t(isLate ? 'requests.page.causes.late' : 'requests.page.causes.dueOn', { day: format.day(dueOn) })}
    </Light>
  )
}
