import type { Approval } from '#platform/approvals/contract.ts'
import { Light, type LightColour } from '#platform/ui/light.tsx'
import { useWords } from '#platform/ui/words.tsx'

const colours: Record<Approval['state'], LightColour> = {
  waiting: 'amber',
  approved: 'green',
  refused: 'red',
  withdrawn: 'grey',
  expired: 'grey',
}

export function ApprovalLight({ state }: { state: Approval['state'] }) {
  const t = useWords()
  return <Light colour={colours[state]}>{t(`approvals.state.${state}`)}</Light>
}
