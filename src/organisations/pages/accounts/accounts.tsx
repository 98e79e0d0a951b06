import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { roles } from '#platform/roles.ts'
import { useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { type Column, type Filter, ListPage } from '#platform/ui/list-page.tsx'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import { type AccountInList, accountsApi as api, ListAccounts } from '../../accounts/contract.ts'
import { accountStates } from '../../accounts/rules.ts'
import { organisationsApi } from '../../contract.ts'
import { nameIn } from '../names.ts'
import './accounts.css'
import { AccountLight } from './state-light.tsx'
import { makers } from './words.ts'

/** Accounts of the city: who may sign in, in which posts, and what waits for a second person. */
export function AccountsPage() {
  const t = useWords()
  const format = useFormat()
  const mayMake = makers.includes(useMe().role)
  const result = useCall(api.list, { query: useListQuery(ListAccounts) })
  const columns: readonly Column<AccountInList>[] = [
    {
      key: 'name',
      label: t('accounts.field.name'),
      cell: ({ name }) => <span className="accounts-short">{name}</span>,
    },
    {
      key: 'user',
      label: t('accounts.field.username'),
      cell: ({ username }) => <span className="accounts-short">{username}</span>,
    },
    { key: 'posts', label: t('accounts.field.posts'), cell: (row) => <Posts of={row} /> },
    { key: 'state', label: t('accounts.field.state'), cell: ({ state }) => <AccountLight state={state} /> },
    {
      key: 'factor',
      label: t('account.secondFactor'),
      onlyDesktop: true,
      cell: ({ hasSecondFactor }) => t(hasSecondFactor ? 'account.secondFactor.on' : 'account.secondFactor.off'),
    },
    {
      key: 'last',
      label: t('accounts.field.lastSignIn'),
      cell: ({ lastSignInAt }) => (
        <span className="accounts-short">{lastSignInAt ? format.moment(lastSignInAt) : t('accounts.never')}</span>
      ),
    },
  ]
  return (
    <ListPage
      titleKey="accounts.page.list"
      lead={t('accounts.lead')}
      actions={mayMake ? <Actions /> : undefined}
      result={result}
      columns={columns}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/accounts/${id}`}
      rowNote={({ waiting }) =>
        waiting > 0 ? <Light colour="amber">{t('accounts.waiting', { count: waiting })}</Light> : null
      }
      filters={useFilters()}
      searchKey="accounts.search"
      empty={
        <EmptyState
          title={t('accounts.none')}
          next={t('accounts.noneNext')}
          {...(mayMake ? { to: '/accounts/new', label: t('accounts.page.make') } : {})}
        />
      }
    />
  )
}

function Actions() {
  const t = useWords()
  return (
    <>
      <Link to="/accounts/new" className="button-link">
        {t('accounts.page.make')}
      </Link>
      <Link to="/accounts/import" className="button-link">
        {t('accounts.page.import')}
      </Link>
    </>
  )
}

function Posts({ of }: { of: AccountInList }) {
  const t = useWords()
  if (of.posts.length === 0) return <span className="accounts-soft">{t('account.posts.none')}</span>
  return (
    <ul className="accounts-plain">
      {of.posts.map(({ role, post, unitName, isActing }) => (
        <li key={`${role} ${post} ${unitName} ${isActing}`}>
          {[t(`ui.role.${role}`), unitName, post].filter(Boolean).join(' · ')}
          {isActing ? <Tag className="accounts-acting">{t('accounts.acting')}</Tag> : null}
        </li>
      ))}
    </ul>
  )
}

function useFilters(): readonly Filter[] {
  const t = useWords()
  const { language } = useLanguage()
  const { data: units = [] } = useCall(organisationsApi.listUnits, { query: {} })
  return [
    {
      name: 'role',
      label: t('accounts.field.role'),
      options: roles.map((role) => ({ value: role, label: t(`ui.role.${role}`) })),
    },
    {
      name: 'unit',
      label: t('accounts.field.unit'),
      options: units.map((unit) => ({ value: unit.id, label: nameIn(language, unit) })),
    },
    {
      name: 'state',
      label: t('accounts.field.state'),
      options: accountStates.map((state) => ({ value: state, label: t(`accounts.state.${state}`) })),
    },
  ]
}
