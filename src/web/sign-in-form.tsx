import { Alert, Button, Form, Input, type InputRef } from 'antd'
import { type Ref, useState } from 'react'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { signIn } from './session.ts'

interface Typed {
  username: string
  password: string
}

interface Props {
  username?: string
  passwordRef?: Ref<InputRef>
  onDone: (username: string) => void
}

/** User name and password. */
export function SignInForm({ username = '', passwordRef, onDone }: Props) {
  const t = useWords()
  const [problem, setProblem] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)

  async function send(typed: Typed): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await signIn(typed.username, typed.password)
      onDone(typed.username.trim())
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      initialValues={{ username }}
      onFinish={(typed) => void send(typed)}
    >
      {problem ? (
        <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, problem)} />
      ) : null}
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
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {t('web.signIn')}
      </Button>
    </Form>
  )
}
