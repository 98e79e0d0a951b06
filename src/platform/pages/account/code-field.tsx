import { Form, Input, type InputRef } from 'antd'
import type { Ref } from 'react'
import { useWords } from '#platform/ui/words.tsx'

const digits = 6

/** The six digits that the authenticator shows now, under the name `code`. */
export function CodeField({ inputRef, isFocused = false }: { inputRef?: Ref<InputRef>; isFocused?: boolean }) {
  const t = useWords()
  return (
    <Form.Item
      name="code"
      label={t('account.code')}
      normalize={(typed: string) => typed.replace(/\D/g, '').slice(0, digits)}
      rules={[{ required: true, len: digits, message: t('account.code.form') }]}
    >
      <Input
        className="account-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus={isFocused}
        {...(inputRef ? { ref: inputRef } : {})}
      />
    </Form.Item>
  )
}
