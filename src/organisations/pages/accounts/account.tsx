import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { WaitingList } from '#platform/pages/approvals/waiting-list.tsx'
import { useParam } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { DetailPage, FactList } from '#platform/ui/detail-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type AccountDetail, accountsApi as api } from '../../accounts/contract.ts'
import { AccountActions } from './account-actions.tsx'
import './accounts.css'
import { Grants } from './grants.tsx'
import { Sessions } from './sessions.tsx'
import { AccountLight } from './state-light.tsx'

/** One account: who it is, what it may do and until when, what waits, where it is signed in. */
export function AccountPage() {
  const t = useWords()
  const id = useParam('accountId')
  const result = useCall(api.get, { params: { id } })
  return (
    <DetailPage
      titleKey="accounts.page.one"
      result={result}
      title={({ name }) => name}
      lead={({ username, state }) => (
        <>
          {username} · <AccountLight state={state} />
        </>
      )}
      actions={(account) => <AccountActions account={account} />}
    >
      {(account) => (
        <>
          <Hints account={account} />
          <WaitingList waiting={account.waiting} />
          <Facts account={account} />
          <Grants account={account} />
          {account.sessions.length > 0 ? <Sessions account={account} /> : null}
          <p>
            <Link to="/accounts">{t('accounts.back')}</Link>
          </p>
        </>
      )}
    </DetailPage>
  )
}

function Hints({ account }: { account: AccountDetail }) {
  const t = useWords()
  const format = useFormat()
  const { hints, lockedUntil } = account
  if (hints.length === 0 && !lockedUntil) return null
  return (
    <div className="accounts-hints">
      {lockedUntil ? (
        <Alert type="warning" showIcon title={t('accounts.lockedUntil', { moment: format.moment(lockedUntil) })} />
      ) : null}
      {hints.map(({ kind, grantId, post }) => (
        <Alert
          key={`${kind} ${grantId}`}
          type="warning"
          showIcon
          title={t(`accounts.hint.${kind}`, { post: post ?? '' })}
        />
      ))}
    </div>
  )
}

function Facts({ account }: { account: AccountDetail }) {
  const t = useWords()
  const format = useFormat()
  const moment = (at: string | null) => (at ? format.moment(at) : null)
  const { person, origin, createdAt, closedAt, lastSignInAt, passwordChangedAt } = account
  const held = (person?.posts ?? []).filter(({ toOn }) => toOn === null)
  return (
    <FactList
      facts={[
        {
          label: t('accounts.field.held'),
          value:
            held.length > 0
              ? held.map(({ title, unitName }) => `${unitName} ${title}`).join(t('accounts.comma'))
              : null,
        },
        { label: t('accounts.field.others'), value: <OtherAccounts of={person?.otherAccounts ?? []} /> },
        { label: t('accounts.field.origin'), value: t(`accounts.origin.${origin}`) },
        { label: t('accounts.field.lastSignIn'), value: moment(lastSignInAt) ?? t('accounts.never') },
        {
          label: t('account.password'),
          value: account.mustChangePassword
            ? t('accounts.initial')
            : passwordChangedAt
              ? t('account.password.changedAt', { moment: format.moment(passwordChangedAt) })
              : null,
        },
        {
          label: t('account.secondFactor'),
          value: t(account.hasSecondFactor ? 'account.secondFactor.on' : 'account.secondFactor.off'),
        },
        { label: t('accounts.field.created'), value: moment(createdAt) },
        { label: t('accounts.field.closed'), value: moment(closedAt) },
      ]}
    />
  )
}

function OtherAccounts({ of }: { of: readonly { id: string; username: string }[] }) {
  const t = useWords()
  if (of.length === 0) return t('accounts.noOthers')
  return of.map(({ id, username }, at) => (
    <span key={id}>
      {at > 0 ? t('accounts.comma') : null}
      <Link to="/accounts/$accountId" params={{ accountId: id }}>
        {username}
      </Link>
    </span>
  ))
}
