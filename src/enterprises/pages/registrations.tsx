import { Button } from 'antd'
import { useState } from 'react'
import { useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { type Column, type Filter, ListPage } from '#platform/ui/list-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import {
  registrationApi as api,
  ListRegistrations,
  type RegistrationInList,
  registrationStates,
} from '../registration/contract.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'

const lights = { waiting: 'amber', confirmed: 'green', refused: 'grey' } as const

/** Which people of firms ask for an account, and are they who they say? Those that wait stand first. */
export function RegistrationsPage() {
  const t = useWords()
  const result = useCall(api.list, { query: useListQuery(ListRegistrations) })
  const [opened, open] = useState<RegistrationInList | null>(null)
  const [isInviting, invite] = useState(false)
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('enterprises.registration.state'),
      options: registrationStates.map((value) => ({ value, label: t(`enterprises.registration.state.${value}`) })),
    },
  ]
  return (
    <>
      <ListPage
        titleKey="enterprises.page.registrations"
        lead={t('enterprises.page.registrations.lead')}
        actions={
          <Button type="primary" onClick={() => invite(true)}>
            {t('enterprises.registration.invite')}
          </Button>
        }
        result={result}
        columns={useColumns(open)}
        rowKey={({ id }) => id}
        rowNote={({ creditCode, known }) =>
          `${creditCode} · ${known ? t('enterprises.registration.known', { name: known.name }) : t('enterprises.registration.unknown')}`
        }
        filters={filters}
        searchKey="enterprises.registration.search"
        empty={<EmptyState title={t('enterprises.registration.none')} next={t('enterprises.registration.none.next')} />}
      />
      {opened ? <DecideDialog registration={opened} onClose={() => open(null)} /> : null}
      {isInviting ? <InviteDialog onClose={() => invite(false)} /> : null}
    </>
  )
}

function useColumns(open: (registration: RegistrationInList) => void): Column<RegistrationInList>[] {
  const t = useWords()
  const format = useFormat()
  return [
    { key: 'firm', label: t('enterprises.registration.firm'), cell: ({ firmName }) => firmName },
    { key: 'division', label: t('enterprises.registration.division'), cell: ({ divisionName }) => divisionName },
    {
      key: 'contact',
      label: t('enterprises.registration.contact'),
      cell: ({ contactName, contactPhone }) => `${contactName} ${contactPhone ?? ''}`,
    },
    { key: 'username', label: t('enterprises.registration.username'), cell: ({ username }) => username },
    {
      key: 'submitted',
      label: t('enterprises.registration.submitted'),
      isNumber: true,
      cell: ({ submittedAt }) => format.moment(submittedAt),
    },
    {
      key: 'state',
      label: t('enterprises.registration.state'),
      cell: ({ state }) => <Light colour={lights[state]}>{t(`enterprises.registration.state.${state}`)}</Light>,
    },
    {
      key: 'decide',
      label: t('enterprises.registration.decision'),
      cell: (registration) =>
        registration.state === 'waiting' ? (
          <Button onClick={() => open(registration)}>{t('enterprises.registration.decide')}</Button>
        ) : (
          t('enterprises.registration.decidedBy', {
            name: registration.decidedByName ?? t('enterprises.registration.byInvitation'),
            day: registration.decidedAt ? format.day(registration.decidedAt) : '',
          })
        ),
    },
  ]
}
