import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RateGroup, RatesView } from '../../rates/contract.ts'
import { type RateKey, ratingRates } from '../../rates/rules.ts'
import { useName } from '../names.ts'
import { RateCell } from './rate-cell.tsx'

const columns: readonly RateKey[] = [
  'contact',
  'plan',
  'finish',
  'closed',
  'solved',
  'satisfied',
  'rated',
  'redone',
  'reopened',
]

interface Props {
  view: RatesView
  search: Readonly<Record<string, string>>
}

/** The same rates by group, units in their official order. */
export function GroupTable({ view, search }: Props) {
  const t = useWords()
  const format = useFormat()
  const { by, groups, ranking, opensRatings } = view
  if (groups.length === 0) return <p className="empty-state">{t('requests.rates.noGroup')}</p>
  return (
    <section aria-labelledby="rates-groups">
      <h2 id="rates-groups">{t(`requests.rates.groups.${by}`)}</h2>
      <div className="list-scroll">
        <table className="list-table rates-table">
          <thead>
            <tr>
              <th scope="col">{t(`requests.rates.by.${by}`)}</th>
              <th scope="col" className="is-number">
                {t('requests.rates.count')}
              </th>
              {columns.map((key) => (
                <th key={key} scope="col" className="is-number">
                  {t(`requests.rates.key.${key}`)}
                </th>
              ))}
              {ranking ? (
                <th scope="col" className="is-number">
                  {t('requests.rates.score')}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.id ?? ''}>
                <th scope="row">
                  <GroupName by={by} group={group} />
                </th>
                <td className="is-number">{format.number(group.registered)}</td>
                {columns.map((key) => (
                  <td key={key} className="is-number">
                    <RateCell
                      rateKey={key}
                      rate={group.rates[key]}
                      search={narrowed(by, group, search)}
                      opens={group.id !== null && (opensRatings || !ratingRates.includes(key))}
                    />
                  </td>
                ))}
                {ranking ? (
                  <td className="is-number">
                    {group.score === null ? t('requests.rates.tooFewCases') : format.number(group.score, 1)}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="requests-soft">
        {ranking
          ? t('requests.rates.ranking', { count: ranking.atLeast, weights: weightsOf(t, ranking.weights) })
          : t('requests.rates.noRanking')}
      </p>
    </section>
  )
}

const weightsOf = (t: ReturnType<typeof useWords>, weights: NonNullable<RatesView['ranking']>['weights']): string =>
  Object.entries(weights)
    .map(([key, weight]) => `${t(`requests.rates.key.${key}`)} ${weight}`)
    .join(t('requests.rates.comma'))

function GroupName({ by, group }: { by: RatesView['by']; group: RateGroup }) {
  const t = useWords()
  const nameOf = useName()
  if (group.id === null) return t('requests.page.withDesk')
  if (by !== 'month') return nameOf(group)
  return t('requests.rates.month', { year: group.id.slice(0, 4), month: Number(group.id.slice(5)) })
}

/** The page's filters, narrowed to the group. */
function narrowed(by: RatesView['by'], { id }: RateGroup, search: Props['search']): Props['search'] {
  if (id === null) return search
  return by === 'month' ? { ...search, period: id } : { ...search, [by]: id }
}
