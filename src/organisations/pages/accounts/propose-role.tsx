import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Radio, Select } from 'antd'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { type Role, roles, type ScopeKind } from '#platform/roles.ts'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { accountsApi as api, type ProposeGrant } from '../../accounts/contract.ts'
import { needsUnit, scopeKindsOf } from '../../accounts/rules.ts'
import { PlacePicker, ReasonField } from './fields.tsx'
import { type ItemValues, itemsOf, PortfolioFields } from './portfolio-fields.tsx'

interface Values {
  role: Role
  scopeKind?: ScopeKind
  scopeId?: string
  items?: ItemValues[]
  unitId?: string
  post: string
  fromOn?: string
  toOn?: string
  reason: string
}

const fieldOf = {
  'accounts.unitNeeded': 'unitId',
  'accounts.scopeNotForRole': 'scopeKind',
  'accounts.datesOrder': 'toOn',
  'accounts.datesOver': 'toOn',
  'accounts.twoAdministrators': 'role',
  'accounts.administratorInBusiness': 'role',
  'accounts.sameGrant': 'role',
}

/** What is sent: a role's only kind of scope need not be chosen. */
function grantOf({ role, scopeKind, scopeId = '', items = [], unitId, post, fromOn, toOn, reason }: Values) {
  const kind = scopeKind ?? scopeKindsOf[role][0] ?? 'own'
  const scope =
    kind === 'city' || kind === 'own'
      ? { kind }
      : kind === 'portfolio'
        ? { kind, items: itemsOf(items) }
        : { kind, id: scopeId }
  return {
    role,
    scope,
    unitId: (needsUnit(role) && unitId) || null,
    post,
    ...(fromOn ? { fromOn } : {}),
    toOn: toOn || null,
    reason,
  } satisfies Omit<ProposeGrant, 'scope'> & { scope: unknown }
}

/** Proposes a role for an account: role, then the scopes that go with it, then days and the reason. */
export function ProposeRolePage() {
  const t = useWords()
  const navigate = useNavigate()
  const id = useParam('accountId')
  const { data: account } = useCall(api.get, { params: { id } })
  const toAccount = () => void navigate({ to: '/accounts/$accountId', params: { accountId: id } })
  const send = useSend(api.proposeGrant, {
    quiet: true,
    stale: [api.get, api.list, approvalsApi.list],
    onDone: toAccount,
  })
  return (
    <FormPage<Values, Parameters<typeof send.mutate>[0]>
      title={account ? t('accounts.role.title', { name: account.name }) : t('accounts.page.role')}
      lead={t('accounts.needsSecond')}
      initial={{}}
      send={send}
      submitLabel={t('accounts.propose')}
      fieldOf={fieldOf}
      onCancel={toAccount}
      inputOf={(values) => ({ params: { id }, body: grantOf(values) })}
    >
      <RoleField />
      <Form.Item noStyle dependencies={['role']}>
        {({ getFieldValue }) => {
          const role = roles.find((one) => one === getFieldValue('role'))
          return role ? <ForRole role={role} /> : null
        }}
      </Form.Item>
    </FormPage>
  )
}

/** Another role has other scopes: what was chosen for the one before is taken back. */
function RoleField() {
  const t = useWords()
  const form = Form.useFormInstance<Values>()
  const follow = (role: Role) => {
    const [only, second] = scopeKindsOf[role]
    form.setFieldValue('scopeKind', second === undefined ? only : undefined)
    form.setFieldValue('scopeId', undefined)
  }
  return (
    <Form.Item
      name="role"
      label={t('accounts.field.role')}
      rules={[{ required: true, message: t('accounts.role.needed') }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={roles.map((role) => ({ value: role, label: t(`ui.role.${role}`) }))}
        onChange={follow}
      />
    </Form.Item>
  )
}

/** The fields that follow from the role. */
function ForRole({ role }: { role: Role }) {
  const t = useWords()
  const form = Form.useFormInstance<Values>()
  const kinds = scopeKindsOf[role]
  return (
    <>
      <Form.Item
        name="scopeKind"
        label={t('accounts.field.scope')}
        extra={t(`accounts.role.about.${role}`)}
        rules={[{ required: true, message: t('accounts.role.scopeNeeded') }]}
      >
        <Radio.Group
          options={kinds.map((kind) => ({ value: kind, label: t(`accounts.kind.${kind}`) }))}
          onChange={() => form.setFieldValue('scopeId', undefined)}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['scopeKind']}>
        {({ getFieldValue }) => <ForScope kind={getFieldValue('scopeKind')} />}
      </Form.Item>
      {needsUnit(role) ? (
        <Form.Item
          name="unitId"
          label={t('accounts.field.postUnit')}
          rules={[{ required: true, message: t('accounts.role.unitNeeded') }]}
        >
          <PlacePicker kind="unit" />
        </Form.Item>
      ) : null}
      <Form.Item
        name="post"
        label={t('accounts.field.post')}
        extra={t('accounts.role.postHint')}
        rules={[{ required: true, whitespace: true, message: t('accounts.role.postNeeded') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="fromOn" label={t('accounts.field.from')} extra={t('accounts.role.fromHint')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="toOn" label={t('accounts.field.lastDay')} extra={t('accounts.role.toHint')}>
        <Input type="date" />
      </Form.Item>
      <ReasonField />
    </>
  )
}

function ForScope({ kind }: { kind: ScopeKind | undefined }) {
  const t = useWords()
  if (kind === 'portfolio') return <PortfolioFields />
  if (kind !== 'unit' && kind !== 'district' && kind !== 'enterprise') return null
  return (
    <Form.Item
      key={kind}
      name="scopeId"
      label={t(`accounts.kind.${kind}.which`)}
      preserve={false}
      rules={[{ required: true, message: t('accounts.role.placeNeeded') }]}
    >
      <PlacePicker kind={kind} />
    </Form.Item>
  )
}
