import type { ProposalView } from '../../contract.ts'
import { contentOf } from './decided.ts'

/** Kinds offered above the proposals: all, measures, figures, and figures of one kind. */
export const shownKinds = ['measure', 'figure', 'actual', 'target', 'name'] as const
export type ShownKind = (typeof shownKinds)[number]

export interface ProposalFilter {
  kind: ShownKind | null
  state: ProposalView['state'] | null
  /** Words that stand in the proposal, its indicator or its quotation. */
  words: string
}

export function isOfKind(proposal: ProposalView, kind: ShownKind): boolean {
  if (kind === 'measure' || kind === 'figure') return proposal.kind === kind
  return proposal.kind === 'figure' && (proposal.correction ?? proposal.content).kind === kind
}

export function fits(proposal: ProposalView, { kind, state, words }: ProposalFilter): boolean {
  if (kind && !isOfKind(proposal, kind)) return false
  if (state && proposal.state !== state) return false
  const wanted = words.trim().toLowerCase()
  return wanted === '' || wordsOf(proposal).includes(wanted)
}

function wordsOf(proposal: ProposalView): string {
  const content = contentOf(proposal)
  const more = 'value' in content ? [content.indicator, content.period] : [content.by]
  return [proposal.quote, content.text, ...more].filter(Boolean).join('\n').toLowerCase()
}

/** The next proposal in the order of the text after `id`, or the one before; from the start where nothing is chosen. */
export function neighbourOf(shown: readonly ProposalView[], id: string | null, by: 1 | -1): ProposalView | null {
  const at = shown.findIndex((one) => one.id === id)
  if (at < 0) return (by === 1 ? shown[0] : shown.at(-1)) ?? null
  return shown[at + by] ?? null
}

/** Where a decision leads: the next open proposal after it, else the first open one, else it stays. */
export function nextOpen(shown: readonly ProposalView[], id: string): ProposalView | null {
  const at = shown.findIndex((one) => one.id === id)
  const open = (one: ProposalView) => one.state === 'open' && one.id !== id
  return shown.slice(at + 1).find(open) ?? shown.find(open) ?? null
}
