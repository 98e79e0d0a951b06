import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { accountsApi as api } from '../../accounts/contract.ts'
import { organisationsApi } from '../../contract.ts'
import { InitialPasswordDialog } from './initial-password-dialog.tsx'

interface Values {
  personId?: string
  person?: { name?: string }
  username: string
}

const fieldOf = { 'platform.usernameTaken': 'username', 'platform.usernameForm': 'username' }

/** Makes an account for a person who is known, or for a new one; the initial password is told once. */
export function MakeAccountPage() {
  const t = useWords()
  const navigate = useNavigate()
  const [search, setSearch] = useState('')
  const { data: people = [] } = useCall(
    organisationsApi.listPeople,
    { query: { search } },
    { enabled: search.trim() !== '' },
  )
  const send = useSend(api.make, { quiet: true, stale: [api.list] })
  const toAccount = (accountId: string) => void navigate({ to: '/accounts/$accountId', params: { accountId } })
  const needed = (message: string) => [{ required: true, whitespace: true, message }]
  return (
    <>
      <FormPage<Values, Parameters<typeof send.mutate>[0]>
        title={t('accounts.page.make')}
        lead={t('accounts.make.lead')}
        initial={{}}
        send={send}
        submitLabel={t('accounts.make.send')}
        fieldOf={fieldOf}
        onCancel={() => void navigate({ to: '/accounts' })}
        inputOf={({ personId, person, username }) => ({
          body: { person: personId ? { id: personId } : { name: person?.name ?? '' }, username },
        })}
      >
        <Form.Item name="personId" label={t('organisations.field.known')} extra={t('accounts.make.knownHint')}>
          <Select
            allowClear
            showSearch
            filterOption={false}
            onSearch={setSearch}
            notFoundContent={search.trim() === '' ? t('organisations.knownHint') : t('organisations.knownNone')}
            options={people.map((person) => {
              const held = person.posts.map((post) => `${post.unitName} ${post.title}`)
              return { value: person.id, label: [person.name, ...held].join(' · ') }
            })}
          />
        </Form.Item>
        <Form.Item noStyle dependencies={['personId']}>
          {({ getFieldValue }) =>
            getFieldValue('personId') ? null : (
              <Form.Item
                name={['person', 'name']}
                label={t('organisations.field.personName')}
                rules={needed(t('organisations.personNeeded'))}
              >
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
            )
          }
        </Form.Item>
        <Form.Item
          name="username"
          label={t('accounts.field.username')}
          extra={t('accounts.make.usernameForm')}
          rules={[
            ...needed(t('accounts.make.usernameNeeded')),
            { pattern: /^[a-z0-9._-]{2,40}$/, message: t('accounts.make.usernameForm') },
          ]}
        >
          <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
      </FormPage>
      {send.data ? <InitialPasswordDialog made={send.data} onClose={() => toAccount(send.data.id)} /> : null}
    </>
  )
}
