import { Link } from '@tanstack/react-router'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { FactList } from '#platform/ui/detail-page.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { caseClocks } from '../../clocks/rules.ts'
import { ratesApi } from '../../rates/contract.ts'
import { type PeriodView, periodsApi } from '../../rates/periods/contract.ts'
import { canSettle } from '../../rates/periods/rules.ts'
import { useName } from '../names.ts'
import { RateCell } from '../rates/rate-cell.tsx'
import { useMonth } from './period-light.tsx'

/** For supervision and who closes: what a month still waits for, what will be frozen, and the next step. */
export function Closing({ period }: { period: PeriodView }) {
  const t = useWords()
  const { state, may, units } = period
  if (may.close) return <Close period={period} />
  if (!may.oversee || state === 'closed') return null
  if (state === 'decided') return <p>{t('requests.rates.ownClosing')}</p>
  return (
    <>
      <Settle period={period} />
      <Progress units={units} />
    </>
  )
}

function Settle({ period: { id, version, units, contests, checkToOn } }: { period: PeriodView }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(periodsApi.settle, { stale: [periodsApi.get, periodsApi.list] })
  const undecided = contests.filter(({ decision }) => decision === null).length
  const unitIds = units.map((unit) => unit.id)
  const checkedUnitIds = units.filter(({ checkedByName }) => checkedByName !== null).map((unit) => unit.id)
  const missing = unitIds.length - checkedUnitIds.length
  const isReady = canSettle({ undecided, today: format.today(), checkToOn, unitIds, checkedUnitIds })
  if (!isReady) {
    const key = undecided > 0 ? 'requests.periods.settle.undecided' : 'requests.periods.settle.unchecked'
    return <p>{t(key, { count: undecided, units: missing, day: format.day(checkToOn) })}</p>
  }
  return (
    <section className="periods-step" aria-label={t('requests.periods.settle')}>
      <p>{t('requests.periods.settle.lead')}</p>
      <ConfirmButton
        type="primary"
        question={t('requests.periods.settle.ask')}
        consequence={t('requests.periods.settle.then')}
        loading={send.isPending}
        onConfirm={() => send.mutate({ params: { id }, body: { version } })}
      >
        {t('requests.periods.settle')}
      </ConfirmButton>
    </section>
  )
}

function Close({ period: { id, version, month, contests } }: { period: PeriodView }) {
  const t = useWords()
  const format = useFormat()
  const monthOf = useMonth()
  const send = useSend(periodsApi.close, { stale: [periodsApi.get, periodsApi.list, periodsApi.cases] })
  const rates = useCall(ratesApi.rates, { query: { period: month } })
  if (!rates.data) return null
  const { total } = rates.data
  const count = format.number(total.registered)
  const excluded = contests.filter(({ decision }) => decision === 'upheld').length
  return (
    <section className="periods-step" aria-labelledby="periods-close">
      <h2 id="periods-close">{t('requests.periods.close.what')}</h2>
      <FactList
        facts={[
          { label: t('requests.periods.close.cases'), value: count },
          ...caseClocks.map((clock) => ({
            label: t(`requests.rates.key.${clock}`),
            value: <RateCell rateKey={clock} rate={total.rates[clock]} search={{ period: month }} opens />,
          })),
          { label: t('requests.periods.close.excluded'), value: format.number(excluded) },
        ]}
      />
      <p>
        <Link to="/requests/rates" search={{ period: month }}>
          {t('requests.periods.close.all')}
        </Link>
      </p>
      <ConfirmButton
        type="primary"
        question={t('requests.periods.close.ask', { month: monthOf(month), count })}
        consequence={t('requests.periods.close.then')}
        loading={send.isPending}
        onConfirm={() => send.mutate({ params: { id }, body: { version } })}
      >
        {t('requests.periods.close')}
      </ConfirmButton>
    </section>
  )
}

/** Which units have said that they checked. */
function Progress({ units }: Pick<PeriodView, 'units'>) {
  const t = useWords()
  const nameOf = useName()
  const checked = units.filter(({ checkedByName }) => checkedByName !== null).length
  return (
    <details className="periods-units">
      <summary>{t('requests.periods.units', { checked, count: units.length })}</summary>
      <ul>
        {units.map((unit) => (
          <li key={unit.id}>
            {nameOf(unit)}{' '}
            <Light colour={unit.checkedByName ? 'green' : 'grey'}>
              {unit.checkedByName
                ? t('requests.periods.units.yes', { name: unit.checkedByName })
                : t('requests.periods.units.no')}
            </Light>
          </li>
        ))}
      </ul>
    </details>
  )
}
