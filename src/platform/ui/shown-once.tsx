import { Alert, Button, Modal } from 'antd'
import { CopyButton } from './copy-button.tsx'
import { useWords } from './words.tsx'

interface Props {
  title: string
  /** What is done with it next, and that nobody can show it again. */
  advice: string
  text: string
  onKept: () => void
}

/** A secret that is shown this once: it closes only when somebody says that it is kept. */
export function ShownOnce({ title, advice, text, onKept }: Props) {
  const t = useWords()
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onKept}>
          {t('ui.shownOnce.kept')}
        </Button>
      }
    >
      <div className="shown-once">
        <Alert type="warning" showIcon title={advice} />
        <code>{text}</code>
        <CopyButton text={text} />
      </div>
    </Modal>
  )
}
