import { Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import { organisationsApi } from '../../contract.ts'
import { dutyApi as api, type Roster } from '../../duty/contract.ts'
import { nameIn, wayUp } from '../names.ts'
import './duty.css'
import { RosterEditor } from './roster.tsx'

const places = ['city', 'district', 'town']

/** Who is on duty in a unit (值班表): the own one at first. */
export function DutyPage() {
  const t = useWords()
  const { language } = useLanguage()
  const { unitId: own, role } = useMe()
  const [{ unit }, change] = useAddressQuery()
  const chosen = unit ?? own
  const units = useCall(organisationsApi.listUnits, { query: {} })
  const roster = useCall(api.get, { params: { id: chosen ?? '' } }, { enabled: chosen !== null })
  // While somebody changes a roster, that one stays, whatever else is saved meanwhile.
  const [held, hold] = useState<Roster | null>(null)
  const [savedVersion, setSavedVersion] = useState(0)
  const shown = held ?? roster.data
  const all = units.data ?? []
  // A head makes the rosters of the own unit and those below; everybody else looks at the own one and those above.
  const near = all.filter(({ id, kind }) => {
    if (own === null || places.includes(kind)) return false
    return role === 'unit-head' ? wayUp(all, id).has(own) : wayUp(all, own).has(id) || id === chosen
  })
  return (
    <>
      <PageTitle title={t('duty.page')} lead={t('duty.page.lead')} />
      {near.length > 1 ? (
        <Select
          className="duty-unit"
          aria-label={t('duty.page.unit')}
          showSearch={{ optionFilterProp: 'label' }}
          value={chosen}
          disabled={held !== null}
          options={near.map((one) => ({ value: one.id, label: nameIn(language, one) }))}
          onChange={(id: string) => change({ unit: id === own ? undefined : id })}
        />
      ) : null}
      {chosen === null ? <p>{t('duty.page.noUnit')}</p> : null}
      {roster.error ? <RefusalNotice error={roster.error} retry={() => void roster.refetch()} /> : null}
      {shown && shown.unit.id === chosen ? (
        <RosterEditor
          key={`${shown.unit.id} ${shown.version}`}
          roster={shown}
          isSaved={shown.version === savedVersion}
          onHold={hold}
          onSaved={setSavedVersion}
          onSeeNewest={() => void roster.refetch()}
        />
      ) : null}
      {roster.isPending && chosen !== null ? (
        <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />
      ) : null}
    </>
  )
}
