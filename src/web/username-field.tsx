import { Form, Input } from 'antd'
import { useWords } from '#platform/ui/words.tsx'

/** The user name somebody chooses for a new account (`username`). */
export function NewUsernameField() {
  const t = useWords()
  return (
    <Form.Item
      name="username"
      label={t('web.username')}
      extra={t('web.username.form')}
      rules={[
        { required: true, whitespace: true, message: t('web.needed') },
        { pattern: /^[a-z0-9._-]{2,40}$/, message: t('web.username.form') },
      ]}
    >
      <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={40} />
    </Form.Item>
  )
}
