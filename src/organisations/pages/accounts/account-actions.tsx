import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type AccountDetail, accountsApi as api } from '../../accounts/contract.ts'
import { InitialPasswordDialog } from './initial-password-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

const stale = [api.get, api.list]

/** What may be done with an account now. */
export function AccountActions({ account }: { account: AccountDetail }) {
  const t = useWords()
  const { id, name, may } = account
  const [asked, ask] = useState<'close' | 'reopen' | null>(null)
  const reset = useSend(api.resetPassword, { stale })
  const unlock = useSend(api.unlock, { stale })
  const done = () => ask(null)
  const close = useSend(api.close, { quiet: true, stale, onDone: done })
  const reopen = useSend(api.reopen, { quiet: true, stale: [...stale, approvalsApi.list], onDone: done })
  return (
    <>
      {may.proposeGrant ? (
        <Link to="/accounts/$accountId/role" params={{ accountId: id }} className="button-link">
          {t('accounts.page.role')}
        </Link>
      ) : null}
      {may.unlock ? (
        <Button loading={unlock.isPending} onClick={() => unlock.mutate({ params: { id } })}>
          {t('accounts.unlock')}
        </Button>
      ) : null}
      {may.resetPassword ? (
        <ConfirmButton
          question={t('accounts.resetQuestion', { name })}
          consequence={t('accounts.resetConsequence')}
          loading={reset.isPending}
          onConfirm={() => reset.mutate({ params: { id } })}
        >
          {t('accounts.reset')}
        </ConfirmButton>
      ) : null}
      {may.close ? (
        <Button danger onClick={() => ask('close')}>
          {t('accounts.close')}
        </Button>
      ) : null}
      {may.reopen ? <Button onClick={() => ask('reopen')}>{t('accounts.reopen')}</Button> : null}
      {reset.data ? <InitialPasswordDialog made={reset.data} onClose={reset.reset} /> : null}
      {asked === 'close' ? (
        <ReasonDialog
          title={t('accounts.closeTitle', { name })}
          text={t('accounts.closeText')}
          label={t('accounts.close')}
          danger
          send={close}
          onReason={(reason) => close.mutate({ params: { id }, body: { reason } })}
          onLeave={done}
        />
      ) : null}
      {asked === 'reopen' ? (
        <ReasonDialog
          title={t('accounts.reopenTitle', { name })}
          text={t('accounts.needsSecond')}
          label={t('accounts.propose')}
          send={reopen}
          onReason={(reason) => reopen.mutate({ params: { id }, body: { reason } })}
          onLeave={done}
        />
      ) : null}
    </>
  )
}
