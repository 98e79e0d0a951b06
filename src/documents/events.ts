import type { ProposalView } from './contract.ts'

/** A proposal that was just decided, with the state it came from. */
export interface DecidedProposal {
  proposal: ProposalView
  from: ProposalView['state']
}

/** A decision that moved on: from a proposal of an earlier reading to the one with the same words in the new reading. */
export interface TakenOver {
  from: string
  to: string
}

/** Facts this module announces, by kind. */
export interface DocumentEvents {
  'document-added': { title: string; measures: number; figures: number; taken: TakenOver[] }
  'document-changed': { openness: string }
  'article-owner-set': { position: number; owner: { kind: 'division' | 'unit'; id: string } | null }
  'proposals-decided': { decided: DecidedProposal[] }
  'reading-requested': Record<string, never>
  'document-read-again': { taken: TakenOver[] }
}
