import { citationAddress } from '#documents/contract.ts'
import { Quote } from '#platform/ui/quote.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { GoalView } from '../contract.ts'

type Source = GoalView['source']

/** Where something comes from: the quoted words with the way to them, or who entered it by hand and when. */
export function SourceNote({ source: { citation, enteredByName, enteredAt } }: { source: Source }) {
  const t = useWords()
  const format = useFormat()
  const entered = { name: enteredByName, day: format.day(enteredAt) }
  if (!citation) return <p className="goals-hint">{t('goals.source.byHand', entered)}</p>
  const { title, headline, number } = citation
  const { to, query } = citationAddress(citation)
  const place = [headline === title ? null : headline, number].filter(Boolean).join(' · ')
  return (
    <>
      <Quote words={citation.quote} source={title} {...(place ? { place } : {})} to={to} query={query} />
      <p className="goals-hint">{t('goals.source.accepted', entered)}</p>
    </>
  )
}
