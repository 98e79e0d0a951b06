import { Link } from '@tanstack/react-router'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RateGroup } from '../../rates/contract.ts'
import { type RateKey, wilson } from '../../rates/rules.ts'

export type ShownRate = NonNullable<RateGroup['rates'][RateKey]>

interface Props {
  rateKey: RateKey
  rate: RateGroup['rates'][RateKey]
  /** The filters of the page and of the row: every number opens to its cases. */
  search: Readonly<Record<string, string>>
  /** False where the cases behind it are not the actor's to see. */
  opens: boolean
}

/** Rates of what firms said: few say something, so the share is shown with the range in which the true one lies. */
const isSampled = (key: RateKey) => key === 'solved' || key === 'satisfied'

/** A rate as share and parts: 92.3 %, 12 of 13. Without cases a dash; too few to show is said. */
export function RateCell({ rateKey, rate, search, opens }: Props) {
  const t = useWords()
  const format = useFormat()
  if (rate === null || rate === undefined) return <span className="rates-none">{t('requests.rates.tooFew')}</span>
  const { numerator, denominator } = rate
  if (denominator === 0) return <span className="rates-none">{t('requests.rates.noCase')}</span>
  const share = format.share(numerator / denominator)
  // Seconds of standing still are no cases: that rate opens to nothing.
  const inSeconds = rateKey === 'paused'
  const parts = inSeconds
    ? null
    : t('requests.rates.of', { numerator: format.number(numerator), denominator: format.number(denominator) })
  const range = isSampled(rateKey) ? wilson(rate) : null
  return (
    <span className="rates-cell">
      {opens && !inSeconds ? (
        <Link to="/requests/rates/cases" search={{ ...search, rate: rateKey, part: startPart(rateKey, rate) }}>
          {share}
        </Link>
      ) : (
        <span>{share}</span>
      )}
      {parts ? <span className="rates-parts">{parts}</span> : null}
      {range ? (
        <span className="rates-parts">
          {t('requests.rates.range', { low: format.share(range.low, 0), high: format.share(range.high, 0) })}
        </span>
      ) : null}
    </span>
  )
}

/** Where good is many, what failed is opened first; where good is few, what counts. */
const goodIsFew: readonly RateKey[] = ['redone', 'reopened', 'byLaw']
const startPart = (key: RateKey, { numerator, denominator }: ShownRate): string =>
  goodIsFew.includes(key) || numerator === denominator ? 'in' : 'out'
