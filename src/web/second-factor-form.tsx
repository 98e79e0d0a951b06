import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { CodeField } from '#platform/pages/account/code-field.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { verifyCode, verifyRecoveryCode } from './session.ts'
import { Problem, useStep } from './step.tsx'

interface Props {
  onDone: () => void
  /** Back to user name and password: another account, or too long waited. */
  onBack: () => void
}

/** The second factor: the code of the authenticator, or one of the recovery codes. */
export function SecondFactorForm({ onDone, onBack }: Props) {
  const t = useWords()
  const step = useStep()
  const [isRecovery, setRecovery] = useState(false)
  const send = ({ code }: { code: string }) =>
    step.run(async () => {
      await (isRecovery ? verifyRecoveryCode(code) : verifyCode(code))
      onDone()
    })

  return (
    <Form<{ code: string }>
      key={isRecovery ? 'recovery' : 'code'}
      layout="vertical"
      requiredMark={false}
      onFinish={send}
    >
      <p>{t(isRecovery ? 'web.recovery.text' : 'web.code.text')}</p>
      <Problem of={step.problem} />
      {isRecovery ? (
        <Form.Item
          name="code"
          label={t('web.recovery')}
          rules={[{ required: true, whitespace: true, message: t('web.recovery.needed') }]}
        >
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={60} autoFocus />
        </Form.Item>
      ) : (
        <CodeField isFocused />
      )}
      <Button type="primary" htmlType="submit" block loading={step.isBusy}>
        {t('web.code.send')}
      </Button>
      <div className="doorway-others">
        <Button type="link" onClick={() => setRecovery(!isRecovery)}>
          {t(isRecovery ? 'web.recovery.toCode' : 'web.code.toRecovery')}
        </Button>
        <Button type="link" onClick={onBack}>
          {t('web.code.back')}
        </Button>
      </div>
    </Form>
  )
}
