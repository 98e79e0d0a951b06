import { Alert, Button, Form, Input, Skeleton } from 'antd'
import { useEffect } from 'react'
import { platformApi } from '#platform/contract.ts'
import { NewPasswordFields } from '#platform/pages/account/password-fields.tsx'
import { useCall, useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice, refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Doorway } from './doorway.tsx'
import { signIn } from './session.ts'
import { NewUsernameField } from './username-field.tsx'

interface Typed {
  name: string
  username: string
  newPassword: string
  again: string
}

/** Makes the account of one of the three administrators with the link that the server printed; the link works once. */
export function SetUpPage() {
  const t = useWords()
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const rules = useCall(platformApi.passwordRules, {})
  const link = useSend(platformApi.setUpLink, { quiet: true })
  const { mutate: askLink } = link
  useEffect(() => {
    if (token) askLink({ body: { token } })
  }, [token, askLink])
  const send = useSend(platformApi.setUp, { quiet: true })
  const once = useOneAtATime()
  useEffect(() => {
    document.title = `${t('web.setUp.title')} · ${t('platform.product')}`
  }, [t])

  async function enter({ name, username, newPassword: password }: Typed): Promise<void> {
    try {
      await send.mutateAsync({ body: { token, name, username, password } })
    } catch {
      return // Shown from `send.error`.
    }
    await signIn(username, password).catch(() => {})
    location.replace('/')
  }

  // A link that is gone leads nowhere: no form to fill in for nothing.
  const isDead = !token || link.error?.status === 404
  const needed = [{ required: true, whitespace: true, message: t('web.needed') }]
  return (
    <Doorway hint={t('web.setUp.hint')}>
      <h2>{t('web.setUp.title')}</h2>
      {token ? null : <Alert type="warning" showIcon title={t('web.setUp.noToken')} className="form-refusal" />}
      {link.data ? (
        <Alert
          type="info"
          showIcon
          title={t('web.setUp.for', { city: link.data.city, role: t(`ui.role.${link.data.role}`) })}
          description={t('web.setUp.for.text')}
          className="form-refusal"
        />
      ) : null}
      {link.error ? (
        <Alert type="error" showIcon role="alert" title={refusalText(t, link.error)} className="form-refusal" />
      ) : null}
      {send.error ? (
        <Alert type="error" showIcon role="alert" title={refusalText(t, send.error)} className="form-refusal" />
      ) : null}
      {rules.error ? <RefusalNotice error={rules.error} retry={() => void rules.refetch()} /> : null}
      {isDead ? (
        <p>
          <a href="/">{t('enterprises.register.toSignIn')}</a>
        </p>
      ) : rules.data ? (
        <Form<Typed>
          layout="vertical"
          requiredMark={false}
          onFinish={(typed) => once((onSettled) => void enter(typed).finally(onSettled))}
        >
          <Form.Item name="name" label={t('web.name')} rules={needed}>
            <Input autoComplete="name" maxLength={40} />
          </Form.Item>
          <NewUsernameField />
          <NewPasswordFields rules={rules.data} />
          <Button type="primary" htmlType="submit" block loading={send.isPending || send.isSuccess}>
            {t('web.setUp.send')}
          </Button>
        </Form>
      ) : rules.error ? null : (
        <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />
      )}
    </Doorway>
  )
}
