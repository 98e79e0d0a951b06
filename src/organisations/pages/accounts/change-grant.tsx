import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Skeleton } from 'antd'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { accountsApi as api } from '../../accounts/contract.ts'
import { ReasonField, requiredDay } from './fields.tsx'
import { type ItemValues, itemsOf, PortfolioFields } from './portfolio-fields.tsx'

const stale = [api.get, api.list, approvalsApi.list]

/** A grant of the account in the address, and what stands there until it is known. */
function useGrant(titleKey: string) {
  const t = useWords()
  const navigate = useNavigate()
  const accountId = useParam('accountId')
  const grantId = useParam('grantId')
  const { data, error, refetch } = useCall(api.get, { params: { id: accountId } })
  const grant = data?.grants.find(({ id }) => id === grantId)
  const toAccount = () => void navigate({ to: '/accounts/$accountId', params: { accountId } })
  const waiting = (
    <>
      <PageTitle title={t(titleKey)} {...(data ? { lead: t('accounts.noSuchPost') } : {})} />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active={false} aria-label={t('ui.loading')} />}
    </>
  )
  return { grant, name: data?.name ?? '', toAccount, waiting }
}

/** Proposes other days for a role. */
export function GrantDatesPage() {
  const t = useWords()
  const { grant, name, toAccount, waiting } = useGrant('accounts.page.dates')
  const send = useSend(api.correctGrant, { quiet: true, stale, onDone: toAccount })
  if (!grant) return waiting
  const { id, role, fromOn, toOn } = grant
  return (
    <FormPage<{ fromOn: string; toOn?: string; reason: string }, Parameters<typeof send.mutate>[0]>
      title={t('accounts.dates.title', { name, role: t(`ui.role.${role}`) })}
      lead={t('accounts.needsSecond')}
      initial={{ fromOn, toOn: toOn ?? '' }}
      send={send}
      submitLabel={t('accounts.propose')}
      fieldOf={{ 'accounts.datesOrder': 'toOn', 'accounts.datesOver': 'toOn' }}
      onCancel={toAccount}
      inputOf={(values) => ({
        params: { id },
        body: { fromOn: values.fromOn, toOn: values.toOn || null, reason: values.reason },
      })}
    >
      <Form.Item name="fromOn" label={t('accounts.field.from')} rules={requiredDay(t)}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="toOn" label={t('accounts.field.lastDay')} extra={t('accounts.role.toHint')}>
        <Input type="date" />
      </Form.Item>
      <ReasonField />
    </FormPage>
  )
}

/** Proposes further units, districts or chains for a portfolio. */
export function WidenPortfolioPage() {
  const t = useWords()
  const { grant, name, toAccount, waiting } = useGrant('accounts.page.portfolio')
  const send = useSend(api.widenPortfolio, { quiet: true, stale, onDone: toAccount })
  if (!grant) return waiting
  const { id } = grant
  return (
    <FormPage<{ items?: ItemValues[]; reason: string }, Parameters<typeof send.mutate>[0]>
      title={t('accounts.portfolio.title', { name })}
      lead={t('accounts.needsSecond')}
      initial={{}}
      send={send}
      submitLabel={t('accounts.propose')}
      onCancel={toAccount}
      inputOf={({ items = [], reason }) => ({ params: { id }, body: { items: itemsOf(items), reason } })}
    >
      <PortfolioFields />
      <ReasonField />
    </FormPage>
  )
}
