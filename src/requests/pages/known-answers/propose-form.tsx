import { Button, Form, Input, Radio, Select, Skeleton } from 'antd'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../../contract.ts'
import { type AnswerRow, knownAnswersApi as api, type Propose } from '../../known-answers/contract.ts'
import { UnitChoice } from '../case/unit-choice.tsx'
import { useName } from '../names.ts'

interface Props {
  /** The answer that is renewed; null for a new one. */
  renewed: AnswerRow | null
  /** The closed case it is taken from. */
  fromId?: string | undefined
  onDone: () => void
}

type Values = Omit<Propose, 'renewsId' | 'fromRequestId'>

/** A new answer, a renewal, or the answer of a closed case: a second person approves it. */
export function ProposeForm({ renewed, fromId, onDone }: Props) {
  const t = useWords()
  const from = useCall(requestsApi.get, { params: { id: fromId ?? '' } }, { enabled: fromId !== undefined })
  if (from.error) return <RefusalNotice error={from.error} retry={() => void from.refetch()} />
  if (fromId !== undefined && !from.data) return <Skeleton active={false} aria-label={t('ui.loading')} />
  const taken = from.data
  const initial: Partial<Values> = taken
    ? {
        ...{ topicId: taken.topic.id, question: taken.title, answer: taken.answer ?? '', isPublic: true },
        ...(taken.leadUnit ? { ownerUnitId: taken.leadUnit.id } : {}),
      }
    : renewed
      ? {
          ...{ topicId: renewed.topic.id, question: renewed.question, answer: renewed.answer, source: renewed.source },
          ...{ isPublic: renewed.isPublic, ownerName: renewed.ownerName ?? '' },
          ...(renewed.ownerUnit ? { ownerUnitId: renewed.ownerUnit.id } : {}),
        }
      : { isPublic: true }
  return <Fields initial={initial} renewed={renewed} fromId={fromId} onDone={onDone} />
}

function Fields({ initial, renewed, fromId, onDone }: Props & { initial: Partial<Values> }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const topics = useCall(requestsApi.topics, {})
  const send = useSend(api.propose, { stale: [api.list, api.proposals], quiet: true, onDone })
  const needed = [{ required: true, whitespace: true, message: t('requests.page.fillIn') }]
  const chosen = [{ required: true, message: t('requests.page.choose') }]
  const today = format.today()
  const title = t(renewed ? 'requests.page.known.renew' : 'requests.page.known.propose')
  return (
    <Form<Values>
      className="form-page"
      layout="vertical"
      requiredMark={false}
      aria-label={title}
      initialValues={initial}
      scrollToFirstError={{ focus: true }}
      onFinish={(values) => send.mutate({ body: { ...values, renewsId: renewed?.id, fromRequestId: fromId } })}
    >
      <p className="requests-soft">
        {t(fromId ? 'requests.page.known.fromCase.lead' : 'requests.page.known.form.lead')}
      </p>
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <Form.Item name="topicId" label={t('requests.page.topic')} rules={chosen}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(topics.data ?? []).map((topic) => ({ value: topic.id, label: nameOf(topic) }))}
        />
      </Form.Item>
      <Form.Item name="question" label={t('requests.page.known.question')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="answer" label={t('requests.page.known.answer')} rules={needed}>
        <Input.TextArea maxLength={3000} autoSize={{ minRows: 4, maxRows: 14 }} />
      </Form.Item>
      <Form.Item name="source" label={t('requests.page.known.sourceOf')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="isPublic" label={t('requests.page.known.forWhom')}>
        <Radio.Group
          options={[
            { value: true, label: t('requests.page.known.public') },
            { value: false, label: t('requests.page.known.inside') },
          ]}
        />
      </Form.Item>
      <Form.Item name="ownerUnitId" label={t('requests.page.known.ownerUnit')} rules={chosen}>
        <UnitChoice />
      </Form.Item>
      <Form.Item name="ownerName" label={t('requests.page.known.ownerName')} rules={needed}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="validToOn"
        label={t('requests.page.known.lastDay')}
        extra={t('requests.page.known.lastDay.hint')}
        rules={[{ required: true, message: t('requests.page.fillIn') }]}
      >
        <Input type="date" min={today} />
      </Form.Item>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('requests.page.known.send')}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}
