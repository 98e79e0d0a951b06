import { Button } from 'antd'
import { useState } from 'react'
import type { MyAccount } from '#platform/contract.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { Part } from './part.tsx'
import { PasswordForm } from './password-form.tsx'

/** When the password was changed, until when it holds, and a new one. */
export function PasswordPart({ account }: { account: MyAccount }) {
  const t = useWords()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const [isChanged, setChanged] = useState(false)
  const { changedAt, expiresOn, rules } = account.password
  if (account.origin === 'single-sign-on') {
    return (
      <Part title={t('account.password')}>
        <p>{t('account.password.elsewhere')}</p>
      </Part>
    )
  }
  const open = (
    <Button
      onClick={() => {
        setOpen(true)
        setChanged(false)
      }}
    >
      {t('account.password.change')}
    </Button>
  )
  return (
    <Part title={t('account.password')} aside={isOpen ? null : open}>
      <p className="account-soft">
        {changedAt
          ? t('account.password.changedAt', { moment: format.moment(changedAt) })
          : t('account.password.neverChanged')}{' '}
        {expiresOn ? t('account.password.expires', { day: format.day(expiresOn) }) : null}
      </p>
      <div role="status">{isChanged ? <p>{t('account.password.changed')}</p> : null}</div>
      {isOpen ? (
        <PasswordForm
          who={account}
          rules={rules}
          onCancel={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            setChanged(true)
          }}
        />
      ) : null}
    </Part>
  )
}
