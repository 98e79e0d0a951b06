import { LockOutlined, MessageOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type RequestView, requestsApi } from '../../contract.ts'
import type { audiences } from '../../rules.ts'
import { newId } from '../new-id.ts'
import type { Drafts } from './step-form.tsx'

type Audience = (typeof audiences)[number]

interface Props {
  request: RequestView
  audience: Audience
  drafts: Drafts
}

/** What the firm reads, or what it never sees: two places with different looks, so that nobody writes in the wrong one. */
export function WordsApart({ request, audience, drafts }: Props) {
  const t = useWords()
  const isOfFirm = request.may.includes('contact-word')
  const format = useFormat()
  const [isWriting, write] = useState(false)
  const said = request.remarks.filter((one) => one.audience === audience)
  // The firm itself has no inside words.
  const mayWrite = request.may.includes('remark') && !(audience === 'internal' && isOfFirm)
  if (said.length === 0 && !mayWrite) return null
  const Icon = audience === 'internal' ? LockOutlined : MessageOutlined
  return (
    <section className={`requests-apart is-${audience}`} aria-label={t(`requests.page.words.${audience}`)}>
      <h3>
        <Icon aria-hidden /> {t(`requests.page.words.${audience}`)}
      </h3>
      {said.length === 0 ? <p className="requests-soft">{t(`requests.page.words.${audience}.none`)}</p> : null}
      <ul>
        {said.map(({ id, body, authorName, at, occasion, reason }) => (
          <li key={id}>
            <p className="requests-words">{body}</p>
            <p className="requests-soft">
              {[
                authorName,
                format.moment(at),
                occasion === 'remark' ? null : t(`requests.page.do.${occasion}`),
                reason ? reasonWords(t, occasion, reason) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {isWriting ? (
        <Writing request={request} audience={audience} drafts={drafts} onLeave={() => write(false)} />
      ) : mayWrite ? (
        <Button onClick={() => write(true)}>{t(`requests.page.write.${audience}`)}</Button>
      ) : null}
    </section>
  )
}

const reasonWords = (t: ReturnType<typeof useWords>, occasion: string, reason: string): string =>
  t(`requests.${occasion === 'return' ? 'returnReason' : 'pauseReason'}.${reason}`)

function Writing({ request, audience, drafts, onLeave }: Props & { onLeave: () => void }) {
  const t = useWords()
  const draft = `${request.id} ${audience}`
  // One id for what is written here, so that a second click says nothing twice.
  const [remarkId] = useState(newId)
  const send = useSend(requestsApi.remark, {
    stale: [requestsApi.get],
    quiet: true,
    onDone: () => {
      drafts.delete(draft)
      onLeave()
    },
  })
  return (
    <Form<{ body: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={drafts.get(draft) ?? {}}
      onValuesChange={(_, values) => drafts.set(draft, values)}
      onFinish={({ body }) => send.mutate({ params: { id: request.id }, body: { remarkId, audience, body } })}
    >
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <Form.Item
        name="body"
        label={t(`requests.page.write.${audience}.label`)}
        rules={[{ required: true, whitespace: true, message: t('requests.page.fillIn') }]}
      >
        <Input.TextArea autoFocus maxLength={2000} autoSize={{ minRows: 2, maxRows: 12 }} />
      </Form.Item>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t(`requests.page.write.${audience}.send`)}
        </Button>
        <Button onClick={onLeave}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}
