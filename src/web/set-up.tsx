import { Alert, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { platformApi } from '#platform/contract.ts'
import { useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Doorway } from './doorway.tsx'
import { signIn } from './session.ts'

interface Typed {
  name: string
  username: string
  password: string
  again: string
}

/** Makes the first account of a city with the link that the server printed; the link works once. */
export function SetUpPage() {
  const t = useWords()
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const send = useSend(platformApi.setUp, { quiet: true })
  useEffect(() => {
    document.title = `${t('web.setUp.title')} · ${t('platform.product')}`
  }, [t])

  async function enter({ again: _, ...account }: Typed): Promise<void> {
    try {
      await send.mutateAsync({ body: { token, ...account } })
    } catch {
      return // Shown from `send.error`.
    }
    await signIn(account.username, account.password).catch(() => {})
    location.replace('/')
  }

  const needed = [{ required: true, message: t('web.needed') }]
  return (
    <Doorway hint={t('web.setUp.hint')}>
      <h2>{t('web.setUp.title')}</h2>
      {token ? null : <Alert type="warning" showIcon title={t('web.setUp.noToken')} className="form-refusal" />}
      {send.error ? (
        <Alert type="error" showIcon role="alert" title={refusalText(t, send.error)} className="form-refusal" />
      ) : null}
      <Form<Typed> layout="vertical" requiredMark={false} onFinish={(typed) => void enter(typed)}>
        <Form.Item name="name" label={t('web.name')} rules={needed}>
          <Input autoComplete="name" maxLength={40} />
        </Form.Item>
        <Form.Item
          name="username"
          label={t('web.username')}
          extra={t('web.username.form')}
          rules={[...needed, { pattern: /^[a-z0-9._-]{2,40}$/, message: t('web.username.form') }]}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={40} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('web.password')}
          extra={t('web.password.form')}
          rules={[...needed, { min: 8, message: t('web.password.form') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('web.password.again')}
          dependencies={['password']}
          rules={[
            ...needed,
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('web.password.differs'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block disabled={!token} loading={send.isPending}>
          {t('web.setUp.send')}
        </Button>
      </Form>
    </Doorway>
  )
}
