import type { UseQueryResult } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { PageTitle } from './page-title.tsx'
import { RefusalNotice } from './refusal.tsx'
import { useWords } from './words.tsx'

interface Props<T> {
  /** Named while the thing is on its way or refused. */
  titleKey: string
  /** The result of `useCall`. */
  result: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'refetch'>
  title: (thing: T) => string
  lead?: (thing: T) => ReactNode
  actions?: (thing: T) => ReactNode
  children: (thing: T) => ReactNode
}

/** One thing with its heading and actions; loading and refusal stand where it will be. */
export function DetailPage<T>({ titleKey, result, title, lead, actions, children }: Props<T>) {
  const t = useWords()
  const { data, error, isPending, refetch } = result
  if (data === undefined) {
    return (
      <>
        <PageTitle title={t(titleKey)} />
        {isPending && !error ? <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} /> : null}
        {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      </>
    )
  }
  return (
    <>
      <PageTitle title={title(data)} lead={lead?.(data)} actions={actions?.(data)} />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {children(data)}
    </>
  )
}

interface FactsProps {
  facts: readonly { label: string; value: ReactNode }[]
}

/** Names and values of a thing, in two columns that fold on a phone. Facts without a value are left out. */
export function FactList({ facts }: FactsProps) {
  const shown = facts.filter(({ value }) => value !== null && value !== undefined && value !== '')
  return (
    <dl className="fact-list">
      {shown.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
