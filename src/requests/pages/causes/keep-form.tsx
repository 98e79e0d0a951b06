import { Button, Form, Input } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { causesApi as api, type CauseView } from '../../causes/contract.ts'

interface Values {
  ownerName: string
  dueOn: string
  measures?: string
  doneOn?: string
}

/** Owner, day and measures; once they are done, the day from which requests are counted anew. */
export function KeepForm({ cause, onDone }: { cause: CauseView; onDone: () => void }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(api.keep, { stale: [api.get, api.list], quiet: true, onDone })
  const { id, version, ownerName, dueOn, measures, doneOn } = cause
  const needed = [{ required: true, whitespace: true, message: t('requests.page.fillIn') }]
  return (
    <Form<Values>
      className="form-page"
      layout="vertical"
      requiredMark="optional"
      aria-label={t('requests.page.causes.keep')}
      initialValues={{ ownerName, dueOn, measures: measures ?? '', doneOn: doneOn ?? '' }}
      onFinish={({ measures: done, doneOn: day, ...rest }) =>
        send.mutate({
          params: { id },
          body: { ...rest, version, measures: done?.trim() || undefined, doneOn: day || undefined },
        })
      }
    >
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <Form.Item name="measures" label={t('requests.page.causes.measures')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} autoFocus />
      </Form.Item>
      <Form.Item name="ownerName" label={t('requests.page.causes.ownerName')} rules={needed}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="dueOn" label={t('requests.page.causes.due')} rules={needed}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="doneOn" label={t('requests.page.causes.done')} extra={t('requests.page.causes.done.hint')}>
        <Input type="date" max={format.today()} />
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
