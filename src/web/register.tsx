import { Alert, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { registrationApi } from '#enterprises/registration/contract.ts'
import { platformApi } from '#platform/contract.ts'
import { NewPasswordFields } from '#platform/pages/account/password-fields.tsx'
import { useCall, useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Doorway } from './doorway.tsx'
import { NewUsernameField } from './username-field.tsx'

interface Typed {
  creditCode: string
  firmName: string
  name: string
  contactPhone: string
  invitation?: string
  username: string
  newPassword: string
}

/** A firm's person registers: with an invitation at once, else the request desk confirms first. */
export function RegisterPage() {
  const t = useWords()
  const send = useSend(registrationApi.register, { quiet: true })
  useEffect(() => {
    document.title = `${t('enterprises.page.register')} · ${t('platform.product')}`
  }, [t])
  return (
    <Doorway hint={t('enterprises.register.hint')}>
      {send.data ? <Outcome {...send.data} /> : <RegisterForm send={send} />}
      {send.data ? null : <AskStanding />}
      <p className="doorway-other">
        <a href="/">{t('enterprises.register.toSignIn')}</a>
      </p>
    </Doorway>
  )
}

type Send = ReturnType<typeof useSend<typeof registrationApi.register>>

function RegisterForm({ send }: { send: Send }) {
  const t = useWords()
  const { data: rules } = useCall(platformApi.passwordRules, {})
  const once = useOneAtATime()
  const needed = [{ required: true, whitespace: true, message: t('enterprises.register.needed') }]
  const register = ({ name, newPassword, invitation, creditCode, firmName, contactPhone, username }: Typed) =>
    once((onSettled) => {
      const firm = { creditCode, firmName, contactPhone, contactName: name }
      const account = { username, password: newPassword, ...(invitation ? { invitation } : {}) }
      send.mutate({ body: { ...firm, ...account } }, { onSettled })
    })
  return (
    <>
      <h2>{t('enterprises.page.register')}</h2>
      {send.error ? (
        <Alert type="error" showIcon role="alert" title={refusalText(t, send.error)} className="form-refusal" />
      ) : null}
      <Form<Typed> layout="vertical" requiredMark={false} scrollToFirstError onFinish={register}>
        <Form.Item
          name="creditCode"
          label={t('enterprises.registration.code')}
          extra={t('enterprises.register.code.hint')}
          rules={needed}
        >
          <Input autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} />
        </Form.Item>
        <Form.Item name="firmName" label={t('enterprises.register.firm')} rules={needed}>
          <Input autoComplete="organization" maxLength={100} />
        </Form.Item>
        <Form.Item name="name" label={t('enterprises.register.contact')} rules={needed}>
          <Input autoComplete="name" maxLength={40} />
        </Form.Item>
        <Form.Item
          name="contactPhone"
          label={t('enterprises.register.phone')}
          rules={[...needed, { pattern: /^[0-9+() -]{5,30}$/, message: t('enterprises.register.phone.form') }]}
        >
          <Input type="tel" autoComplete="tel" maxLength={30} />
        </Form.Item>
        <Form.Item
          name="invitation"
          label={t('enterprises.register.invitation')}
          extra={t('enterprises.register.invitation.hint')}
        >
          <Input autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} />
        </Form.Item>
        <NewUsernameField />
        {rules ? <NewPasswordFields rules={rules} /> : null}
        <p className="form-notice">{t('enterprises.register.notice')}</p>
        <Button type="primary" htmlType="submit" block loading={send.isPending} disabled={!rules}>
          {t('enterprises.register.send')}
        </Button>
      </Form>
    </>
  )
}

function Outcome({ state, receipt }: { state: 'ready' | 'waiting'; receipt: string }) {
  const t = useWords()
  return (
    <section role="status">
      <h2>{t(`enterprises.register.${state}`)}</h2>
      <p>{t(`enterprises.register.${state}.text`)}</p>
      {state === 'waiting' ? (
        <p>
          <strong>{receipt}</strong> <CopyButton text={receipt} />
        </p>
      ) : null}
    </section>
  )
}

/** For who registered before and waits. */
function AskStanding() {
  const t = useWords()
  const [isOpen, open] = useState(false)
  const ask = useSend(registrationApi.standing, { quiet: true })
  if (!isOpen) {
    return (
      <Button type="link" className="doorway-ask" onClick={() => open(true)}>
        {t('enterprises.register.ask')}
      </Button>
    )
  }
  return (
    <Form<{ receipt: string }> layout="vertical" requiredMark={false} onFinish={(body) => ask.mutate({ body })}>
      <Form.Item
        name="receipt"
        label={t('enterprises.register.receipt')}
        rules={[{ required: true, whitespace: true, message: t('enterprises.register.needed') }]}
      >
        <Input autoComplete="off" autoCapitalize="characters" maxLength={40} />
      </Form.Item>
      {ask.error ? (
        <Alert type="error" showIcon role="alert" title={refusalText(t, ask.error)} className="form-refusal" />
      ) : null}
      {ask.data ? (
        <Alert
          className="form-refusal"
          role="status"
          type={ask.data.state === 'refused' ? 'warning' : 'info'}
          title={t('enterprises.register.standing', {
            firm: ask.data.firmName,
            state: t(`enterprises.registration.state.${ask.data.state}`),
          })}
          description={
            ask.data.reason ? (
              <>
                {t(`enterprises.registration.reason.${ask.data.reason}`)}
                {ask.data.note ? <p>{ask.data.note}</p> : null}
              </>
            ) : null
          }
        />
      ) : null}
      <Button htmlType="submit" block loading={ask.isPending}>
        {t('enterprises.register.askSend')}
      </Button>
    </Form>
  )
}
