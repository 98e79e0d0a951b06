import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { platformApi } from '#platform/contract.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { CodeField } from './code-field.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { Secret } from './secret.tsx'

interface Props {
  username: string
  /** The password where it was typed a moment ago; it is not asked for again. */
  known?: string | undefined
  /** From here on the codes are on screen, once: nothing may take the page away. */
  onShown?: () => void
  onDone: () => void
  onCancel?: () => void
}

type Begun = AnswerOf<typeof platformApi.beginSecondFactor>

/** Sets up a second factor: password, secret, first code, recovery codes. */
export function SecondFactorSetUp({ username, known, onShown, onDone, onCancel }: Props) {
  const t = useWords()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [isOn, setOn] = useState(false)
  const oneAtATime = useOneAtATime()
  const begin = useSend(platformApi.beginSecondFactor, { quiet: true, onDone: setBegun })
  const confirm = useSend(platformApi.confirmSecondFactor, {
    quiet: true,
    onDone: () => {
      onShown?.()
      setOn(true)
    },
  })
  const cancel = onCancel ? <Button onClick={onCancel}>{t('ui.cancel')}</Button> : null

  if (begun && isOn) return <RecoveryCodes codes={begun.recoveryCodes} username={username} onKept={onDone} />
  if (begun) {
    return (
      <Form<{ code: string }>
        key="confirm"
        layout="vertical"
        requiredMark={false}
        className="account-form"
        onFinish={({ code }) => oneAtATime((onSettled) => confirm.mutate({ body: { code } }, { onSettled }))}
      >
        <p>{t('account.secondFactor.scan')}</p>
        <Secret uri={begun.uri} secret={begun.secret} />
        {confirm.error ? (
          <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, confirm.error)} />
        ) : null}
        <CodeField />
        <div className="form-buttons">
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>
            {t('account.secondFactor.confirm')}
          </Button>
          {cancel}
        </div>
      </Form>
    )
  }
  return (
    <Form<{ password?: string }>
      key="begin"
      layout="vertical"
      requiredMark={false}
      className="account-form"
      onFinish={({ password }) =>
        oneAtATime((onSettled) => begin.mutate({ body: { password: known ?? password ?? '' } }, { onSettled }))
      }
    >
      <p>{t('account.secondFactor.what')}</p>
      {begin.error ? (
        <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, begin.error)} />
      ) : null}
      {known === undefined ? <PasswordField /> : null}
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={begin.isPending}>
          {t('account.secondFactor.begin')}
        </Button>
        {cancel}
      </div>
    </Form>
  )
}

/** The present password (`password`), asked once more before something that guards the account changes. */
export function PasswordField() {
  const t = useWords()
  return (
    <Form.Item
      name="password"
      label={t('account.password.present')}
      rules={[{ required: true, message: t('account.password.oldNeeded') }]}
    >
      <Input.Password autoComplete="current-password" maxLength={200} />
    </Form.Item>
  )
}
