import '../requests.css'
import '../rates/rates.css'
import './periods.css'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type PeriodView, periodsApi } from '../../rates/periods/contract.ts'
import { PeriodCaseList } from './cases.tsx'
import { Closing } from './closing.tsx'
import { Contests } from './contests.tsx'
import { Corrections } from './corrections.tsx'
import { Standing } from './list.tsx'
import { PeriodLight, useMonth } from './period-light.tsx'

/** One month: what counts against a unit and why not, who decided it, and the numbers that stay. */
export function PeriodPage() {
  const t = useWords()
  const monthOf = useMonth()
  const id = useParam('periodId')
  const result = useCall(periodsApi.get, { params: { id } })
  return (
    <div className="periods">
      <p className="requests-back">
        <Link to="/requests/periods">
          <ArrowLeftOutlined aria-hidden /> {t('requests.periods.back')}
        </Link>
      </p>
      <DetailPage
        titleKey="requests.periods.page"
        result={result}
        title={({ month }) => t('requests.periods.of', { month: monthOf(month) })}
        lead={(period) => <Standing period={period} />}
        actions={(period) => <Actions period={period} />}
      >
        {(period) => (
          <>
            <p>
              <PeriodLight state={period.state} />
            </p>
            <Closing period={period} />
            <Contests period={period} />
            <PeriodCaseList period={period} />
            {period.state === 'closed' ? <Corrections period={period} /> : null}
          </>
        )}
      </DetailPage>
    </div>
  )
}

function Actions({ period }: { period: PeriodView }) {
  const t = useWords()
  const { id, month, may, units, state } = period
  const send = useSend(periodsApi.check, { stale: [periodsApi.get, periodsApi.list] })
  if (state === 'closed')
    return (
      <span className="periods-links">
        <Link to="/requests/rates" search={{ period: month, frozen: 'yes' }}>
          {t('requests.periods.frozen')}
        </Link>
        <Link to="/requests/bulletins">{t('requests.bulletins.link')}</Link>
      </span>
    )
  if (may.oversee || units.length === 0) return null
  const open = units.filter(({ checkedByName }) => checkedByName === null)
  const [first] = units
  if (open.length === 0 && first)
    return <span>{t('requests.periods.checkedBy', { name: first.checkedByName ?? '' })}</span>
  if (!may.check) return null
  return (
    <ConfirmButton
      type="primary"
      question={t('requests.periods.check.ask')}
      consequence={t('requests.periods.check.then')}
      loading={send.isPending}
      onConfirm={() => send.mutate({ params: { id }, body: {} })}
    >
      {t('requests.periods.check')}
    </ConfirmButton>
  )
}
