import '../requests.css'
import './periods.css'
import { Link } from '@tanstack/react-router'
import { useCall } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type PeriodRow, periodsApi } from '../../rates/periods/contract.ts'
import { OpenMonth } from './open-month.tsx'
import { PeriodLight, useMonth } from './period-light.tsx'

/** Which months are being checked, until when, and which are closed for good? */
export function PeriodsPage() {
  const t = useWords()
  const me = useMe()
  const result = useCall(periodsApi.list, {})
  const mayOpen = me.role === 'supervision-officer'
  return (
    <DetailPage
      titleKey="requests.periods.page"
      result={result}
      title={() => t('requests.periods.page')}
      lead={() => t('requests.periods.lead')}
    >
      {(periods) => (
        <>
          {mayOpen ? <OpenMonth known={periods.map(({ month }) => month)} /> : null}
          {periods.length === 0 ? (
            <EmptyState
              title={t('requests.periods.none')}
              next={t(mayOpen ? 'requests.periods.none.open' : 'requests.periods.none.wait')}
              to="/requests/rates"
              label={t('requests.periods.toRates')}
            />
          ) : (
            <ul className="periods-list">
              {periods.map((period) => (
                <Month key={period.id} period={period} />
              ))}
            </ul>
          )}
        </>
      )}
    </DetailPage>
  )
}

function Month({ period }: { period: PeriodRow }) {
  const t = useWords()
  const monthOf = useMonth()
  return (
    <li>
      <Link to="/requests/periods/$periodId" params={{ periodId: period.id }}>
        {monthOf(period.month)}
      </Link>
      <PeriodLight state={period.state} />
      <span className="requests-soft">
        <Standing period={period} />
      </span>
      {period.state === 'closed' ? (
        <>
          <Link to="/requests/rates" search={{ period: period.month, frozen: 'yes' }}>
            {t('requests.periods.frozen')}
          </Link>
          <Link to="/requests/bulletins">{t('requests.bulletins.link')}</Link>
        </>
      ) : null}
    </li>
  )
}

/** Where a month stands, in a sentence. */
export function Standing({ period }: { period: PeriodRow }) {
  const t = useWords()
  const format = useFormat()
  const { state, checkToOn, openedByName, settledByName, closedByName, closedAt } = period
  if (state === 'checking')
    return t('requests.periods.standing.checking', { day: format.day(checkToOn), name: openedByName })
  if (state === 'decided' || closedAt === null)
    return t('requests.periods.standing.decided', { name: settledByName ?? openedByName })
  return t('requests.periods.standing.closed', { name: closedByName ?? '', at: format.moment(closedAt) })
}
