import '../requests.css'
import './board.css'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useLive } from '#platform/ui/live.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type Board, overviewApi } from '../../overview/contract.ts'
import { ClockLight } from '../clock-light.tsx'
import { useName } from '../names.ts'

/** Countdowns run on although nothing happens. */
const turnMilliseconds = 30_000

/** What breaks next, in the whole scope? On the wall the same page in large type; no firm stands on it. */
export function BoardPage() {
  const t = useWords()
  const [{ wall }, change] = useAddressQuery()
  useLive(['request'], ['/requests/board'])
  const board = useCall(overviewApi.board, {}, { everyMilliseconds: turnMilliseconds })
  const toggle = () => change({ wall: wall ? undefined : '1' })
  return (
    <div className={wall ? 'requests-board is-wall' : 'requests-board'}>
      <PageTitle
        title={t('requests.page.board.title')}
        lead={board.data ? <AsOf at={board.data.asOf} /> : null}
        actions={<Button onClick={toggle}>{t(wall ? 'requests.page.board.desk' : 'requests.page.board.wall')}</Button>}
      />
      {board.error ? <RefusalNotice error={board.error} retry={() => void board.refetch()} /> : null}
      {board.data ? <Shown board={board.data} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
    </div>
  )
}

function AsOf({ at }: { at: string }) {
  const t = useWords()
  const format = useFormat()
  return t('requests.page.asOf', { at: format.moment(at) })
}

function Shown({ board }: { board: Board }) {
  const t = useWords()
  const to = '/requests'
  return (
    <>
      <section className="requests-figures" aria-label={t('requests.page.board.figures')}>
        <StatNumber label={t('requests.page.view.overdue')} value={board.overdue} to={to} query={{ view: 'overdue' }} />
        <StatNumber label={t('requests.page.board.withinHour')} value={board.withinHour} />
        <StatNumber label={t('requests.page.view.soon')} value={board.soon} to={to} query={{ view: 'soon' }} />
        <StatNumber label={t('requests.page.view.open')} value={board.open} to={to} query={{ view: 'open' }} />
        <StatNumber label={t('requests.page.board.withDesk')} value={board.withDesk} />
        <StatNumber label={t('requests.page.board.registeredToday')} value={board.registeredToday} />
        <StatNumber label={t('requests.page.board.endedToday')} value={board.endedToday} />
      </section>
      <div className="requests-board-halves">
        <Breaking rows={board.breaking} />
        <Units units={board.units} />
      </div>
    </>
  )
}

function Breaking({ rows }: { rows: Board['breaking'] }) {
  const t = useWords()
  const nameOf = useName()
  return (
    <section aria-labelledby="board-breaking">
      <h2 id="board-breaking">{t('requests.page.board.breaking')}</h2>
      {rows.length === 0 ? (
        <EmptyState title={t('requests.page.board.nothing')} next={t('requests.page.nothingBreaks')} />
      ) : (
        <ol className="requests-board-rows">
          {rows.map(({ id, number, kind, topic, leadUnit, next }) => (
            <li key={id}>
              <span>{next ? <ClockLight clock={next} name={t(`requests.clock.${next.name}`)} /> : null}</span>
              <Link to="/requests" search={{ case: id }} className="requests-number">
                {number}
              </Link>
              <span>{[t(`requests.kind.${kind}`), nameOf(topic)].join(' · ')}</span>
              <span>{leadUnit ? nameOf(leadUnit) : t('requests.page.withDesk')}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Units({ units }: { units: Board['units'] }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  if (units.length === 0) return null
  return (
    <section aria-labelledby="board-units">
      <h2 id="board-units">{t('requests.page.board.units')}</h2>
      <table className="requests-table">
        <thead>
          <tr>
            <th scope="col">{t('requests.page.unit')}</th>
            <th scope="col" className="is-number">
              {t('requests.page.view.open')}
            </th>
            <th scope="col" className="is-number">
              {t('requests.page.view.overdue')}
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map(({ unit, open, overdue }) => (
            <tr key={unit.id}>
              <th scope="row">
                <Link to="/requests" search={{ unit: unit.id, view: 'open' }}>
                  {nameOf(unit)}
                </Link>
              </th>
              <td className="is-number">{format.number(open)}</td>
              <td className={overdue > 0 ? 'is-number is-over' : 'is-number'}>{format.number(overdue)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="requests-soft">{t('requests.page.board.order')}</p>
    </section>
  )
}
