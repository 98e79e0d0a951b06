import { Alert, Button, Form, Input } from 'antd'
import { type Approval, approvalsApi as api } from '#platform/approvals/contract.ts'
import { useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { useDirtyGuard } from '#platform/ui/dirty-guard.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'

interface Props {
  approval: Approval
  onSeeNewest: () => void
}

/** Agree or refuse, with a note; whoever refuses must say why. */
export function DecideForm({ approval, onSeeNewest }: Props) {
  const t = useWords()
  const [form] = Form.useForm<{ note?: string }>()
  const guard = useDirtyGuard()
  const oneAtATime = useOneAtATime()
  const send = useSend(api.decide, {
    quiet: true,
    stale: [api.get, api.list, api.count],
    onDone: () => guard.setDirty(false),
  })
  const decide = (approve: boolean) => {
    const note = String(form.getFieldValue('note') ?? '').trim()
    if (!approve && note === '') {
      form.setFields([{ name: 'note', errors: [t('approvals.noteNeeded')] }])
      form.focusField('note')
      return
    }
    const { id, version } = approval
    oneAtATime((onSettled) => send.mutate({ params: { id }, body: { version, approve, note } }, { onSettled }))
  }
  const isGoing = (approve: boolean) => send.isPending && send.variables?.body.approve === approve
  const stale = send.error?.status === 409
  return (
    <Form
      form={form}
      layout="vertical"
      className="form-page"
      onValuesChange={({ note }) => {
        guard.setDirty(note !== '')
        form.setFields([{ name: 'note', errors: [] }])
      }}
    >
      {guard.dialog}
      {send.error ? (
        <Alert
          className="form-refusal"
          type={stale ? 'warning' : 'error'}
          showIcon
          role="alert"
          title={refusalText(t, send.error)}
          action={stale ? <Button onClick={onSeeNewest}>{t('ui.form.newest')}</Button> : null}
        />
      ) : null}
      <Form.Item name="note" label={t('approvals.page.note')} extra={t('approvals.page.noteHint')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} />
      </Form.Item>
      <div className="form-buttons">
        <Button type="primary" disabled={send.isPending} loading={isGoing(true)} onClick={() => decide(true)}>
          {t('approvals.page.agree')}
        </Button>
        <Button danger disabled={send.isPending} loading={isGoing(false)} onClick={() => decide(false)}>
          {t('approvals.page.refuse')}
        </Button>
      </div>
    </Form>
  )
}
