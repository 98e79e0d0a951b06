import { Alert, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Field, focusFirstProblem } from '../front/field.tsx'
import { groupedCode } from './receipt-code.ts'

export interface Opened {
  number: string
  code: string
}

interface Props {
  number: string
  isRemembered: boolean
  isBusy: boolean
  error: unknown
  open: (receipt: Opened, remember: boolean) => void
}

/** The number and code of a receipt. The code stands in no address and is kept nowhere. */
export function Door({ error, isBusy, open, ...first }: Props) {
  const t = useWords()
  const [number, setNumber] = useState(first.number)
  const [code, setCode] = useState('')
  const [remember, setRemember] = useState(first.isRemembered)
  const [isTried, tried] = useState(false)
  const send = () => {
    if (number.trim() !== '' && code !== '') return open({ number: number.trim(), code }, remember)
    tried(true)
    requestAnimationFrame(focusFirstProblem)
  }
  return (
    <>
      <PageTitle title={t('requests.follow.title')} lead={t('requests.follow.lead')} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Field label={t('requests.front.number')} problem={isTried && number.trim() === '' ? 'needed' : undefined}>
          {(parts) => (
            <Input
              {...parts}
              value={number}
              maxLength={20}
              autoComplete="off"
              inputMode="numeric"
              placeholder={t('requests.follow.number.example')}
              onChange={({ target }) => setNumber(target.value)}
            />
          )}
        </Field>
        <Field
          label={t('requests.page.code')}
          hint={t('requests.follow.code.hint')}
          problem={isTried && code === '' ? 'needed' : undefined}
        >
          {(parts) => (
            <Input
              {...parts}
              className="requests-front-code"
              value={code}
              maxLength={40}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              onChange={({ target }) => setCode(groupedCode(target.value))}
            />
          )}
        </Field>
        <Checkbox
          className="requests-front-tick"
          checked={remember}
          onChange={({ target }) => setRemember(target.checked)}
        >
          {t('requests.follow.remember')}
        </Checkbox>
        {error ? (
          <Alert className="requests-front-block" type="error" showIcon role="alert" title={refusalText(t, error)} />
        ) : null}
        <div className="requests-front-buttons">
          <Button type="primary" htmlType="submit" block loading={isBusy}>
            {t('requests.follow.open')}
          </Button>
        </div>
      </form>
    </>
  )
}
