import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Refused } from '#platform/http/client.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type AddListing, firmApi } from '../../firm/contract.ts'
import { listingSources } from '../../honours/rules.ts'
import { type FirmInList, searchApi } from '../../search/contract.ts'
import { visitsApi } from '../../visits/contract.ts'
import { deskApi } from '../../visits/desk/contract.ts'
import { spreadOver } from '../../visits/rules.ts'
import { type SetTeam, teamsApi } from '../../visits/teams/contract.ts'
import { useLists, useUnitOptions } from '../names.ts'

const actions = ['list', 'team', 'visit'] as const
type Action = (typeof actions)[number]

interface Props {
  firms: readonly FirmInList[]
  onClear: () => void
}

/** What can be done with all chosen firms at once; first it is said what will happen to which of them. */
export function Bulk({ firms, onClear }: Props) {
  const t = useWords()
  const [action, open] = useState<Action | null>(null)
  const [done, tell] = useState<string | null>(null)
  if (firms.length === 0) return done === null ? null : <p role="status">{done}</p>
  const finish = (words: string) => {
    tell(words)
    open(null)
    onClear()
  }
  const dialog = { firms, onClose: () => open(null), onDone: finish }
  return (
    <section className="enterprises-bulk" aria-label={t('enterprises.bulk')}>
      <span role="status">{t('enterprises.bulk.chosen', { count: firms.length })}</span>
      {actions.map((one) => (
        <Button key={one} onClick={() => open(one)}>
          {t(`enterprises.bulk.${one}`)}
        </Button>
      ))}
      <Button type="link" onClick={onClear}>
        {t('enterprises.bulk.clear')}
      </Button>
      {action === 'list' ? <ListDialog {...dialog} /> : null}
      {action === 'team' ? <TeamDialog {...dialog} /> : null}
      {action === 'visit' ? <VisitDialog {...dialog} /> : null}
    </section>
  )
}

interface DialogProps {
  firms: readonly FirmInList[]
  onClose: () => void
  /** With the words that say what was done. */
  onDone: (words: string) => void
}

interface FormProps<Values> extends DialogProps {
  action: Action
  initial?: Partial<Values>
  error: Refused | null
  isSending: boolean
  fields: ReactNode
  /** What will happen to a firm. */
  outcomeOf: (firm: FirmInList, values: Values, at: number) => string
  send: (values: Values) => void
}

/** Two steps: what to do, then each firm with what will happen to it. */
function BulkForm<Values>({ action, firms, initial, fields, outcomeOf, send, ...rest }: FormProps<Values>) {
  const t = useWords()
  const [values, review] = useState<Values | null>(null)
  return (
    <Modal open title={t(`enterprises.bulk.${action}`)} onCancel={rest.onClose} footer={null} width={640}>
      {rest.error ? <RefusalNotice error={rest.error} /> : null}
      <Form<Values>
        layout="vertical"
        requiredMark="optional"
        hidden={values !== null}
        {...(initial ? { initialValues: initial } : {})}
        onFinish={review}
      >
        {fields}
        <div className="form-buttons">
          <Button type="primary" htmlType="submit">
            {t('enterprises.bulk.next')}
          </Button>
          <Button onClick={rest.onClose}>{t('ui.cancel')}</Button>
        </div>
      </Form>
      {values === null ? null : (
        <>
          <p>{t('enterprises.bulk.summary', { count: firms.length })}</p>
          <ol className="enterprises-summary">
            {firms.map((firm, at) => (
              <li key={firm.id}>
                <span>{firm.name}</span> <span className="enterprises-soft">{outcomeOf(firm, values, at)}</span>
              </li>
            ))}
          </ol>
          <div className="form-buttons">
            <Button type="primary" loading={rest.isSending} onClick={() => send(values)}>
              {t('enterprises.bulk.do', { count: firms.length })}
            </Button>
            <Button onClick={() => review(null)}>{t('enterprises.bulk.back')}</Button>
          </div>
        </>
      )}
    </Modal>
  )
}

const idsOf = (firms: readonly FirmInList[]): string[] => firms.map(({ id }) => id)

