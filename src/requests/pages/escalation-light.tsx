import { Light } from '#platform/ui/light.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { RequestRow } from '../contract.ts'

/** Whose attention a running request has, as a light with its words; nothing while it is the handler's alone, or over. */
export function EscalationLight({ request }: { request: Pick<RequestRow, 'escalationLevel' | 'outcome'> }) {
  const t = useWords()
  const { escalationLevel, outcome } = request
  if (escalationLevel === 0 || outcome !== null) return null
  return (
    <Light colour={escalationLevel === 1 ? 'amber' : 'red'}>{t(`requests.page.escalated.${escalationLevel}`)}</Light>
  )
}
