import { Form, Input } from 'antd'
import type { PasswordRules } from '#platform/sign-in/parameters.ts'
import { passwordDemands, unmetDemands } from '#platform/sign-in/password-rules.ts'
import { Light } from '#platform/ui/light.tsx'
import { useWords } from '#platform/ui/words.tsx'
import './account.css'

interface Who {
  username: string
  name: string
}

interface Props {
  rules: PasswordRules
  /** Whose password it becomes; where the form asks for both, its fields `username` and `name` say so. */
  who?: Who
}

const listId = 'account-password-rules'

/** A new password (`newPassword`), its repetition (`again`), and what is still missing while it is typed. */
export function NewPasswordFields({ rules, who }: Props) {
  const t = useWords()
  const whose = (typedIn: (name: string) => unknown): Who =>
    who ?? { username: String(typedIn('username') ?? ''), name: String(typedIn('name') ?? '') }
  return (
    <>
      <Form.Item
        name="newPassword"
        label={t('account.password.new')}
        dependencies={who ? [] : ['username', 'name']}
        rules={[
          { required: true, message: t('account.password.needed') },
          ({ getFieldValue }) => ({
            validator: (_, typed: string) =>
              !typed || unmetDemands(typed, whose(getFieldValue), rules).length === 0
                ? Promise.resolve()
                : Promise.reject(new Error(t('account.password.unmet'))),
          }),
        ]}
        validateTrigger={['onBlur', 'onSubmit']}
      >
        <Input.Password autoComplete="new-password" maxLength={200} aria-describedby={listId} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) => (
          <Demands typed={String(getFieldValue('newPassword') ?? '')} who={whose(getFieldValue)} rules={rules} />
        )}
      </Form.Item>
      <Form.Item
        name="again"
        label={t('account.password.again')}
        dependencies={['newPassword']}
        validateTrigger={['onBlur', 'onSubmit']}
        rules={[
          { required: true, message: t('account.password.againNeeded') },
          ({ getFieldValue }) => ({
            validator: (_, typed: string) =>
              !typed || typed === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error(t('account.password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </>
  )
}

function Demands({ typed, who, rules }: { typed: string; who: Who; rules: PasswordRules }) {
  const t = useWords()
  const unmet = unmetDemands(typed, who, rules)
  const facts = { length: rules.passwordLeastLength, kinds: rules.passwordLeastKinds }
  return (
    <ul id={listId} className="account-demands">
      {passwordDemands.map((demand) => {
        const isMet = typed !== '' && !unmet.includes(demand)
        return (
          <li key={demand}>
            <Light colour={isMet ? 'green' : 'grey'}>{t(`account.password.demand.${demand}`, facts)}</Light>
            {isMet ? <span className="visually-hidden">{t('account.password.met')}</span> : null}
          </li>
        )
      })}
      <li className="account-soft">{t('account.password.history', { count: rules.passwordHistoryLength })}</li>
    </ul>
  )
}
