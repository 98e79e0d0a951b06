import { Alert, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type DocumentView, documentKinds, documentsApi, opennessClasses, origins } from '../../contract.ts'

interface Props {
  document: DocumentView
  refresh: () => void
  onLeave: () => void
}

interface Head {
  title: string
  kind: DocumentView['kind']
  openness: DocumentView['openness']
  origin: DocumentView['origin']
  number: string
  issuer: string
  publishedOn: string
}

const headOf = ({ title, kind, openness, origin, number, issuer, publishedOn }: DocumentView): Head => ({
  ...{ title, kind, openness, origin },
  number: number ?? '',
  issuer: issuer ?? '',
  publishedOn: publishedOn ?? '',
})

const orNull = (text: string): string | null => text.trim() || null

/**
 * Corrects what stands at the head of a document. When somebody else changed it meanwhile, what was typed stays, and each
 * field that they changed says their value; saving again is then a decision.
 */
export function HeadDialog({ document, refresh, onLeave }: Props) {
  const t = useWords()
  const [form] = Form.useForm<Head>()
  const [first] = useState(() => headOf(document))
  const newest = headOf(document)
  const send = useSend(documentsApi.change, {
    stale: [documentsApi.get, documentsApi.list],
    quiet: true,
    onDone: onLeave,
  })
  const save = ({ number, issuer, publishedOn, ...rest }: Head) => {
    const texts = { number: orNull(number), issuer: orNull(issuer), publishedOn: orNull(publishedOn) }
    send.mutate(
      { params: { id: document.id }, body: { ...rest, ...texts, version: document.version } },
      { onError: refresh },
    )
  }
  const choose = (names: readonly string[], of: string) => names.map((value) => ({ value, label: t(`${of}.${value}`) }))
  const theirs = (name: keyof Head, words: (value: string) => string = (value) => value) =>
    newest[name] === first[name]
      ? {}
      : { extra: t('documents.head.theirs', { value: words(newest[name]) || t('documents.head.emptied') }) }

  return (
    <Modal
      open
      title={t('documents.head.title')}
      okText={t('ui.save')}
      cancelText={t('ui.cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={onLeave}
    >
      {send.error ? (
        <Alert
          className="form-refusal"
          role="alert"
          showIcon
          type={send.error.status === 409 ? 'warning' : 'error'}
          title={send.error.status === 409 ? t('documents.head.changedMeanwhile') : refusalText(t, send.error)}
        />
      ) : null}
      <Form<Head> form={form} layout="vertical" requiredMark={false} initialValues={first} onFinish={save}>
        <Form.Item
          name="title"
          label={t('documents.head.name')}
          rules={[{ required: true, whitespace: true, message: t('documents.head.nameNeeded') }]}
          {...theirs('title')}
        >
          <Input maxLength={300} />
        </Form.Item>
        <div className="documents-correction-pair">
          <Form.Item name="number" label={t('documents.number')} {...theirs('number')}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="issuer" label={t('documents.issuer')} {...theirs('issuer')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="publishedOn" label={t('documents.published')} {...theirs('publishedOn')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="kind"
            label={t('documents.head.kind')}
            {...theirs('kind', (v) => t(`documents.docKind.${v}`))}
          >
            <Select options={choose(documentKinds, 'documents.docKind')} />
          </Form.Item>
          <Form.Item
            name="openness"
            label={t('documents.head.openness')}
            {...theirs('openness', (v) => t(`documents.openness.${v}`))}
          >
            <Select options={choose(opennessClasses, 'documents.openness')} />
          </Form.Item>
          <Form.Item
            name="origin"
            label={t('documents.head.origin')}
            {...theirs('origin', (v) => t(`documents.origin.${v}`))}
          >
            <Select options={choose(origins, 'documents.origin')} />
          </Form.Item>
        </div>
        <p className="documents-hint">{t('documents.head.opennessHint')}</p>
      </Form>
    </Modal>
  )
}
