import { Light } from '#platform/ui/light.tsx'
import type { CandidateView } from '../standing/contract.ts'
import { useLadderWords } from './words.ts'

/** What a firm lacks: unmet criteria with their distances, then what is not known, then what a person must see. */
export function Gaps({ unmet, missing, reviews }: Pick<CandidateView, 'unmet' | 'missing' | 'reviews'>) {
  const { t, said, ways, fact } = useLadderWords()
  if (unmet.length === 0 && missing.length === 0)
    return (
      <div className="ladder-gaps">
        <Light colour="green">{t(reviews > 0 ? 'ladder.gaps.onlyReview' : 'ladder.gaps.none')}</Light>
      </div>
    )
  return (
    <ul className="ladder-gaps">
      {unmet.map((criterion) => (
        <li key={criterion.id}>
          <Light colour="red">
            {criterion.distance.length > 0
              ? ways(criterion.distance, criterion.needsAll)
              : said(criterion) || t('ladder.oneOf')}
          </Light>
        </li>
      ))}
      {missing.length > 0 ? (
        <li>
          <Light colour="amber">
            {t('ladder.gaps.missing', { facts: missing.slice(0, 4).map(fact).join(t('ladder.and')) })}
          </Light>
        </li>
      ) : null}
    </ul>
  )
}
