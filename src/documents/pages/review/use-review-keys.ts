import { type PageKey, useKeys } from '#platform/ui/key-help.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { ProposalView } from '../../contract.ts'
import { neighbourOf } from './filter.ts'
import type { RowAction } from './proposal-row.tsx'

interface Deeds {
  /** False leaves all letters alone. */
  isOn: boolean
  shown: readonly ProposalView[]
  activeId: string | null
  mayDecide: boolean
  act: (id: string, action: RowAction) => void
  choose: (id: string) => void
  acceptAll: (proposals: readonly ProposalView[]) => void
  undo: () => void
  focusFilter: () => void
  otherPane: () => void
}

/** The keys of the review page; the sheet behind the question mark lists them. Answers the step that arrow keys make in the list. */
export function useReviewKeys({ shown, activeId, mayDecide, act, choose, acceptAll, undo, isOn, ...deeds }: Deeds): {
  step: (by: 1 | -1) => void
} {
  const t = useWords()
  const step = (by: 1 | -1) => {
    const next = neighbourOf(shown, activeId, by)
    if (next) choose(next.id)
  }
  const decide = (action: RowAction) => () => {
    if (activeId) act(activeId, action)
    else step(1)
  }
  const moving = [
    { key: 'j', name: 'next', run: () => step(1) },
    { key: 'k', name: 'before', run: () => step(-1) },
    { key: 't', name: 'otherPane', run: deeds.otherPane },
    { key: '/', name: 'filter', run: deeds.focusFilter },
  ]
  const deciding = [
    { key: 'a', name: 'accept', run: decide('accept') },
    { key: 'e', name: 'edit', run: decide('edit') },
    { key: 'r', name: 'reject', run: decide('reject') },
    { key: 'o', name: 'reopen', run: decide('reopen') },
    { key: 'u', name: 'undo', run: undo },
    { key: 'Shift+a', name: 'acceptShown', run: () => acceptAll(shown.filter(({ state }) => state === 'open')) },
  ]
  const keys = mayDecide ? [...moving, ...deciding] : moving
  const active = isOn ? keys : []
  useKeys(active.map(({ key, name, run }): PageKey => ({ key, label: t(`documents.key.${name}`), run })))
  return { step }
}
