import { DatePicker, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { type PickView, picksApi } from '../picks/contract.ts'
import { useLadderWords } from './words.ts'

/** When somebody looks again, and what happened so far. */
export function Followed({ pick }: { pick: PickView }) {
  const { t, format } = useLadderWords()
  const next = pick.followUpOn ? t('ladder.followUp.on', { day: format.day(pick.followUpOn) }) : t('ladder.none')
  if (pick.steps.length === 0) return <>{next}</>
  return (
    <details>
      <summary>{t('ladder.followUp.steps', { next, count: pick.steps.length })}</summary>
      <ul className="ladder-steps">
        {pick.steps.map((step) => (
          <li key={step.madeAt}>
            {t(`ladder.step.${step.kind}`, { day: format.moment(step.madeAt), by: step.byName, to: step.officerName })}
            {step.note ? ` ${step.note}` : ''}
          </li>
        ))}
      </ul>
    </details>
  )
}

interface Props {
  pick: PickView
  onClose: () => void
}

const dayOf = (text: string | string[] | null): string | null => (typeof text === 'string' && text !== '' ? text : null)

/** Somebody else helps the firm from now on. */
export function HandDialog({ pick, onClose }: Props) {
  const { t, format } = useLadderWords()
  const { data = [] } = useCall(picksApi.officers, { params: { id: pick.id } })
  const [officerId, setOfficer] = useState<string | null>(null)
  const [dueOn, setDueOn] = useState<string | null>(pick.dueOn < format.today() ? null : pick.dueOn)
  const [followUpOn, setFollowUpOn] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const hand = useSend(picksApi.hand, { stale: [picksApi.list], onDone: onClose, quiet: true })
  return (
    <Modal
      open
      title={t('ladder.hand.title', { name: pick.firmName })}
      okText={t('ladder.hand')}
      cancelText={t('ladder.cancel')}
      okButtonProps={{ disabled: officerId === null || dueOn === null, loading: hand.isPending }}
      onCancel={onClose}
      onOk={() => {
        if (officerId === null || dueOn === null) return
        hand.mutate({
          params: { id: pick.id },
          body: { version: pick.version, officerId, dueOn, followUpOn, note: note.trim() || null },
        })
      }}
    >
      {hand.error ? <RefusalNotice error={hand.error} /> : null}
      <Form layout="vertical">
        <Form.Item label={t('ladder.hand.to')} htmlFor="hand-to">
          <Select
            id="hand-to"
            showSearch={{ optionFilterProp: 'label' }}
            value={officerId}
            onChange={setOfficer}
            options={data
              .filter(({ id }) => id !== pick.officerId)
              .map(({ id, name, post }) => ({ value: id, label: t('ladder.hand.officer', { name, post }) }))}
          />
        </Form.Item>
        <Form.Item label={t('ladder.pickDue')} htmlFor="hand-due">
          <DatePicker
            id="hand-due"
            placeholder={dueOn ?? t('ladder.pickDue')}
            onChange={(_, text) => setDueOn(dayOf(text))}
          />
        </Form.Item>
        <Form.Item label={t('ladder.followUp')} htmlFor="hand-follow">
          <DatePicker id="hand-follow" onChange={(_, text) => setFollowUpOn(dayOf(text))} />
        </Form.Item>
        <Form.Item label={t('ladder.hand.note')} htmlFor="hand-note">
          <Input.TextArea
            id="hand-note"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** What was seen of the work. */
export function FollowDialog({ pick, onClose }: Props) {
  const { t } = useLadderWords()
  const [followUpOn, setFollowUpOn] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const follow = useSend(picksApi.follow, { stale: [picksApi.list], onDone: onClose, quiet: true })
  return (
    <Modal
      open
      title={t('ladder.follow.title', { name: pick.firmName })}
      okText={t('ladder.follow')}
      cancelText={t('ladder.cancel')}
      okButtonProps={{ disabled: note.trim() === '', loading: follow.isPending }}
      onCancel={onClose}
      onOk={() =>
        follow.mutate({ params: { id: pick.id }, body: { version: pick.version, followUpOn, note: note.trim() } })
      }
    >
      {follow.error ? <RefusalNotice error={follow.error} /> : null}
      <Form layout="vertical">
        <Form.Item label={t('ladder.follow.note')} htmlFor="follow-note">
          <Input.TextArea
            id="follow-note"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('ladder.followUp')} htmlFor="follow-on">
          <DatePicker id="follow-on" onChange={(_, text) => setFollowUpOn(dayOf(text))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
