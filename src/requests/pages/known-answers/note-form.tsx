import { Button, Form, Input } from 'antd'
import type { Refused } from '#platform/http/client.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'

interface Props {
  label: string
  hint: string
  error: Refused | null
  isPending: boolean
  onSend: (note: string) => void
  onLeave: () => void
}

/** A step that takes a reason. */
export function NoteForm({ label, hint, error, isPending, onSend, onLeave }: Props) {
  const t = useWords()
  return (
    <Form<{ note: string }>
      className="form-page"
      layout="vertical"
      requiredMark={false}
      aria-label={label}
      onFinish={({ note }) => onSend(note)}
    >
      {error ? <RefusalNotice error={error} /> : null}
      <Form.Item
        name="note"
        label={t('requests.page.known.reason')}
        extra={hint}
        rules={[{ required: true, whitespace: true, message: t('requests.page.fillIn') }]}
      >
        <Input maxLength={500} autoFocus />
      </Form.Item>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {label}
        </Button>
        <Button onClick={onLeave}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}
