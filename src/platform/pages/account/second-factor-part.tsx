import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import { type MyAccount, platformApi } from '#platform/contract.ts'
import { useOneAtATime, useSend, useStale } from '#platform/ui/calls.ts'
import { Light } from '#platform/ui/light.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Part } from './part.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { PasswordField, SecondFactorSetUp } from './second-factor-setup.tsx'

type Open = 'set-up' | 'off' | 'renew' | null

/** So few recovery codes are too few. */
const few = 3

/** The second factor: on or off, and the recovery codes. */
export function SecondFactorPart({ account }: { account: MyAccount }) {
  const t = useWords()
  const stale = useStale()
  const [open, setOpen] = useState<Open>(null)
  const { isOn, isDemanded, recoveryCodesLeft } = account.secondFactor
  if (account.origin === 'single-sign-on' && !isOn) return null
  const close = () => {
    setOpen(null)
    stale(platformApi.myAccount, platformApi.mySessions)
  }
  return (
    <Part
      title={t('account.secondFactor')}
      aside={
        <Light colour={isOn ? 'green' : 'grey'}>
          {t(isOn ? 'account.secondFactor.on' : 'account.secondFactor.off')}
        </Light>
      }
    >
      {isOn && recoveryCodesLeft !== null && recoveryCodesLeft > few ? (
        <p className="account-soft">{t('account.secondFactor.left', { count: recoveryCodesLeft })}</p>
      ) : null}
      {isOn && recoveryCodesLeft !== null && recoveryCodesLeft <= few && open === null ? (
        <Alert type="warning" showIcon title={t('account.secondFactor.few', { count: recoveryCodesLeft })} />
      ) : null}
      {isOn && isDemanded ? <p className="account-soft">{t('account.secondFactor.isDemanded')}</p> : null}
      {open === null ? (
        <Choices isOn={isOn} isDemanded={isDemanded} onChoose={setOpen} />
      ) : open === 'set-up' ? (
        <SecondFactorSetUp username={account.username} onDone={close} onCancel={close} />
      ) : open === 'off' ? (
        <SwitchOff onLeave={close} />
      ) : (
        <Renew username={account.username} onLeave={close} />
      )}
    </Part>
  )
}

interface ChoicesProps {
  isOn: boolean
  isDemanded: boolean
  onChoose: (open: Open) => void
}

function Choices({ isOn, isDemanded, onChoose }: ChoicesProps) {
  const t = useWords()
  if (!isOn) {
    return (
      <>
        <p>{t('account.secondFactor.what')}</p>
        <div className="page-actions">
          <Button onClick={() => onChoose('set-up')}>{t('account.secondFactor.turnOn')}</Button>
        </div>
      </>
    )
  }
  return (
    <div className="page-actions">
      <Button onClick={() => onChoose('renew')}>{t('account.recovery.renew')}</Button>
      {isDemanded ? null : <Button onClick={() => onChoose('off')}>{t('account.secondFactor.turnOff')}</Button>}
    </div>
  )
}

function SwitchOff({ onLeave }: { onLeave: () => void }) {
  const t = useWords()
  const send = useSend(platformApi.switchOffSecondFactor, { quiet: true, onDone: onLeave })
  return (
    <PasswordAsked
      text={t('account.secondFactor.turnOffText')}
      label={t('account.secondFactor.turnOff')}
      send={send}
      onLeave={onLeave}
    />
  )
}

function Renew({ username, onLeave }: { username: string; onLeave: () => void }) {
  const t = useWords()
  const send = useSend(platformApi.renewRecoveryCodes, { quiet: true })
  if (send.data) return <RecoveryCodes codes={send.data.recoveryCodes} username={username} onKept={onLeave} />
  return (
    <PasswordAsked
      text={t('account.recovery.renewText')}
      label={t('account.recovery.renew')}
      send={send}
      onLeave={onLeave}
    />
  )
}

interface AskedProps {
  text: string
  label: string
  send: {
    mutate: (input: { body: { password: string } }, options: { onSettled: () => void }) => void
    error: unknown
    isPending: boolean
  }
  onLeave: () => void
}

/** Asks for the password before something that guards the account changes. */
function PasswordAsked({ text, label, send, onLeave }: AskedProps) {
  const t = useWords()
  const oneAtATime = useOneAtATime()
  return (
    <Form<{ password: string }>
      layout="vertical"
      requiredMark={false}
      className="account-form"
      onFinish={({ password }) => oneAtATime((onSettled) => send.mutate({ body: { password } }, { onSettled }))}
    >
      <p>{text}</p>
      {send.error ? (
        <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, send.error)} />
      ) : null}
      <PasswordField />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {label}
        </Button>
        <Button onClick={onLeave}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}
