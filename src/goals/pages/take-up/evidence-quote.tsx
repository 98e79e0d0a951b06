import { citationAddress } from '#documents/contract.ts'
import { Quote } from '#platform/ui/quote.tsx'
import type { Evidence } from '../../take-up/contract.ts'

export const placeKey = ({ readingId, article, paragraph, start }: Evidence): string =>
  `${readingId} ${article} ${paragraph} ${start}`

/** Quoted words with the way to them in their text. */
export function EvidenceQuote({ evidence }: { evidence: Evidence }) {
  const { to, query } = citationAddress(evidence)
  const { quote, headline, title } = evidence
  return <Quote words={quote} source={headline ?? title} to={to} query={query} />
}
