import { Button, Form, Input, Modal, Select } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { wholeFirmApi } from '../../firm/whole/contract.ts'
import { visitsApi as api } from '../../visits/contract.ts'
import { deskApi } from '../../visits/desk/contract.ts'
import { useUnitOptions } from '../names.ts'

interface Noted {
  id: string
  version: number
  day: string
  firmName: string
  hasContact: boolean
  questions?: readonly { id: string; question: string }[]
}

interface Values {
  heldOn: string
  notes: string
  problem?: string
  problemBody?: string
  promise?: string
  unitId?: string
  dueOn?: string
  followUp?: string
  contactName?: string
  contactPhone?: string
  answers?: Record<string, string>
}

/** A visit written down in three minutes, thumb first: what was heard, one problem, one promise, one thing to look after. */
export function NoteVisit({ visit, onClose }: { visit: Noted & { firmId?: string }; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const units = useUnitOptions()
  const [form] = Form.useForm<Values>()
  const problem = Form.useWatch('problem', form)
  const promise = Form.useWatch('promise', form)
  const send = useSend(api.note, { stale: [api.list, deskApi.get, wholeFirmApi.get], quiet: true, onDone: onClose })
  const needed = [{ required: true, whitespace: true, message: t('enterprises.register.needed') }]
  const finish = (values: Values) => {
    const { heldOn, notes, contactName, contactPhone } = values
    const today = format.today()
    send.mutate({
      params: { id: visit.id },
      body: {
        ...{ version: visit.version, heldOn, notes },
        outcomes: [
          ...(values.problem
            ? [{ kind: 'problem' as const, title: values.problem, body: values.problemBody || values.problem }]
            : []),
          ...(values.promise && values.unitId
            ? [{ kind: 'promise' as const, title: values.promise, unitId: values.unitId, dueOn: values.dueOn ?? today }]
            : []),
          ...(values.followUp ? [{ kind: 'follow-up' as const, title: values.followUp }] : []),
        ],
        answers: Object.entries(values.answers ?? {}).flatMap(([id, answer]) => (answer ? [{ id, answer }] : [])),
        ...(contactName && contactPhone ? { contactName, contactPhone } : {}),
      },
    })
  }
  return (
    <Modal open title={t('enterprises.visit.noteOf', { name: visit.firmName })} onCancel={onClose} footer={null}>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ heldOn: visit.day <= format.today() ? visit.day : format.today() }}
        onFinish={finish}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="notes" label={t('enterprises.visit.notes')} rules={needed}>
          <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 10 }} autoFocus />
        </Form.Item>
        {(visit.questions ?? []).map(({ id, question }) => (
          <Form.Item key={id} name={['answers', id]} label={question}>
            <Input maxLength={2000} />
          </Form.Item>
        ))}
        <Form.Item name="problem" label={t('enterprises.visit.problem')} extra={t('enterprises.visit.problem.hint')}>
          <Input maxLength={100} />
        </Form.Item>
        {problem ? (
          <>
            <Form.Item name="problemBody" label={t('enterprises.visit.problemBody')}>
              <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} />
            </Form.Item>
            {visit.hasContact ? null : (
              <>
                <Form.Item name="contactName" label={t('enterprises.firm.newContact')} rules={needed}>
                  <Input maxLength={40} autoComplete="off" />
                </Form.Item>
                <Form.Item name="contactPhone" label={t('enterprises.firm.newPhone')} rules={needed}>
                  <Input maxLength={30} inputMode="tel" autoComplete="off" />
                </Form.Item>
              </>
            )}
          </>
        ) : null}
        <Form.Item name="promise" label={t('enterprises.visit.promise')} extra={t('enterprises.visit.promise.hint')}>
          <Input maxLength={100} />
        </Form.Item>
        {promise ? (
          <>
            <Form.Item
              name="unitId"
              label={t('enterprises.visit.promiseUnit')}
              rules={[{ ...needed[0], whitespace: false }]}
            >
              <Select showSearch={{ optionFilterProp: 'label' }} options={units} />
            </Form.Item>
            <Form.Item name="dueOn" label={t('enterprises.visit.promiseDue')} rules={needed}>
              <Input type="date" min={format.today()} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item name="followUp" label={t('enterprises.visit.followUp')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="heldOn" label={t('enterprises.visit.heldOn')} rules={needed}>
          <Input type="date" max={format.today()} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={send.isPending}>
          {t('ui.save')}
        </Button>
      </Form>
    </Modal>
  )
}
