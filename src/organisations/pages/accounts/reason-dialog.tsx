import { Alert, Form, Modal } from 'antd'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { ReasonField } from './fields.tsx'

interface Props {
  title: string
  text: string
  label: string
  danger?: boolean
  send: { error: unknown; isPending: boolean }
  onReason: (reason: string) => void
  onLeave: () => void
}

/** Asks why before something is done to an account; a refusal leaves what was typed. */
export function ReasonDialog({ title, text, label, danger = false, send, onReason, onLeave }: Props) {
  const t = useWords()
  const [form] = Form.useForm<{ reason: string }>()
  return (
    <Modal
      open
      title={title}
      okText={label}
      okButtonProps={{ danger }}
      cancelText={t('ui.cancel')}
      confirmLoading={send.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onLeave}
    >
      <p>{text}</p>
      {send.error ? (
        <Alert className="form-refusal" role="alert" showIcon type="error" title={refusalText(t, send.error)} />
      ) : null}
      <Form<{ reason: string }>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => {
          if (!send.isPending) onReason(reason)
        }}
      >
        <ReasonField />
      </Form>
    </Modal>
  )
}
