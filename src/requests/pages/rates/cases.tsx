import '../requests.css'
import './rates.css'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { ListPage } from '#platform/ui/list-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { AskCases, caseParts, ratesApi } from '../../rates/contract.ts'
import { useName } from '../names.ts'
import { thisMonth } from './period.ts'

/** Which cases stand behind this number? Those that count, those that fail, and those outside, each with its clock. */
export function RateCasesPage() {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const [address] = useAddressQuery()
  const asked = AskCases.safeParse(address)
  const query = asked.success
    ? asked.data
    : AskCases.parse({ period: thisMonth(format.today()), rate: 'finish', part: 'out' })
  const result = useCall(ratesApi.cases, { query })
  const { rate, part, page: _, ...filters } = query
  const isClock = rate === 'contact' || rate === 'plan' || rate === 'finish'
  const parts = caseParts.filter((one) => (isClock ? true : one !== 'overdue' && one !== 'untimed'))
  const before = (
    <>
      <p className="requests-back">
        <Link to="/requests/rates" search={filters}>
          <ArrowLeftOutlined aria-hidden /> {t('requests.rates.back')}
        </Link>
      </p>
      <nav className="requests-views" aria-label={t('requests.rates.parts')}>
        {parts.map((one) => (
          <Link
            key={one}
            to="."
            search={{ ...address, part: one, page: undefined }}
            className={one === part ? 'is-present' : ''}
            {...(one === part ? { 'aria-current': 'true' as const } : {})}
          >
            {t(`requests.rates.part.${one}`)}
          </Link>
        ))}
      </nav>
      {result.data && result.data.hidden > 0 ? (
        <p className="requests-soft">{t('requests.rates.hidden', { count: result.data.hidden })}</p>
      ) : null}
    </>
  )
  const moment = (at: string | null | undefined) => (at ? format.moment(at) : '')
  return (
    <ListPage
      titleKey={`requests.rates.casesOf.${rate}`}
      lead={t(`requests.rates.how.${rate}`)}
      before={before}
      result={result}
      rowKey={({ id, countedRound }) => `${id} ${countedRound}`}
      rowTo={({ id }) => `/requests?case=${id}&view=all`}
      columns={[
        { key: 'number', label: t('requests.rates.number'), cell: ({ number, title }) => `${number} ${title}` },
        { key: 'unit', label: t('requests.page.unit'), cell: ({ leadUnit }) => (leadUnit ? nameOf(leadUnit) : '') },
        { key: 'topic', label: t('requests.page.topic'), cell: ({ topic }) => nameOf(topic) },
        {
          key: 'registered',
          label: t('requests.rates.registeredAt'),
          cell: ({ registeredAt }) => moment(registeredAt),
          isNumber: true,
        },
        {
          key: 'due',
          label: t('requests.rates.dueAt'),
          cell: ({ clock }) => moment(clock?.dueAt),
          isNumber: true,
        },
        {
          key: 'met',
          label: t('requests.rates.metAt'),
          cell: ({ clock }) => moment(clock?.metAt),
          isNumber: true,
        },
        { key: 'round', label: t('requests.rates.round'), cell: ({ countedRound }) => countedRound, isNumber: true },
      ]}
      empty={<EmptyState title={t('requests.rates.noCases')} next={t('requests.rates.noCases.next')} />}
    />
  )
}
