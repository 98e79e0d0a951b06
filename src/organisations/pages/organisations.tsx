import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { addressOf } from '#platform/http/client.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useWords } from '#platform/ui/words.tsx'
import { organisationsApi as api, type UnitInList } from '../contract.ts'
import { editors } from '../rules.ts'
import './organisations.css'
import { UnitTree } from './tree.tsx'
import { UnitPane } from './unit-pane.tsx'

/** Who there is in the city: the tree at left, the chosen unit at right; on a phone one of them at a time. */
export function OrganisationsPage() {
  const t = useWords()
  const mayEdit = editors.includes(useMe().role)
  const [{ unit, closed }] = useAddressQuery()
  const query = { closed: closed === 'yes' ? 'yes' : 'no' } as const
  const { data: units, error, refetch } = useCall(api.listUnits, { query })
  // On a phone with a unit open there is room for the unit alone.
  const isUnitAlone = useIsPhone() && unit !== undefined
  return (
    <>
      <PageTitle
        title={t('organisations.page.tree')}
        lead={isUnitAlone ? undefined : t('organisations.lead')}
        actions={isUnitAlone ? undefined : <Actions mayEdit={mayEdit} />}
      />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!units && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} /> : null}
      {units && units.length > 0 ? <TreeAndUnit units={units} /> : null}
      {units?.length === 0 ? (
        <EmptyState
          title={t('organisations.none')}
          next={t('organisations.noneNext')}
          {...(mayEdit ? { to: '/organisations/import', label: t('organisations.page.import') } : {})}
        />
      ) : null}
    </>
  )
}

function Actions({ mayEdit }: { mayEdit: boolean }) {
  const t = useWords()
  const directory = (
    <Link to="/organisations/directory" className="button-link">
      {t('organisations.page.directory')}
    </Link>
  )
  if (!mayEdit) return directory
  return (
    <>
      {directory}
      <Link to="/organisations/import" className="button-link">
        {t('organisations.page.import')}
      </Link>
      <a className="button-link" href={addressOf(api.unitsWorkbook, { query: { filled: 'yes' } })} download>
        {t('organisations.export')}
      </a>
    </>
  )
}

function TreeAndUnit({ units }: { units: readonly UnitInList[] }) {
  const t = useWords()
  const isPhone = useIsPhone()
  const [{ unit: asked }] = useAddressQuery()
  const root = units.find(({ parentId }) => parentId === null)
  const chosen = asked ?? (isPhone ? undefined : root?.id)
  if (isPhone) {
    if (chosen === undefined) return <UnitTree units={units} chosen={undefined} />
    return (
      <>
        <p>
          <Link to="/organisations" search={{}}>
            {t('organisations.back')}
          </Link>
        </p>
        <UnitPane key={chosen} id={chosen} units={units} />
      </>
    )
  }
  return (
    <div className="organisations-two">
      <UnitTree units={units} chosen={chosen} />
      {chosen === undefined ? null : <UnitPane key={chosen} id={chosen} units={units} />}
    </div>
  )
}
