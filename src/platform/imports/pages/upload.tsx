import './imports.css'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../../ui/words.tsx'

interface Given {
  /** Words of its kind below this name: `source`, `sourceHint`, `sourceNeeded`, `choose`. */
  words: string
  usualSource: string
  send: (source: string, file: File) => void
  isSending: boolean
  /** What was brought, once it was. */
  brought: { id: string; fileName: string } | undefined
  to: (id: string) => string
  children?: ReactNode
}

/** Names the source and brings the table; what was brought gets the focus, to go on with. */
export function ImportUpload({ words, usualSource, send, isSending, brought, to, children }: Given) {
  const t = useWords()
  const [form] = Form.useForm<{ source: string }>()
  const input = useRef<HTMLInputElement>(null)
  const open = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (brought) open.current?.focus()
  }, [brought])
  const choose = () =>
    void form.validateFields().then(
      () => input.current?.click(),
      () => undefined,
    )
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="import-upload"
      initialValues={{ source: usualSource }}
    >
      <Form.Item
        name="source"
        label={t(`${words}.source`)}
        extra={t(`${words}.sourceHint`)}
        rules={[{ required: true, whitespace: true, message: t(`${words}.sourceNeeded`) }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Button type="primary" loading={isSending} onClick={choose}>
        {t(`${words}.choose`)}
      </Button>
      {children}
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        accept=".xlsx,.csv"
        aria-label={t(`${words}.choose`)}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) send(form.getFieldValue('source'), file)
          event.target.value = ''
        }}
      />
      {brought ? (
        <p role="status">
          <Link to={to(brought.id)} ref={open}>
            {t('platform.imports.next', { file: brought.fileName })}
          </Link>
        </p>
      ) : null}
    </Form>
  )
}
