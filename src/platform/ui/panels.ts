/**
 * What a module shows on another subject's page. A module exports its lists from `panels.tsx`; the shell collects them,
 * so a page never imports a module above its own.
 */
import { useQueries } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Facts } from '../errors.ts'

/** A remark of another module beside a proposal of a document, such as what it became. */
export interface ProposalNote {
  proposalId: string
  /** Message key and facts of the remark. */
  key: string
  facts?: Facts
  /** Where it leads. */
  to?: string
  query?: Readonly<Record<string, string>>
}

/** Exported as `documentPanels` from `<module>/panels.tsx`. */
export interface DocumentPanel {
  name: string
  /** Remarks beside the proposals of a document; asked again after each decision. */
  notes: (documentId: string, signal: AbortSignal) => Promise<readonly ProposalNote[]>
}

export const DocumentPanelsContext = createContext<readonly DocumentPanel[]>([])

/** Remarks of all modules by proposal. `moment` changes when they should be asked again. */
export function useProposalNotes(documentId: string, moment: string): ReadonlyMap<string, readonly ProposalNote[]> {
  const panels = useContext(DocumentPanelsContext)
  return useQueries({
    queries: panels.map(({ name, notes }) => ({
      queryKey: ['document-panel', name, documentId, moment],
      queryFn: ({ signal }: { signal: AbortSignal }) => notes(documentId, signal),
      placeholderData: (before: readonly ProposalNote[] | undefined) => before,
    })),
    combine: byProposal,
  })
}

function byProposal(results: readonly { data: readonly ProposalNote[] | undefined }[]) {
  const notes = new Map<string, ProposalNote[]>()
  for (const note of results.flatMap(({ data }) => data ?? [])) {
    const known = notes.get(note.proposalId)
    if (known) known.push(note)
    else notes.set(note.proposalId, [note])
  }
  return notes
}
