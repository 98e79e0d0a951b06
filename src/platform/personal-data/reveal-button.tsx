import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../ui/words.tsx'
import { type Reveal, revealReasons } from './contract.ts'

interface Props {
  /** Whose number it is. */
  name: string
  isPending: boolean
  onReveal: (reveal: Reveal) => void
}

/** Asks why somebody wants to see a whole number, and says that it is written down. */
export function RevealButton({ name, isPending, onReveal }: Props) {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  const [form] = Form.useForm<{ reason: Reveal['reason']; note?: string }>()
  const word = (key: string) => t(`platform.personalData.${key}`)
  return (
    <>
      <Button
        type="link"
        size="small"
        loading={isPending}
        aria-label={t('platform.personalData.revealOf', { name })}
        onClick={() => setOpen(true)}
      >
        {word('reveal')}
      </Button>
      <Modal
        open={isOpen}
        title={t('platform.personalData.revealTitle', { name })}
        okText={word('reveal')}
        cancelText={t('ui.cancel')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          requiredMark="optional"
          preserve={false}
          onFinish={({ reason, note }) => {
            setOpen(false)
            onReveal({ reason, ...(note?.trim() ? { note: note.trim() } : {}) })
          }}
        >
          <Form.Item
            name="reason"
            label={word('revealReason')}
            rules={[{ required: true, message: word('revealReasonNeeded') }]}
          >
            <Select options={revealReasons.map((value) => ({ value, label: word(`reason.${value}`) }))} />
          </Form.Item>
          <Form.Item noStyle dependencies={['reason']}>
            {({ getFieldValue }) => (
              <Form.Item
                name="note"
                label={word('revealWords')}
                extra={word('revealNote')}
                rules={[
                  {
                    required: getFieldValue('reason') === 'other',
                    whitespace: true,
                    message: word('revealWordsNeeded'),
                  },
                  { min: 4, message: word('revealWordsNeeded') },
                ]}
              >
                <Input maxLength={200} autoComplete="off" />
              </Form.Item>
            )}
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
