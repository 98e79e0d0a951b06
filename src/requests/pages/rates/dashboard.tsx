import '../requests.css'
import '../board/board.css'
import './rates.css'
import { Skeleton } from 'antd'
import { addressOf } from '#platform/http/client.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { AskRates, type RatesView, ratesApi } from '../../rates/contract.ts'
import { Controls } from './controls.tsx'
import { Definitions } from './definitions.tsx'
import { Exceptions } from './exceptions.tsx'
import { GroupTable } from './group-table.tsx'
import { Months } from './months.tsx'
import { thisMonth } from './period.ts'
import { Totals } from './totals.tsx'

/** Was the promise kept? First what broke, then the rates with their parts, by unit, district, topic or month. */
export function RatesPage() {
  const t = useWords()
  const format = useFormat()
  const [address] = useAddressQuery()
  const asked = AskRates.safeParse({ ...address, period: address.period ?? thisMonth(format.today()) })
  const query = asked.success ? asked.data : AskRates.parse({ period: thisMonth(format.today()) })
  const rates = useCall(ratesApi.rates, { query })
  const search = textOf(query)
  return (
    <div className="rates">
      <PageTitle
        title={t('requests.rates.title')}
        lead={rates.data ? <Lead view={rates.data} /> : null}
        actions={
          <a href={addressOf(ratesApi.csv, { query: { ...query, by: undefined } })} download>
            {t('requests.rates.csv')}
          </a>
        }
      />
      <Controls query={query} />
      {rates.error ? <RefusalNotice error={rates.error} retry={() => void rates.refetch()} /> : null}
      {rates.data ? (
        <div aria-busy={rates.isFetching}>
          <Exceptions view={rates.data} search={search} />
          <Totals view={rates.data} search={search} />
          <GroupTable view={rates.data} search={search} />
          <Months months={rates.data.months} />
          <Definitions />
        </div>
      ) : null}
      {rates.data === undefined && !rates.error ? <Skeleton active={false} paragraph={{ rows: 10 }} /> : null}
    </div>
  )
}

function Lead({ view }: { view: RatesView }) {
  const t = useWords()
  const format = useFormat()
  const days = { from: format.day(view.from), to: format.day(view.to) }
  if (view.frozen === null) return t('requests.rates.lead', { ...days, at: format.moment(view.asOf) })
  const { closedByName, closedAt } = view.frozen
  return t('requests.rates.lead.frozen', { ...days, name: closedByName, at: format.moment(closedAt) })
}

/** Filters as the address holds them, for links to the cases. */
const textOf = ({ by: _, ...filters }: AskRates): Record<string, string> =>
  Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
