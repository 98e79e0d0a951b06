import { Button, Form, Input, Modal } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { visitsApi as api, type OutcomeView, type VisitView } from '../../visits/contract.ts'
import { deskApi } from '../../visits/desk/contract.ts'
import { clockTime } from '../names.ts'
import { SaveButtons } from '../save-buttons.tsx'

const stale = [api.list, deskApi.get]

/** Says how a promise or follow-up ended. */
export function CloseDialog({ outcome, onClose }: { outcome: OutcomeView; onClose: () => void }) {
  const t = useWords()
  const send = useSend(api.closeOutcome, { stale, quiet: true, onDone: onClose })
  const [form] = Form.useForm<{ note: string }>()
  const settle = (state: 'done' | 'dropped') =>
    void form.validateFields().then(({ note }) => send.mutate({ params: { id: outcome.id }, body: { state, note } }))
  return (
    <Modal open title={outcome.title} onCancel={onClose} footer={null}>
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <Form form={form} layout="vertical">
        <Form.Item
          name="note"
          label={t('enterprises.outcome.how')}
          rules={[{ required: true, whitespace: true, message: t('enterprises.register.needed') }]}
        >
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </Form>
      <div className="form-buttons">
        <Button type="primary" loading={send.isPending} onClick={() => settle('done')}>
          {t('enterprises.outcome.state.done')}
        </Button>
        <Button loading={send.isPending} onClick={() => settle('dropped')}>
          {t('enterprises.outcome.state.dropped')}
        </Button>
      </div>
    </Modal>
  )
}

interface Plan {
  day: string
  time?: string
  purpose: string
}

/** A visit of one's own. */
export function PlanDialog({ firmId, onClose }: { firmId: string; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(api.plan, { stale, quiet: true, onDone: onClose })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  return (
    <Modal open title={t('enterprises.visits.plan')} onCancel={onClose} footer={null}>
      <Form<Plan>
        layout="vertical"
        requiredMark="optional"
        initialValues={{ day: format.today(), purpose: t('enterprises.visits.usual') }}
        onFinish={({ time, ...body }) =>
          send.mutate({ params: { id: firmId }, body: { ...body, ...(time ? { startMinute: minuteOf(time) } : {}) } })
        }
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="day" label={t('enterprises.visits.day')} rules={needed}>
          <Input type="date" min={format.today()} />
        </Form.Item>
        <Form.Item name="time" label={t('enterprises.visits.time')}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="purpose" label={t('enterprises.visits.purpose')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}

/** Calls a planned visit off; the reason stays on the page of the firm. */
export function CancelDialog({ visit, onClose }: { visit: VisitView; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(api.cancel, { stale, quiet: true, onDone: onClose })
  const when = [format.day(visit.day), visit.startMinute === null ? '' : clockTime(visit.startMinute)].join(' ')
  return (
    <Modal open title={t('enterprises.visit.cancelOf', { when })} onCancel={onClose} footer={null}>
      <Form<{ why: string }>
        layout="vertical"
        onFinish={({ why }) => send.mutate({ params: { id: visit.id }, body: { version: visit.version, why } })}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item
          name="why"
          label={t('enterprises.visit.cancelWhy')}
          rules={[{ required: true, whitespace: true, message: t('enterprises.register.needed') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}
