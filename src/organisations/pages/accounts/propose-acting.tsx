import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { accountsApi } from '../../accounts/contract.ts'
import { longestActingDays } from '../../accounts/rules.ts'
import { ReasonField, requiredDay } from './fields.tsx'

interface Values {
  accountId: string
  fromOn: string
  toOn: string
  reason: string
}

const fieldOf = {
  'accounts.actingTooLong': 'toOn',
  'accounts.actingOutside': 'fromOn',
  'accounts.alreadyActing': 'fromOn',
  'accounts.datesOrder': 'toOn',
  'accounts.datesOver': 'toOn',
}

/** Proposes a colleague who acts in one of the own posts while one is absent. */
export function ProposeActingPage() {
  const t = useWords()
  const navigate = useNavigate()
  const grantId = useParam('grantId')
  const own = useCall(accountsApi.listOwnGrants, {})
  const [q, search] = useState('')
  const { data: deputies = [] } = useCall(accountsApi.listDeputies, { query: { q } })
  const toAccount = () => void navigate({ to: '/account' })
  const send = useSend(accountsApi.proposeActing, {
    quiet: true,
    stale: [accountsApi.listOwnGrants, approvalsApi.list],
    onDone: toAccount,
  })
  const grant = own.data?.grants.find(({ id }) => id === grantId)
  if (!grant) {
    return (
      <>
        <PageTitle title={t('account.acting.propose')} {...(own.data ? { lead: t('accounts.noSuchPost') } : {})} />
        {own.error ? <RefusalNotice error={own.error} retry={() => void own.refetch()} /> : null}
        {own.isPending && !own.error ? <Skeleton active={false} aria-label={t('ui.loading')} /> : null}
      </>
    )
  }
  return (
    <FormPage<Values, Parameters<typeof send.mutate>[0]>
      title={t('accounts.acting.title', { post: grant.post || t(`ui.role.${grant.role}`) })}
      lead={t('accounts.acting.lead', { days: longestActingDays })}
      initial={{}}
      send={send}
      submitLabel={t('accounts.propose')}
      fieldOf={fieldOf}
      onCancel={toAccount}
      inputOf={(body) => ({ params: { id: grantId }, body })}
    >
      <Form.Item
        name="accountId"
        label={t('accounts.acting.who')}
        rules={[{ required: true, message: t('accounts.acting.whoNeeded') }]}
      >
        <Select
          showSearch
          filterOption={false}
          onSearch={search}
          notFoundContent={t('accounts.acting.none')}
          options={deputies.map(({ id, name, posts }) => {
            const held = posts.map(({ post, unitName }) => [unitName, post].filter(Boolean).join(' '))
            return { value: id, label: [name, ...held].join(' · ') }
          })}
        />
      </Form.Item>
      <Form.Item name="fromOn" label={t('accounts.field.from')} rules={requiredDay(t)}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="toOn" label={t('accounts.field.lastDay')} rules={requiredDay(t)}>
        <Input type="date" />
      </Form.Item>
      <ReasonField hint={t('accounts.acting.reasonHint')} />
    </FormPage>
  )
}
