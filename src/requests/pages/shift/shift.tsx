import '../requests.css'
import '../board/board.css'
import { Skeleton } from 'antd'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useLive } from '#platform/ui/live.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { handOverApi } from '../../hand-over/contract.ts'
import { GiveForm } from './give-form.tsx'
import { HandOvers } from './hand-overs.tsx'

/** What must the next shift know? What stands open, what breaks within twelve hours, and the last hand-overs. */
export function ShiftPage() {
  const t = useWords()
  useLive(['request', 'shift'], ['/requests/shift'])
  const shift = useCall(handOverApi.shift, {})
  const { data } = shift
  const waiting = data?.handOvers.filter(({ takenAt }) => takenAt === null) ?? []
  const taken = data?.handOvers.filter(({ takenAt }) => takenAt !== null) ?? []
  const to = '/requests'
  return (
    <>
      <PageTitle title={t('requests.page.shift.title')} lead={t('requests.page.shift.lead')} />
      {shift.error ? <RefusalNotice error={shift.error} retry={() => void shift.refetch()} /> : null}
      {data ? (
        <>
          {waiting.length > 0 ? <HandOvers titleKey="requests.page.shift.waiting" rows={waiting} /> : null}
          <section className="requests-figures" aria-label={t('requests.page.board.figures')}>
            <StatNumber
              label={t('requests.page.view.overdue')}
              value={data.overdue}
              to={to}
              query={{ view: 'overdue' }}
            />
            <StatNumber label={t('requests.page.view.soon')} value={data.soon} to={to} query={{ view: 'soon' }} />
            <StatNumber label={t('requests.page.view.open')} value={data.open} to={to} query={{ view: 'open' }} />
          </section>
          <GiveForm breaking={data.breaking} />
          {taken.length > 0 ? <HandOvers titleKey="requests.page.shift.taken" rows={taken} /> : null}
          {data.handOvers.length === 0 ? (
            <EmptyState title={t('requests.page.shift.none')} next={t('requests.page.shift.none.next')} />
          ) : null}
        </>
      ) : null}
      {data === undefined && !shift.error ? <Skeleton active={false} paragraph={{ rows: 8 }} /> : null}
    </>
  )
}
