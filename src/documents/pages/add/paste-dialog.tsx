import { Alert, Form, Input, Modal } from 'antd'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type AddDocument, documentsApi } from '../../contract.ts'

interface Props {
  given: AddDocument
  onAdded: (added: AnswerOf<typeof documentsApi.paste>) => void
  onLeave: () => void
}

interface Pasted {
  name: string
  text: string
}

/** Puts in text from the clipboard, as one has it from a web page or a chat. */
export function PasteDialog({ given, onAdded, onLeave }: Props) {
  const t = useWords()
  const [form] = Form.useForm<Pasted>()
  const send = useSend(documentsApi.paste, { stale: [documentsApi.list], quiet: true, onDone: onAdded })
  const needed = (message: string) => [{ required: true, whitespace: true, message }]
  return (
    <Modal
      open
      width={720}
      title={t('documents.paste')}
      okText={t('documents.paste.add')}
      cancelText={t('ui.cancel')}
      confirmLoading={send.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onLeave}
    >
      {send.error ? (
        <Alert className="form-refusal" role="alert" showIcon type="error" title={refusalText(t, send.error)} />
      ) : null}
      <Form<Pasted>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(pasted) => send.mutate({ body: { ...given, ...pasted } })}
      >
        <Form.Item name="name" label={t('documents.paste.name')} rules={needed(t('documents.paste.nameNeeded'))}>
          <Input autoFocus maxLength={120} />
        </Form.Item>
        <Form.Item name="text" label={t('documents.paste.text')} rules={needed(t('documents.paste.textNeeded'))}>
          <Input.TextArea rows={12} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
