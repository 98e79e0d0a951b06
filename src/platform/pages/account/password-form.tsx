import { Alert, Button, Form, Input } from 'antd'
import { platformApi } from '#platform/contract.ts'
import type { PasswordRules } from '#platform/sign-in/parameters.ts'
import { useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { NewPasswordFields } from './password-fields.tsx'

interface Typed {
  oldPassword?: string
  newPassword: string
  again: string
}

interface Props {
  who: { username: string; name: string }
  rules: PasswordRules
  /** The present password where it was typed a moment ago; it is not asked for again. */
  known?: string | undefined
  onDone: (newPassword: string) => void
  onCancel?: () => void
}

/** Changes the own password; the rules are ticked off while one types. */
export function PasswordForm({ who, rules, known, onDone, onCancel }: Props) {
  const t = useWords()
  const send = useSend(platformApi.changePassword, {
    quiet: true,
    stale: [platformApi.myAccount, platformApi.mySessions],
  })
  const oneAtATime = useOneAtATime()
  const change = ({ oldPassword, newPassword }: Typed) =>
    oneAtATime((onSettled) =>
      send.mutate(
        { body: { oldPassword: known ?? oldPassword ?? '', newPassword } },
        { onSettled, onSuccess: () => onDone(newPassword) },
      ),
    )
  return (
    <Form<Typed> layout="vertical" requiredMark={false} className="account-form" onFinish={change}>
      {send.error ? (
        <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, send.error)} />
      ) : null}
      {/* So that password managers know whose password it is. */}
      <input
        className="visually-hidden"
        autoComplete="username"
        value={who.username}
        readOnly
        tabIndex={-1}
        aria-hidden
      />
      {known === undefined ? (
        <Form.Item
          name="oldPassword"
          label={t('account.password.old')}
          rules={[{ required: true, message: t('account.password.oldNeeded') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
      ) : null}
      <NewPasswordFields rules={rules} who={who} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('account.password.change')}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{t('ui.cancel')}</Button> : null}
      </div>
    </Form>
  )
}
