import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { platformApi as api, type ParametersVersion } from '#platform/contract.ts'
import { type Role, roles } from '#platform/roles.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { boundsOf, type NumberName, numbers } from './parameters.ts'
import './security.css'

interface Values {
  parameters: Record<NumberName, number> & {
    lockMinutes: number[]
    mostSessions: number | null
    secondFactorRoles: Role[]
  }
  validFromOn: string
  source: string
}

/** Sets the sign-in parameters of the city from a day on. */
export function ChangeSecurityPage() {
  const t = useWords()
  const { data, error, refetch } = useCall(api.signInParameters, {})
  // What arrives later does not change what was based on.
  const [opened, setOpened] = useState<typeof data>()
  if (!opened && data) setOpened(data)
  const newest = opened?.versions[0] ?? opened?.inForce
  if (!opened || !newest) {
    return (
      <>
        <PageTitle title={t('security.page.change')} />
        {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
        {error ? null : <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />}
      </>
    )
  }
  const seeNewest = () => void refetch().then((again) => setOpened(again.data))
  return <ChangeForm key={newest.id} newest={newest} onSeeNewest={seeNewest} />
}

function ChangeForm({ newest, onSeeNewest }: { newest: ParametersVersion; onSeeNewest: () => void }) {
  const t = useWords()
  const format = useFormat()
  const navigate = useNavigate()
  const back = () => void navigate({ to: '/security' })
  const send = useSend(api.enactSignInParameters, {
    quiet: true,
    stale: [api.signInParameters, api.myAccount],
    onDone: back,
  })
  return (
    <FormPage<Values, Parameters<typeof send.mutate>[0]>
      title={t('security.page.change')}
      lead={t('security.change.lead')}
      initial={{ parameters: newest.parameters, validFromOn: format.today() }}
      send={send}
      submitLabel={t('security.change.send')}
      fieldOf={{ 'platform.ruleInThePast': 'validFromOn' }}
      onSeeNewest={onSeeNewest}
      onCancel={back}
      inputOf={(values) => ({
        body: {
          ...values,
          parameters: { ...values.parameters, mostSessions: values.parameters.mostSessions ?? null },
          basedOn: newest.id,
        },
      })}
    >
      <div className="security-numbers">
        {numbers.map((name) => (
          <NumberField key={name} name={name} />
        ))}
      </div>
      <LockMinutes />
      <Form.Item
        name={['parameters', 'mostSessions']}
        label={t('security.name.mostSessions')}
        extra={t('security.change.mostSessions')}
        rules={[{ type: 'integer', min: 1, max: 50, message: t('security.bounds', { least: 1, most: 50 }) }]}
      >
        <InputNumber className="security-number" min={1} max={50} precision={0} />
      </Form.Item>
      <Form.Item
        name={['parameters', 'secondFactorRoles']}
        label={t('security.name.secondFactorRoles')}
        extra={t('security.change.secondFactorRoles')}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={roles.map((role) => ({ value: role, label: t(`ui.role.${role}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="validFromOn"
        label={t('security.change.from')}
        extra={t('security.change.fromHint')}
        rules={[{ required: true, message: t('security.change.fromNeeded') }]}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="source"
        label={t('security.change.source')}
        extra={t('security.change.sourceHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('security.change.sourceNeeded') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} />
      </Form.Item>
    </FormPage>
  )
}

function NumberField({ name }: { name: NumberName }) {
  const t = useWords()
  const { least, most } = boundsOf(name)
  return (
    <Form.Item
      name={['parameters', name]}
      label={t(`security.name.${name}`)}
      extra={t('security.bounds', { least, most })}
      rules={[
        { required: true, type: 'integer', min: least, max: most, message: t('security.bounds', { least, most }) },
      ]}
    >
      <InputNumber
        className="security-number"
        min={least}
        max={most}
        precision={0}
        suffix={t(`security.unit.${name}`)}
      />
    </Form.Item>
  )
}

/** Minutes of the first lock, the second, and so on: none shorter than the one before. */
function LockMinutes() {
  const t = useWords()
  const bounds = t('security.bounds', { least: 5, most: 1440 })
  return (
    <fieldset className="security-locks">
      <legend>{t('security.name.lockMinutes')}</legend>
      <p className="security-soft">{t('security.change.lockMinutes')}</p>
      <Form.List name={['parameters', 'lockMinutes']}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, at) => (
              <div key={row.key} className="security-lock">
                <Form.Item
                  name={row.name}
                  label={t('security.lock.number', { number: at + 1 })}
                  dependencies={at > 0 ? [['parameters', 'lockMinutes', row.name - 1]] : []}
                  rules={[
                    { required: true, type: 'integer', min: 5, max: 1440, message: bounds },
                    ({ getFieldValue }) => ({
                      validator: (_, minutes: number) =>
                        at === 0 || minutes >= Number(getFieldValue(['parameters', 'lockMinutes', row.name - 1]))
                          ? Promise.resolve()
                          : Promise.reject(new Error(t('security.lock.shorter'))),
                    }),
                  ]}
                >
                  <InputNumber
                    className="security-number"
                    min={5}
                    max={1440}
                    precision={0}
                    suffix={t('security.unit.lockMinutes')}
                  />
                </Form.Item>
                {rows.length > 1 ? (
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('security.lock.remove', { number: at + 1 })}
                    onClick={() => remove(row.name)}
                  />
                ) : null}
              </div>
            ))}
            {rows.length < 6 ? (
              <Button icon={<PlusOutlined aria-hidden />} onClick={() => add()}>
                {t('security.lock.add')}
              </Button>
            ) : null}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
