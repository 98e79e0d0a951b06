import './hotline.css'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useRef } from 'react'
import { addressOf } from '#platform/http/client.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { hotlineApi as api } from '../../hotline/contract.ts'
import { ImportLight } from './import-light.tsx'

type Answer = AnswerOf<typeof api.list>

/** Which tickets came from other systems, and which answers are to go back? */
export function HotlinePage() {
  const t = useWords()
  const result = useCall(api.list, {})
  return (
    <DetailPage
      titleKey="requests.page.hotline"
      result={result}
      title={() => t('requests.page.hotline')}
      lead={() => t('requests.hotline.lead')}
    >
      {({ sources, imports }) => (
        <>
          <Upload sources={sources} />
          {sources.map((source) => (
            <Answers key={source.id} source={source} />
          ))}
          <section aria-labelledby="hotline-imports">
            <h2 id="hotline-imports">{t('requests.hotline.imports')}</h2>
            {imports.length === 0 ? (
              <EmptyState title={t('requests.hotline.noImports')} next={t('requests.hotline.noImportsHint')} />
            ) : (
              <Imports imports={imports} />
            )}
          </section>
        </>
      )}
    </DetailPage>
  )
}

/** Names the source and brings the table; what was brought opens by itself. */
function Upload({ sources }: Pick<Answer, 'sources'>) {
  const t = useWords()
  const [form] = Form.useForm<{ source: string }>()
  const input = useRef<HTMLInputElement>(null)
  const open = useRef<HTMLAnchorElement>(null)
  const send = useSend(api.upload, { stale: [api.list], onDone: () => open.current?.focus() })
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
      className="hotline-upload"
      initialValues={{ source: sources[0]?.name ?? t('requests.hotline.usualSource') }}
    >
      <Form.Item
        name="source"
        label={t('requests.hotline.source')}
        extra={t('requests.hotline.sourceHint')}
        rules={[{ required: true, whitespace: true, message: t('requests.hotline.sourceNeeded') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Button type="primary" loading={send.isPending} onClick={choose}>
        {t('requests.hotline.choose')}
      </Button>
      <a className="hotline-template" href={addressOf(api.template, {})} download>
        {t('requests.hotline.template')}
      </a>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        accept=".xlsx,.csv"
        aria-label={t('requests.hotline.choose')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) send.mutate({ body: form.getFieldsValue(), files: [file] })
          event.target.value = ''
        }}
      />
      {send.data ? (
        <p role="status">
          <Link to="/requests/hotline/$importId" params={{ importId: send.data.id }} ref={open}>
            {t('requests.hotline.next', { file: send.data.fileName })}
          </Link>
        </p>
      ) : null}
    </Form>
  )
}

/** Answers of a source that wait to go back, and those that went. */
function Answers({ source }: { source: Answer['sources'][number] }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(api.makeExport, { stale: [api.list] })
  return (
    <section aria-labelledby={`hotline-${source.id}`}>
      <h2 id={`hotline-${source.id}`}>{source.name}</h2>
      <p>
        {t('requests.hotline.waiting', { count: source.waiting })}{' '}
        {source.waiting > 0 ? (
          <Button loading={send.isPending} onClick={() => send.mutate({ params: { id: source.id } })}>
            {t('requests.hotline.export')}
          </Button>
        ) : null}
      </p>
      <ul className="hotline-exports">
        {source.exports.map(({ id, rows, madeAt, madeByName }) => (
          <li key={id}>
            {t('requests.hotline.exported', { at: format.moment(madeAt), name: madeByName, count: rows })}{' '}
            {(['xlsx', 'csv'] as const).map((kind) => (
              <a key={kind} href={addressOf(api.exportFile, { params: { id }, query: { format: kind } })} download>
                {kind.toUpperCase()}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Imports({ imports }: Pick<Answer, 'imports'>) {
  const t = useWords()
  const format = useFormat()
  return (
    <div className="list-scroll">
      <table className="list-table hotline-imports">
        <thead>
          <tr>
            {['file', 'state', 'result', 'by'].map((name) => (
              <th key={name} scope="col">
                {t(`requests.hotline.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {imports.map(({ added, changed, same, refused, ...one }) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to="/requests/hotline/$importId" params={{ importId: one.id }}>
                  {one.fileName}
                </Link>
                <div className="hotline-soft">{one.source.name}</div>
              </th>
              <td>
                <ImportLight state={one.state} />
              </td>
              <td>{t('requests.hotline.counts', { added, changed, same, refused })}</td>
              <td>
                {one.startedByName}
                <div className="hotline-soft">{format.moment(one.startedAt)}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
