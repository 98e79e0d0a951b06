import { Link, useNavigate } from '@tanstack/react-router'
import { Checkbox, Form, Input, Select } from 'antd'
import {
  personalDataApi as api,
  caseKinds,
  grounds,
  type PersonalDataCase,
  requesters,
} from '#platform/personal-data/contract.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { FormPage } from '#platform/ui/form-page.tsx'
import { Light } from '#platform/ui/light.tsx'
import { type Column, ListPage } from '#platform/ui/list-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import './personal-data.css'

/** Cases of persons who asked for what the city holds of them. */
export function PersonalDataPage() {
  const t = useWords()
  const format = useFormat()
  const [{ state, page = '1' }] = useAddressQuery()
  const known = (['open', 'closed'] as const).find((one) => one === state)
  const result = useCall(api.listCases, { query: { ...(known ? { state: known } : {}), page: Number(page) || 1 } })
  const word = (key: string) => t(`platform.personalData.${key}`)
  const kindsOf = (kinds: PersonalDataCase['kinds']) => kinds.map((kind) => word(`kind.${kind}`)).join(' / ')
  const columns: readonly Column<PersonalDataCase>[] = [
    { key: 'file', label: word('fileNumber'), cell: (row) => row.fileNumber },
    { key: 'kinds', label: word('kinds'), cell: (row) => kindsOf(row.kinds) },
    { key: 'received', label: word('receivedOn'), cell: (row) => format.day(row.receivedOn), isNumber: true },
    {
      key: 'state',
      label: word('state'),
      cell: (row) => (
        <Light colour={row.state === 'open' ? 'amber' : 'grey'}>
          {word(row.outcome ? `outcome.${row.outcome}` : `state.${row.state}`)}
        </Light>
      ),
    },
  ]
  const open = { to: '/personal-data/new', label: word('page.new') }
  return (
    <ListPage
      titleKey="platform.personalData.page"
      lead={word('lead')}
      actions={
        <Link to="/personal-data/new" className="button-link">
          {open.label}
        </Link>
      }
      result={result}
      columns={columns}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/personal-data/${id}`}
      filters={[
        {
          name: 'state',
          label: word('state'),
          options: (['open', 'closed'] as const).map((value) => ({ value, label: word(`state.${value}`) })),
        },
      ]}
      empty={<EmptyState title={word('none')} next={word('noneNext')} {...open} />}
    />
  )
}

interface Values {
  fileNumber: string
  requester: (typeof requesters)[number]
  ground: (typeof grounds)[number]
  kinds: (typeof caseKinds)[number][]
  receivedOn: string
}

/** Opens a case. */
export function NewPersonalDataPage() {
  const t = useWords()
  const navigate = useNavigate()
  const send = useSend(api.openCase, {
    stale: [api.listCases],
    quiet: true,
    onDone: ({ id }) => void navigate({ to: '/personal-data/$caseId', params: { caseId: id } }),
  })
  const word = (key: string) => t(`platform.personalData.${key}`)
  const choices = (of: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: word(`${of}.${value}`) }))
  const needed = [{ required: true, message: word('chooseOne') }]
  return (
    <FormPage<Values, Parameters<typeof send.mutate>[0]>
      title={word('page.new')}
      initial={{ requester: 'self', kinds: [] }}
      send={send}
      fieldOf={{ 'platform.personalData.receivedLater': 'receivedOn' }}
      onCancel={() => void navigate({ to: '/personal-data' })}
      inputOf={(body) => ({ body })}
    >
      <Form.Item
        name="fileNumber"
        label={word('fileNumber')}
        extra={word('fileNumberHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: word('fileNumberNeeded') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="receivedOn" label={word('receivedOn')} rules={needed}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="requester" label={word('requester')} rules={needed}>
        <Select options={choices('requester', requesters)} />
      </Form.Item>
      <Form.Item name="ground" label={word('ground')} rules={needed}>
        <Select options={choices('ground', grounds)} />
      </Form.Item>
      <Form.Item name="kinds" label={word('kinds')} rules={[{ required: true, message: word('kindsNeeded') }]}>
        <KindChoice options={choices('kind', caseKinds)} />
      </Form.Item>
    </FormPage>
  )
}

interface KindChoiceProps {
  options: { value: string; label: string }[]
  value?: string[]
  onChange?: (kinds: string[]) => void
}

/** Passes on what a group of boxes may carry: a form marks its field as required, which such a group cannot be. */
function KindChoice({ options, value = [], onChange = () => {} }: KindChoiceProps) {
  return <Checkbox.Group options={options} value={value} onChange={onChange} />
}
