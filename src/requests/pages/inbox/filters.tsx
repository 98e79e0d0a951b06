import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Role } from '#platform/roles.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { type Filter, ListFilters } from '#platform/ui/list-filters.tsx'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { requestsApi, type requestViews } from '../../contract.ts'
import { deskRoles, requestKinds, requestStates, unitRoles } from '../../rules.ts'
import { useName, useUnitOptions } from '../names.ts'
import { useViewCount } from './counts.ts'
import { filterNames } from './query.ts'

type View = (typeof requestViews)[number]

/** The views of the list, each with its count. */
export function Views({ children }: { children?: ReactNode }) {
  const t = useWords()
  const { role } = useMe()
  const [address] = useAddressQuery()
  const present = address.view ?? (address.state ? 'all' : 'open')
  const views = viewsOf(role)
  return (
    <nav className="requests-views" aria-label={t('requests.page.views')}>
      {views.map((view) => (
        <ViewLink key={view} view={view} isPresent={view === present} />
      ))}
      {children}
    </nav>
  )
}

function viewsOf(role: Role): readonly View[] {
  if (role === 'enterprise-user') return ['open', 'all']
  if (deskRoles.includes(role)) return ['open', 'overdue', 'soon', 'asked', 'all']
  if (role === 'unit-head') return ['open', 'overdue', 'soon', 'mine', 'approve', 'all']
  return unitRoles.includes(role) ? ['open', 'overdue', 'soon', 'mine', 'all'] : ['open', 'overdue', 'soon', 'all']
}

function ViewLink({ view, isPresent }: { view: View; isPresent: boolean }) {
  const t = useWords()
  const format = useFormat()
  const [address] = useAddressQuery()
  const count = useViewCount(view)
  const search = { ...address, view, page: undefined, state: undefined }
  return (
    <Link
      to="."
      search={search}
      resetScroll={false}
      className={isPresent ? 'is-present' : ''}
      {...(isPresent ? { 'aria-current': 'true' as const } : {})}
    >
      {t(`requests.page.view.${view}`)}
      {count === undefined ? null : <span className="requests-count">{format.number(count)}</span>}
    </Link>
  )
}

/** Search and choices above the list; the address keeps them. */
export function Filters() {
  const t = useWords()
  const nameOf = useName()
  const [address] = useAddressQuery()
  const isFiltered = filterNames.some((name) => name !== 'q' && address[name] !== undefined)
  const units = useUnitOptions()
  const topics = useCall(requestsApi.topics, {})
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('requests.page.state'),
      options: requestStates.map((value) => ({ value, label: t(`requests.state.${value}`) })),
    },
    {
      name: 'kind',
      label: t('requests.page.kind'),
      options: requestKinds.map((value) => ({ value, label: t(`requests.kind.${value}`) })),
    },
    {
      name: 'topic',
      label: t('requests.page.topic'),
      options: (topics.data ?? []).map((topic) => ({ value: topic.id, label: nameOf(topic) })),
    },
    { name: 'unit', label: t('requests.page.unit'), options: units },
    {
      name: 'order',
      label: t('requests.page.order'),
      options: ['clock', 'weight'].map((value) => ({ value, label: t(`requests.page.order.${value}`) })),
    },
  ]
  return (
    <>
      <ListFilters filters={[]} searchKey="requests.page.search" />
      <details className="requests-filters" open={isFiltered}>
        <summary>{t('requests.page.filters')}</summary>
        <ListFilters filters={filters} />
      </details>
    </>
  )
}
