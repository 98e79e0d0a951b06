import '../requests.css'
import './board.css'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useCall } from '#platform/ui/calls.ts'
import { useLive } from '#platform/ui/live.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type Load, overviewApi } from '../../overview/contract.ts'

/** What does this week bring? The load of the unit by weeks, what is due on the next days, and who has how much. */
export function LoadPage() {
  const t = useWords()
  const format = useFormat()
  useLive(['request'], ['/requests/load'])
  const load = useCall(overviewApi.load, {})
  const { data } = load
  return (
    <>
      <PageTitle
        title={t('requests.page.load.title')}
        lead={data ? t('requests.page.asOf', { at: format.moment(data.asOf) }) : null}
      />
      {load.error ? <RefusalNotice error={load.error} retry={() => void load.refetch()} /> : null}
      {data ? <Shown load={data} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
    </>
  )
}

function Shown({ load }: { load: Load }) {
  const t = useWords()
  const format = useFormat()
  const to = '/requests'
  const due = load.days.map(({ on, due: value }) => ({ name: format.day(on), value }))
  return (
    <>
      <section className="requests-figures" aria-label={t('requests.page.board.figures')}>
        <StatNumber label={t('requests.page.view.overdue')} value={load.overdue} to={to} query={{ view: 'overdue' }} />
        <StatNumber label={t('requests.page.view.open')} value={load.open} to={to} query={{ view: 'open' }} />
        <StatNumber
          label={t('requests.page.view.approve')}
          value={load.toApprove}
          to={to}
          query={{ view: 'approve' }}
        />
      </section>
      <div className="requests-board-halves">
        <section aria-labelledby="load-days">
          <h2 id="load-days">{t('requests.page.load.days')}</h2>
          <Bars rows={due} />
        </section>
        <section aria-labelledby="load-weeks">
          <h2 id="load-weeks">{t('requests.page.load.weeks')}</h2>
          <Weeks weeks={load.weeks} />
        </section>
        {load.people.length > 0 ? (
          <section aria-labelledby="load-people">
            <h2 id="load-people">{t('requests.page.load.people')}</h2>
            <People people={load.people} />
          </section>
        ) : null}
      </div>
    </>
  )
}

/** Numbers with bars behind them; the numbers say it all, so the bars are no part of the words. */
function Bars({ rows }: { rows: { name: string; value: number }[] }) {
  const format = useFormat()
  const most = Math.max(1, ...rows.map(({ value }) => value))
  return (
    <ul className="requests-bars">
      {rows.map(({ name, value }) => (
        <li key={name}>
          <span>{name}</span>
          <span className="is-number">{format.number(value)}</span>
          <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect width={(value / most) * 100} height="4" rx="1" />
          </svg>
        </li>
      ))}
    </ul>
  )
}

function Weeks({ weeks }: { weeks: Load['weeks'] }) {
  const t = useWords()
  const format = useFormat()
  return (
    <table className="requests-table">
      <thead>
        <tr>
          <th scope="col">{t('requests.page.load.week')}</th>
          <th scope="col" className="is-number">
            {t('requests.page.load.registered')}
          </th>
          <th scope="col" className="is-number">
            {t('requests.page.load.ended')}
          </th>
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ fromOn, registered, ended }) => (
          <tr key={fromOn}>
            <th scope="row">{t('requests.page.load.from', { day: format.day(fromOn) })}</th>
            <td className="is-number">{format.number(registered)}</td>
            <td className="is-number">{format.number(ended)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function People({ people }: { people: Load['people'] }) {
  const t = useWords()
  const format = useFormat()
  return (
    <>
      <table className="requests-table">
        <thead>
          <tr>
            <th scope="col">{t('requests.page.load.handler')}</th>
            <th scope="col" className="is-number">
              {t('requests.page.view.open')}
            </th>
            <th scope="col" className="is-number">
              {t('requests.page.view.overdue')}
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ name, open, overdue }) => (
            <tr key={name ?? ''}>
              <th scope="row">{name ?? t('requests.page.load.nobody')}</th>
              <td className="is-number">{format.number(open)}</td>
              <td className={overdue > 0 ? 'is-number is-over' : 'is-number'}>{format.number(overdue)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="requests-soft">
        {t('requests.page.load.noRanking')} <Link to="/requests">{t('requests.page.load.toInbox')}</Link>
      </p>
    </>
  )
}