function ListDialog(props: DialogProps) {
  const t = useWords()
  const format = useFormat()
  const lists = useLists()
  const send = useSend(firmApi.addListings, {
    stale: [searchApi.list],
    quiet: true,
    onDone: ({ added }) => props.onDone(t('enterprises.bulk.list.done', { added, there: props.firms.length - added })),
  })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  return (
    <BulkForm<Omit<AddListing, 'place'>>
      {...props}
      action="list"
      error={send.error}
      isSending={send.isPending}
      initial={{ source: 'notice' }}
      outcomeOf={(firm, { list, validFrom }) =>
        firm.lists.includes(list)
          ? t('enterprises.bulk.list.there', { list: lists.nameOf(list) })
          : t('enterprises.bulk.list.new', { list: lists.nameOf(list), day: format.day(validFrom) })
      }
      send={({ validTo, ...body }) =>
        send.mutate({ body: { ...body, ids: idsOf(props.firms), ...(validTo ? { validTo } : {}) } })
      }
      fields={
        <>
          <Form.Item name="list" label={t('enterprises.listings.which')} rules={needed}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={lists.options} />
          </Form.Item>
          <Form.Item name="validFrom" label={t('enterprises.listings.from')} rules={needed}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="validTo" label={t('enterprises.listings.to')} extra={t('enterprises.listings.to.hint')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="source" label={t('enterprises.figures.source')} rules={needed}>
            <Select
              options={listingSources.map((value) => ({ value, label: t(`enterprises.listings.source.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="evidence" label={t('enterprises.figures.evidence')} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      }
    />
  )
}

function TeamDialog(props: DialogProps) {
  const t = useWords()
  const units = useUnitOptions()
  const { data: officers = [] } = useCall(teamsApi.officers, {})
  const people = officers.map(({ id, name, post }) => ({ value: id, label: `${name} · ${post}` }))
  const nameOf = (id: string) => officers.find((officer) => officer.id === id)?.name ?? ''
  const send = useSend(teamsApi.setMany, {
    stale: [searchApi.list, deskApi.get],
    quiet: true,
    onDone: ({ set }) => props.onDone(t('enterprises.bulk.team.done', { set })),
  })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  return (
    <BulkForm<SetTeam>
      {...props}
      action="team"
      error={send.error}
      isSending={send.isPending}
      initial={{ everyDays: 90, memberIds: [] }}
      outcomeOf={({ responsible }, { responsibleId }) =>
        responsible === null
          ? t('enterprises.bulk.team.new', { name: nameOf(responsibleId) })
          : responsible === nameOf(responsibleId)
            ? t('enterprises.bulk.team.stays', { name: responsible })
            : t('enterprises.bulk.team.moved', { before: responsible, name: nameOf(responsibleId) })
      }
      send={(body) => send.mutate({ body: { ...body, ids: idsOf(props.firms) } })}
      fields={
        <>
          <Form.Item name="unitId" label={t('enterprises.team.unit')} rules={needed}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={units} />
          </Form.Item>
          <Form.Item name="responsibleId" label={t('enterprises.field.responsible')} rules={needed}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={people} />
          </Form.Item>
          <Form.Item name="memberIds" label={t('enterprises.team.members')}>
            <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={people} />
          </Form.Item>
          <Form.Item name="everyDays" label={t('enterprises.team.everyDays')} rules={needed}>
            <InputNumber min={1} max={366} />
          </Form.Item>
        </>
      }
    />
  )
}

interface Visits {
  day: string
  perDay: number
  purpose: string
}

function VisitDialog(props: DialogProps) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(visitsApi.planMany, {
    stale: [deskApi.get, searchApi.list],
    quiet: true,
    onDone: ({ planned }) => props.onDone(t('enterprises.bulk.visit.done', { planned })),
  })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  const dayOf = ({ day, perDay }: Visits, at: number) => spreadOver(day, perDay, at)
  return (
    <BulkForm<Visits>
      {...props}
      action="visit"
      error={send.error}
      isSending={send.isPending}
      initial={{ day: format.today(), perDay: 4, purpose: t('enterprises.visits.usual') }}
      outcomeOf={(_, values, at) => format.day(dayOf(values, at))}
      send={(values) =>
        send.mutate({
          body: {
            purpose: values.purpose,
            visits: props.firms.map(({ id }, at) => ({ enterpriseId: id, day: dayOf(values, at) })),
          },
        })
      }
      fields={
        <>
          <Form.Item name="day" label={t('enterprises.bulk.visit.first')} rules={needed}>
            <Input type="date" min={format.today()} />
          </Form.Item>
          <Form.Item
            name="perDay"
            label={t('enterprises.bulk.visit.perDay')}
            extra={t('enterprises.bulk.visit.hint')}
            rules={needed}
          >
            <InputNumber min={1} max={20} />
          </Form.Item>
          <Form.Item name="purpose" label={t('enterprises.visits.purpose')} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      }
    />
  )
}
