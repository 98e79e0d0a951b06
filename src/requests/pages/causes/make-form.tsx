import { Button, Form, Input, Select } from 'antd'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { causesApi as api, type MakeCause } from '../../causes/contract.ts'
import { requestsApi } from '../../contract.ts'
import { UnitChoice } from '../case/unit-choice.tsx'
import { useName } from '../names.ts'

/** Names a root cause: what it is, who takes it away, until when. */
export function MakeForm({ onDone }: { onDone: () => void }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const topics = useCall(requestsApi.topics, {})
  const send = useSend(api.make, { stale: [api.list], quiet: true, onDone })
  const needed = [{ required: true, whitespace: true, message: t('requests.page.fillIn') }]
  const chosen = [{ required: true, message: t('requests.page.choose') }]
  return (
    <Form<MakeCause>
      className="form-page"
      layout="vertical"
      requiredMark="optional"
      aria-label={t('requests.page.causes.make')}
      onFinish={(body) => send.mutate({ body })}
    >
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <Form.Item
        name="title"
        label={t('requests.page.causes.title')}
        extra={t('requests.page.causes.title.hint')}
        rules={needed}
      >
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="topicId" label={t('requests.page.topic')} rules={chosen}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(topics.data ?? []).map((topic) => ({ value: topic.id, label: nameOf(topic) }))}
        />
      </Form.Item>
      <Form.Item name="ownerUnitId" label={t('requests.page.causes.ownerUnit')} rules={chosen}>
        <UnitChoice />
      </Form.Item>
      <Form.Item name="ownerName" label={t('requests.page.causes.ownerName')} rules={needed}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="dueOn"
        label={t('requests.page.causes.due')}
        rules={[{ required: true, message: t('requests.page.fillIn') }]}
      >
        <Input type="date" min={format.today()} />
      </Form.Item>
      <Form.Item name="measures" label={t('requests.page.causes.measures')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />
      </Form.Item>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('ui.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}
