import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { documentsApi } from '#documents/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { Light } from '#platform/ui/light.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type StageView, stagesApi } from '../../stages/contract.ts'

/** Steps of a title to be won: what is reached, and by which words. Shown where there are some, or where one may say some. */
export function Stages({ goalId }: { goalId: string }) {
  const t = useWords()
  const { data } = useCall(stagesApi.list, { params: { id: goalId } })
  const [isEdited, setEdited] = useState(false)
  const [reached, setReached] = useState<StageView | null>(null)
  if (!data || (data.rows.length === 0 && !data.mayChange)) return null
  return (
    <section aria-labelledby="goals-stages">
      <h3 className="goals-drawer-head" id="goals-stages">
        {t('goals.stages')}
      </h3>
      {isEdited ? (
        <StagesForm goalId={goalId} rows={data.rows} onLeave={() => setEdited(false)} />
      ) : (
        <>
          <ol className="goals-stages">
            {data.rows.map((stage) => (
              <li key={stage.id}>
                <Stage stage={stage} />
                {data.mayChange && !stage.reachedOn ? (
                  <Button size="small" onClick={() => setReached(stage)}>
                    {t('goals.stage.reach')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ol>
          {data.mayChange ? (
            <Button size="small" onClick={() => setEdited(true)}>
              {t(data.rows.length === 0 ? 'goals.stages.begin' : 'goals.stages.change')}
            </Button>
          ) : null}
        </>
      )}
      {reached ? <ReachDialog goalId={goalId} stage={reached} onLeave={() => setReached(null)} /> : null}
    </section>
  )
}

function Stage({ stage: { name, dueOn, reachedOn, evidence, document } }: { stage: StageView }) {
  const t = useWords()
  const format = useFormat()
  return (
    <div>
      <b>{name}</b>{' '}
      {dueOn ? <span className="goals-hint">{t('goals.stage.due', { day: format.day(dueOn) })}</span> : null}
      <div>
        <Light colour={reachedOn ? 'green' : 'grey'}>
          {reachedOn ? t('goals.stage.reached', { day: format.day(reachedOn) }) : t('goals.stage.open')}
        </Light>
      </div>
      {evidence ? <blockquote lang="zh-CN">{evidence}</blockquote> : null}
      {document ? <Link to={`/documents/${document.id}`}>{document.title}</Link> : null}
    </div>
  )
}

function StagesForm({ goalId, rows, onLeave }: { goalId: string; rows: readonly StageView[]; onLeave: () => void }) {
  const t = useWords()
  const [form] = Form.useForm()
  const send = useSend(stagesApi.set, { stale: [stagesApi.list], onDone: onLeave })
  const save = ({ stages }: { stages: { id?: string; name: string; dueOn?: string }[] }) =>
    send.mutate({
      params: { id: goalId },
      body: { stages: stages.map(({ id, name, dueOn }) => ({ ...(id ? { id } : {}), name, dueOn: dueOn || null })) },
    })
  return (
    <Form form={form} layout="vertical" initialValues={{ stages: rows }} onFinish={save} component="div">
      <Form.List name="stages">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => {
              const isReached = Boolean(
                rows[name]?.reachedOn && form.getFieldValue(['stages', name, 'id']) === rows[name]?.id,
              )
              return (
                <div key={key} className="goals-stage-fields">
                  <Form.Item
                    name={[name, 'name']}
                    label={t('goals.stage.name')}
                    rules={[{ required: true, min: 2, whitespace: true, message: t('goals.stage.name.needed') }]}
                  >
                    <Input maxLength={120} disabled={isReached} />
                  </Form.Item>
                  <Form.Item name={[name, 'dueOn']} label={t('goals.due')}>
                    <Input type="date" />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('goals.stage.remove')}
                    disabled={isReached}
                    onClick={() => remove(name)}
                  />
                </div>
              )
            })}
            <Button
              icon={<PlusOutlined aria-hidden />}
              onClick={() => add({ name: '' })}
              disabled={fields.length >= 20}
            >
              {t('goals.stage.add')}
            </Button>
          </>
        )}
      </Form.List>
      <div className="form-buttons">
        <Button type="primary" loading={send.isPending} onClick={() => form.submit()}>
          {t('goals.stages.save')}
        </Button>
        <Button onClick={onLeave}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}

interface Reaching {
  reachedOn: string
  evidence: string
  documentId?: string
}

function ReachDialog({ goalId, stage, onLeave }: { goalId: string; stage: StageView; onLeave: () => void }) {
  const t = useWords()
  const format = useFormat()
  const [form] = Form.useForm<Reaching>()
  const documents = useCall(documentsApi.list, { query: {} })
  const send = useSend(stagesApi.reach, { stale: [stagesApi.list], quiet: true, onDone: onLeave })
  const save = ({ documentId, ...rest }: Reaching) =>
    send.mutate({ params: { id: goalId, stageId: stage.id }, body: { ...rest, documentId: documentId ?? null } })
  return (
    <Modal
      open
      title={t('goals.stage.reach.title', { name: stage.name })}
      okText={t('ui.save')}
      cancelText={t('ui.cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={onLeave}
    >
      {send.error ? <p role="alert">{refusalText(t, send.error)}</p> : null}
      <Form<Reaching>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reachedOn: format.today() }}
        onFinish={save}
      >
        <Form.Item
          name="reachedOn"
          label={t('goals.stage.day')}
          rules={[{ required: true, message: t('goals.actual.needed') }]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item
          name="evidence"
          label={t('goals.stage.evidence')}
          extra={t('goals.stage.evidence.hint')}
          rules={[{ required: true, min: 4, whitespace: true, message: t('goals.stage.evidence.needed') }]}
        >
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        <Form.Item name="documentId" label={t('goals.stage.document')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            loading={documents.isPending}
            options={(documents.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
