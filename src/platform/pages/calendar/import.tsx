import './calendar.css'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { calendarApi as api } from '#platform/calendar/contract.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { Holidays } from './calendar.tsx'

interface Typed {
  text: string
  number?: string
  source?: string
  exception?: string
}

/** Pastes the yearly notice: first what was read from it and what it would do, then it is kept. */
export function ImportNoticePage() {
  const t = useWords()
  const [form] = Form.useForm<Typed>()
  const send = useSend(api.importNotice, { stale: [api.state], quiet: true })
  const oneAtATime = useOneAtATime()
  const nextYear = Number(useFormat().today().slice(0, 4)) + 1
  const ask = (apply: 'yes' | 'no') =>
    void form.validateFields().then(
      (typed) => oneAtATime((onSettled) => send.mutate({ body: { ...typed, apply } }, { onSettled })),
      () => undefined,
    )
  return (
    <>
      <PageTitle title={t('calendar.page.import')} lead={t('calendar.page.lead')} />
      <Form<Typed> form={form} layout="vertical" requiredMark={false} className="calendar-form">
        <Form.Item
          name="text"
          label={t('calendar.text')}
          extra={t('calendar.text.hint', { year: nextYear })}
          rules={[{ required: true, whitespace: true, min: 10, message: t('calendar.needed') }]}
        >
          <Input.TextArea maxLength={20_000} autoSize={{ minRows: 8, maxRows: 20 }} onChange={() => send.reset()} />
        </Form.Item>
        <Form.Item name="number" label={t('calendar.number')} extra={t('calendar.number.hint')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="source" label={t('calendar.sourceField')} extra={t('calendar.sourceField.hint')}>
          <Input maxLength={300} autoComplete="off" />
        </Form.Item>
        <Form.Item name="exception" label={t('calendar.exception')} extra={t('calendar.exception.hint')}>
          <Input maxLength={300} autoComplete="off" />
        </Form.Item>
        {send.error ? (
          <Alert type="error" showIcon role="alert" className="form-refusal" title={refusalText(t, send.error)} />
        ) : null}
        <Button type={send.data ? 'default' : 'primary'} loading={send.isPending} onClick={() => ask('no')}>
          {t('calendar.check')}
        </Button>
      </Form>
      {send.data ? <Outcome read={send.data} isBusy={send.isPending} onKeep={() => ask('yes')} /> : null}
    </>
  )
}

type Read = AnswerOf<typeof api.importNotice>

function Outcome({ read, isBusy, onKeep }: { read: Read; isBusy: boolean; onKeep: () => void }) {
  const t = useWords()
  const { outcome, problems, changedDays, changed, kept, notice } = read
  const looks = { refused: 'error', same: 'info', checked: 'info', imported: 'success' } as const
  const kind = (one: 'off' | 'work' | null) => (one === null ? t('calendar.none') : t(`calendar.${one}`))
  const open = problems.filter(({ isExplained }) => !isExplained).length
  return (
    <section aria-live="polite">
      <h2>{t('calendar.readAs', { year: notice.year, number: notice.number })}</h2>
      <Alert
        type={looks[outcome]}
        showIcon
        className="calendar-warning"
        title={t(`calendar.outcome.${outcome}`, { count: open, changed, kept })}
        description={
          problems.length + changedDays.length > 0 ? (
            <ul>
              {problems.map(({ key, facts }) => (
                <li key={key + JSON.stringify(facts)}>{t(key, facts)}</li>
              ))}
              {changedDays.map(({ on, before, after }) => (
                <li key={on}>{t('calendar.importChanged', { day: on, before: kind(before), after: kind(after) })}</li>
              ))}
            </ul>
          ) : null
        }
        action={
          outcome === 'checked' ? (
            <Button type="primary" loading={isBusy} onClick={onKeep}>
              {t('calendar.keep')}
            </Button>
          ) : outcome === 'imported' ? (
            <Link to="/calendar">{t('calendar.toCalendar')}</Link>
          ) : null
        }
      />
      <Holidays holidays={notice.holidays} />
    </section>
  )
}
