import { Button, Form, Input, type InputRef } from 'antd'
import type { Ref } from 'react'
import { useWords } from '#platform/ui/words.tsx'
import { type SignInOutcome, signIn } from './session.ts'
import { Problem, useStep } from './step.tsx'

export interface Credentials {
  username: string
  password: string
}

interface Props {
  username?: string
  passwordRef?: Ref<InputRef>
  onDone: (outcome: SignInOutcome, typed: Credentials) => void
}

/** User name and password. */
export function SignInForm({ username = '', passwordRef, onDone }: Props) {
  const t = useWords()
  const step = useStep()
  const send = ({ username, password }: Credentials) =>
    step.run(async () => {
      const typed = { username: username.trim(), password }
      onDone(await signIn(typed.username, password), typed)
    })

  return (
    <Form<Credentials> layout="vertical" requiredMark={false} initialValues={{ username }} onFinish={send}>
      <Problem of={step.problem} />
      <Form.Item
        name="username"
        label={t('web.username')}
        rules={[{ required: true, message: t('web.username.needed') }]}
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus={username === ''} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('web.password')}
        rules={[{ required: true, message: t('web.password.needed') }]}
      >
        <Input.Password autoComplete="current-password" {...(passwordRef ? { ref: passwordRef } : {})} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={step.isBusy}>
        {t('web.signIn')}
      </Button>
    </Form>
  )
}
