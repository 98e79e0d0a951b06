import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { Light } from '#platform/ui/light.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { FirmView } from '../../firm/whole/contract.ts'
import { visitsApi as api, type OutcomeView, type VisitView } from '../../visits/contract.ts'
import { deskApi } from '../../visits/desk/contract.ts'
import { NoteVisit } from '../desk/note-visit.tsx'
import { clockTime, useName } from '../names.ts'

/** Visits, the next one first, with what came out of them. */
export function Visits({ firm }: { firm: FirmView }) {
  const t = useWords()
  const { data } = useCall(api.list, { params: { id: firm.id } })
  const [isNew, plan] = useState(false)
  const [noted, note] = useState<VisitView | null>(null)
  return (
    <section aria-labelledby="firm-visits">
      <h2 id="firm-visits">{t('enterprises.visits')}</h2>
      {firm.mayKeep ? <Button onClick={() => plan(true)}>{t('enterprises.visits.plan')}</Button> : null}
      {isNew ? <PlanDialog firmId={firm.id} onClose={() => plan(false)} /> : null}
      {noted ? (
        <NoteVisit
          visit={{ ...noted, firmId: firm.id, firmName: firm.name, hasContact: firm.contactPhone !== null }}
          onClose={() => note(null)}
        />
      ) : null}
      {data?.visits.length === 0 ? <p className="enterprises-soft">{t('enterprises.visits.none')}</p> : null}
      <ul className="enterprises-timeline">
        {(data?.visits ?? []).map((visit) => (
          <Visit key={visit.id} visit={visit} {...(firm.mayKeep ? { onNote: () => note(visit) } : {})} />
        ))}
      </ul>
      {data && data.outcomes.length > 0 ? <Outcomes outcomes={data.outcomes} mayClose={firm.mayKeep} /> : null}
    </section>
  )
}

function Visit({ visit, onNote }: { visit: VisitView; onNote?: () => void }) {
  const t = useWords()
  const format = useFormat()
  const colour = { planned: 'blue', done: 'green', cancelled: 'grey' } as const
  return (
    <li>
      <Light colour={colour[visit.state]}>
        {format.day(visit.day)} {visit.startMinute === null ? '' : clockTime(visit.startMinute)}{' '}
        {t(`enterprises.visit.${visit.state}`)}
      </Light>
      <span>
        {visit.purpose} · {visit.officerName}
      </span>
      {visit.notes ? <p className="enterprises-notes">{visit.notes}</p> : null}
      {visit.questions.map(({ id, question, answer, askedByName }) => (
        <p key={id} className="enterprises-soft">
          {t('enterprises.visit.question', { name: askedByName })} {question}
          {answer ? ` — ${answer}` : ''}
        </p>
      ))}
      {visit.state === 'cancelled' ? <span className="enterprises-soft">{visit.cancelledWhy}</span> : null}
      {visit.state === 'planned' ? (
        <span>
          <Link to={`/firms/visits/${visit.id}`}>{t('enterprises.visit.brief')}</Link>{' '}
          {onNote ? (
            <Button type="link" size="small" onClick={onNote}>
              {t('enterprises.visit.note')}
            </Button>
          ) : null}
        </span>
      ) : null}
    </li>
  )
}

/** Problems, promises and follow-ups; what is open can be settled. */
export function Outcomes({ outcomes, mayClose }: { outcomes: readonly OutcomeView[]; mayClose: boolean }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const [closed, close] = useState<OutcomeView | null>(null)
  return (
    <>
      <h3>{t('enterprises.outcomes')}</h3>
      {closed ? <CloseDialog outcome={closed} onClose={() => close(null)} /> : null}
      <ul className="enterprises-timeline">
        {outcomes.map((outcome) => (
          <li key={outcome.id}>
            <Light colour={outcome.state === 'open' ? (outcome.isOverdue ? 'red' : 'blue') : 'grey'}>
              {t(`enterprises.outcome.${outcome.kind}`)} {t(`enterprises.outcome.state.${outcome.state}`)}
            </Light>
            <span>{outcome.title}</span>
            <span className="enterprises-soft">
              {[
                outcome.unit === null ? null : nameOf(outcome.unit),
                outcome.dueOn === null ? null : t('enterprises.outcome.due', { day: format.day(outcome.dueOn) }),
                outcome.closedNote,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
            {outcome.requestId === null ? null : (
              <Link to="/requests" search={{ view: 'all', case: outcome.requestId }}>
                {t('enterprises.outcome.request')}
              </Link>
            )}
            {mayClose && outcome.state === 'open' ? (
              <Button
                type="link"
                size="small"
                aria-label={t('enterprises.outcome.closeOne', { title: outcome.title })}
                onClick={() => close(outcome)}
              >
                {t('enterprises.outcome.close')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}

function CloseDialog({ outcome, onClose }: { outcome: OutcomeView; onClose: () => void }) {
  const t = useWords()
  const send = useSend(api.closeOutcome, { stale: [api.list, deskApi.get], quiet: true, onDone: onClose })
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

function PlanDialog({ firmId, onClose }: { firmId: string; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(api.plan, { stale: [api.list, deskApi.get], quiet: true, onDone: onClose })
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
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('ui.save')}
        </Button>
      </Form>
    </Modal>
  )
}
