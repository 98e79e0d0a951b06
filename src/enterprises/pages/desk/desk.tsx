import '../enterprises.css'
import { Link } from '@tanstack/react-router'
import { Button, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { keepers } from '../../rules.ts'
import { deskApi as api, type DeskView, type Stop } from '../../visits/desk/contract.ts'
import { clockTime, useLists, useName } from '../names.ts'
import { NoteVisit } from './note-visit.tsx'

/** Where do we go today, whom have we left alone, and which promises are due? */
export function DeskPage() {
  const t = useWords()
  const lists = useLists()
  const [query, change] = useAddressQuery()
  const [noted, note] = useState<Stop | null>(null)
  // A leader has no route of their own: everybody's is shown.
  const isKeeper = keepers.includes(useMe().role)
  const whose = query.whose === 'all' || !isKeeper ? 'all' : 'mine'
  const { data, error, refetch } = useCall(api.get, { query: { whose } })
  return (
    <>
      <PageTitle
        title={t('enterprises.page.desk')}
        lead={t('enterprises.desk.lead', { list: lists.nameOf(data?.list ?? 'industry-200') })}
        actions={<Button onClick={() => window.print()}>{t('enterprises.desk.print')}</Button>}
      />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeleton active={false} /> : null}
      {noted ? (
        <NoteVisit
          visit={{
            ...{ id: noted.visitId, version: noted.version, day: noted.day },
            ...{ firmName: noted.firm.name, hasContact: noted.hasContact },
          }}
          onClose={() => note(null)}
        />
      ) : null}
      {data ? (
        <>
          <Coverage desk={data} />
          {isKeeper ? (
            <Segmented
              aria-label={t('enterprises.desk.whose')}
              value={whose}
              options={['mine', 'all'].map((value) => ({ value, label: t(`enterprises.desk.whose.${value}`) }))}
              onChange={(value) => change({ whose: value === 'mine' ? undefined : String(value) })}
            />
          ) : null}
          <Route desk={data} {...(isKeeper ? { onNote: note } : {})} />
          <Promises desk={data} />
          <Waiting desk={data} />
        </>
      ) : null}
    </>
  )
}

function Coverage({ desk: { coverage, list } }: { desk: DeskView }) {
  const t = useWords()
  return (
    <div className="enterprises-stats">
      <StatNumber label={t('enterprises.desk.firms')} value={coverage.firms} to="/firms" query={{ list }} />
      <StatNumber
        label={t('enterprises.desk.withTeam')}
        value={coverage.withTeam}
        note={
          <Link to="/firms" search={{ list, team: 'none' }}>
            {t('enterprises.desk.withoutTeam', { count: coverage.firms - coverage.withTeam })}
          </Link>
        }
        to="/firms"
        query={{ list, team: 'any' }}
      />
      <StatNumber
        label={t('enterprises.desk.calledOn')}
        value={coverage.calledOn}
        note={t('enterprises.desk.calledOn.note', { count: coverage.firms })}
      />
    </div>
  )
}

/** `onNote` is left out for who writes no notes. */
function Route({ desk, onNote }: { desk: DeskView; onNote?: (stop: Stop) => void }) {
  const t = useWords()
  const format = useFormat()
  const row = (stop: Stop, isToday: boolean) => (
    <li key={stop.visitId}>
      <span className="enterprises-time">
        {isToday ? '' : `${format.day(stop.day)} `}
        {stop.startMinute === null ? t('enterprises.desk.anyTime') : clockTime(stop.startMinute)}
      </span>
      <Link to={`/firms/${stop.firm.id}`}>{stop.firm.name}</Link>
      <span className="enterprises-soft">
        {[
          stop.firm.divisionName,
          stop.firm.address,
          stop.purpose,
          stop.officerName,
          stop.open > 0 ? t('enterprises.desk.open', { count: stop.open }) : null,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </span>
      <span className="enterprises-actions">
        <Link to={`/firms/visits/${stop.visitId}`}>{t('enterprises.visit.brief')}</Link>{' '}
        {isToday && onNote ? (
          <Button size="small" onClick={() => onNote(stop)}>
            {t('enterprises.visit.note')}
          </Button>
        ) : null}
      </span>
    </li>
  )
  return (
    <section aria-labelledby="desk-today">
      <h2 id="desk-today">{t('enterprises.desk.today', { day: format.day(desk.day) })}</h2>
      {desk.today.length === 0 ? (
        <EmptyState
          title={t('enterprises.desk.noVisits')}
          next={t(onNote ? 'enterprises.desk.noVisits.next' : 'enterprises.desk.noVisits.leader')}
        />
      ) : (
        <ol className="enterprises-timeline">{desk.today.map((stop) => row(stop, true))}</ol>
      )}
      {desk.next.length > 0 ? (
        <>
          <h3>{t('enterprises.desk.next')}</h3>
          <ul className="enterprises-timeline">{desk.next.map((stop) => row(stop, false))}</ul>
        </>
      ) : null}
    </section>
  )
}

function Promises({ desk: { promises } }: { desk: DeskView }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  if (promises.length === 0) return null
  return (
    <section aria-labelledby="desk-promises">
      <h2 id="desk-promises">{t('enterprises.desk.promises')}</h2>
      <ul className="enterprises-timeline">
        {promises.map(({ id, firm, kind, title, unit, dueOn, isOverdue }) => (
          <li key={id}>
            <Light colour={isOverdue ? 'red' : 'amber'}>
              {t(isOverdue ? 'enterprises.outcome.late' : 'enterprises.outcome.due', { day: format.day(dueOn) })}
            </Light>
            <span>
              {t(`enterprises.outcome.${kind}`)} {title}
            </span>
            <span className="enterprises-soft">
              <Link to={`/firms/${firm.id}`}>{firm.name}</Link>
              {unit === null ? '' : ` · ${nameOf(unit)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Waiting({ desk: { waiting } }: { desk: DeskView }) {
  const t = useWords()
  const format = useFormat()
  return (
    <section aria-labelledby="desk-waiting" className="enterprises-screen">
      <h2 id="desk-waiting">{t('enterprises.desk.waiting')}</h2>
      {waiting.length === 0 ? <p className="enterprises-soft">{t('enterprises.desk.nobodyWaits')}</p> : null}
      <ul className="enterprises-timeline">
        {waiting.map(({ id, name, lastDay, everyDays }) => (
          <li key={id}>
            <Link to={`/firms/${id}`}>{name}</Link>
            <span className="enterprises-soft">
              {[
                lastDay === null
                  ? t('enterprises.desk.never')
                  : t('enterprises.desk.last', { day: format.day(lastDay) }),
                everyDays === null ? t('enterprises.team.none') : t('enterprises.team.every', { days: everyDays }),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
