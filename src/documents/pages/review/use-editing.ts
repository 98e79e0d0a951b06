import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { ProposalView } from '../../contract.ts'
import { successorOf } from './decided.ts'
import type { Draft } from './draft.ts'

interface KeptDraft {
  proposal: ProposalView
  values: Draft
}

interface Editing {
  id: string | null
  open: (id: string | null) => void
  /** What was typed so far. */
  draft: RefObject<KeptDraft | null>
}

/** Which correction is open, and what was typed in it; both move along when the document is read again. */
export function useEditing(proposals: readonly ProposalView[], readingId: string): Editing {
  const [id, setId] = useState<string | null>(null)
  const draft = useRef<KeptDraft | null>(null)
  const reading = useRef(readingId)
  useEffect(() => {
    if (reading.current === readingId) return
    reading.current = readingId
    const kept = draft.current
    const successor = kept ? successorOf(kept.proposal, proposals) : null
    if (kept && successor) draft.current = { proposal: successor, values: kept.values }
    setId(successor?.id ?? null)
  }, [readingId, proposals])
  const open = useCallback((next: string | null) => {
    draft.current = null
    setId(next)
  }, [])
  return { id, open, draft }
}
