import { Form, Input, Modal } from 'antd'
import { useWords } from '#platform/ui/words.tsx'
import type { Window } from './week.ts'

interface Props {
  onAdd: (window: Window) => void
  onClose: () => void
}

/** From when to when somebody is to be on duty. */
export function WindowDialog({ onAdd, onClose }: Props) {
  const t = useWords()
  const [form] = Form.useForm<Window>()
  const rules = [{ required: true, pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/, message: t('duty.page.timeForm') }]
  return (
    <Modal
      open
      title={t('duty.page.addWindow')}
      okText={t('duty.page.addWindow')}
      cancelText={t('ui.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Window>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ fromTime: '17:30', toTime: '08:30' }}
        onFinish={onAdd}
      >
        <Form.Item name="fromTime" label={t('duty.page.from')} rules={rules}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="toTime" label={t('duty.page.to')} rules={rules} extra={t('duty.page.midnightHint')}>
          <Input type="time" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
