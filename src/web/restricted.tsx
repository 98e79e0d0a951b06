import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { type Me, platformApi } from '#platform/contract.ts'
import { PasswordForm } from '#platform/pages/account/password-form.tsx'
import { SecondFactorSetUp } from '#platform/pages/account/second-factor-setup.tsx'
import { useCall } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { reportFailure } from '#platform/ui/signals.ts'
import { useWords } from '#platform/ui/words.tsx'
import { signOut } from './session.ts'

export type RestrictedMe = Exclude<NonNullable<Me>, { restriction: null }>

interface Props {
  me: RestrictedMe
  /** The password where it was typed a moment ago. */
  known?: string | undefined
  heading: (title: string) => ReactNode
  onHold: (isHeld: boolean) => void
  /** Done; with the new password where it was changed. */
  onDone: (newPassword?: string) => void
}

/** What must be done before anything else can be. */
export function Restricted({ me, known, heading, onHold, onDone }: Props) {
  const t = useWords()
  const { restriction, username, name } = me
  return (
    <div className="restricted">
      {heading(t(`web.restricted.${restriction}`))}
      <p>{t(`web.restricted.${restriction}.text`, { name, username })}</p>
      {restriction === 'change-password' ? <ChangePassword me={me} known={known} onDone={onDone} /> : null}
      {restriction === 'enrol-second-factor' ? (
        <SecondFactorSetUp username={username} known={known} onShown={() => onHold(true)} onDone={() => onDone()} />
      ) : null}
      <Button type={restriction === 'no-post' ? 'primary' : 'link'} onClick={leave}>
        {t('web.signOut')}
      </Button>
    </div>
  )
}

const leave = () =>
  void signOut().then(
    (next) => location.assign(next),
    (error) => reportFailure(error, true),
  )

function ChangePassword({ me, known, onDone }: Pick<Props, 'me' | 'known' | 'onDone'>) {
  const t = useWords()
  const { data, error, refetch } = useCall(platformApi.passwordRules, { query: { city: me.city.code } })
  if (data) return <PasswordForm who={me} rules={data} known={known} onDone={onDone} />
  if (error) return <RefusalNotice error={error} retry={() => void refetch()} />
  return <Skeleton active={false} paragraph={{ rows: 4 }} aria-label={t('ui.loading')} />
}
