import { Link } from '@tanstack/react-router'
import { Button, Pagination, Skeleton } from 'antd'
import { useState } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { AskPeriodCases, type PeriodCases, type PeriodView, periodsApi } from '../../rates/periods/contract.ts'
import { useName } from '../names.ts'
import { ClockPart } from './clock-part.tsx'
import { ContestForm } from './contest-form.tsx'

type Case = PeriodCases['rows'][number]

/** Cases of the month that count, late ones first asked for; a unit contests from here. */
export function PeriodCaseList({ period }: { period: PeriodView }) {
  const t = useWords()
  const [address, change] = useAddressQuery()
  const [contested, contest] = useState<Case | null>(null)
  const asked = AskPeriodCases.safeParse(address)
  const query = asked.success ? asked.data : AskPeriodCases.parse({})
  const result = useCall(periodsApi.cases, { params: { id: period.id }, query })
  const { data, error } = result
  return (
    <section aria-labelledby="periods-cases">
      <h2 id="periods-cases">{t('requests.periods.cases')}</h2>
      {period.may.contest ? <p className="requests-soft">{t('requests.periods.cases.how')}</p> : null}
      <nav className="requests-views" aria-label={t('requests.periods.cases')}>
        {(['late', 'all'] as const).map((view) => (
          <Link
            key={view}
            to="."
            search={{ ...address, view, page: undefined }}
            className={view === query.view ? 'is-present' : ''}
            {...(view === query.view ? { 'aria-current': 'true' as const } : {})}
          >
            {t(`requests.periods.cases.${view}`)}
          </Link>
        ))}
      </nav>
      {error ? <RefusalNotice error={error} retry={() => void result.refetch()} /> : null}
      {data === undefined && !error ? <Skeleton active={false} paragraph={{ rows: 5 }} /> : null}
      {data?.total === 0 ? (
        <EmptyState
          title={t(`requests.periods.cases.no.${query.view}`)}
          next={t(`requests.periods.cases.no.${query.view}.next`)}
        />
      ) : null}
      <ul className="periods-cases">
        {data?.rows.map((one) => (
          <CaseRow key={`${one.id} ${one.round}`} one={one} onContest={() => contest(one)} />
        ))}
      </ul>
      {data && data.total > data.pageSize ? (
        <Pagination
          className="list-paging"
          current={query.page}
          pageSize={data.pageSize}
          total={data.total}
          showSizeChanger={false}
          onChange={(page) => change({ page: page === 1 ? undefined : String(page) })}
        />
      ) : null}
      {contested ? <ContestForm periodId={period.id} one={contested} onClose={() => contest(null)} /> : null}
    </section>
  )
}

function CaseRow({ one, onContest }: { one: Case; onContest: () => void }) {
  const t = useWords()
  const nameOf = useName()
  const { id, number, title, round, unit, clocks } = one
  const more = [unit ? nameOf(unit) : null, round > 1 ? t('requests.page.roundOf', { round }) : null]
  return (
    <li>
      <div>
        <Link to="/requests" search={{ case: id, view: 'all' }}>
          {number} {title}
        </Link>
        <div className="requests-soft">{more.filter((word) => word !== null).join(' · ')}</div>
      </div>
      <div className="periods-clocks">
        {clocks.map((clock) => (
          <ClockPart key={clock.clock} clock={clock} />
        ))}
      </div>
      <div>
        {clocks.some(({ mayContest }) => mayContest) ? (
          <Button aria-label={t('requests.periods.contestOf', { number })} onClick={onContest}>
            {t('requests.periods.contest')}
          </Button>
        ) : null}
        {clocks.some(({ isContested }) => isContested) ? (
          <span className="requests-soft">{t('requests.periods.contested')}</span>
        ) : null}
      </div>
    </li>
  )
}
