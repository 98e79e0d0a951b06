import { Alert, Button, Modal } from 'antd'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { useWords } from '#platform/ui/words.tsx'
import './accounts.css'

interface Props {
  made: { username: string; initialPassword: string }
  onClose: () => void
}

/** An initial password, told once to the administrator who asked for it. */
export function InitialPasswordDialog({ made, onClose }: Props) {
  const t = useWords()
  const { username, initialPassword } = made
  return (
    <Modal
      open
      title={t('accounts.initial.title')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('accounts.initial.handedOver')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('accounts.initial.once')} />
      <dl className="accounts-initial">
        <div>
          <dt>{t('accounts.field.username')}</dt>
          <dd>{username}</dd>
        </div>
        <div>
          <dt>{t('accounts.initial')}</dt>
          <dd>
            <code>{initialPassword}</code> <CopyButton text={initialPassword} size="small" />
          </dd>
        </div>
      </dl>
      <p>{t('accounts.initial.text')}</p>
    </Modal>
  )
}
