/** Pure bookkeeping of the review page: what is shown, what is sent, what is taken back. */
import type {
  Decision,
  DocumentPulse,
  DocumentView,
  FigureContent,
  MeasureContent,
  ProposalView,
} from '../../contract.ts'

export type State = ProposalView['state']
export type Correction = MeasureContent | FigureContent

/** A decision as the reviewer means it, before a version is named. */
export interface Wish {
  id: string
  /** The version that was on screen. */
  seen: number
  state: State
  correction: Correction | null
}

/** One thing that can be undone: a single decision, or one for many. */
export interface Step {
  before: readonly { id: string; state: State; correction: Correction | null }[]
  state: State
}

/** What a proposal says now: the correction of a person, else what the reader found. */
export const contentOf = (proposal: ProposalView): Correction => proposal.correction ?? proposal.content

/** The newest that is known of each proposal: the document as loaded, answers to decisions, and wishes on their way. */
export function newest(
  loaded: readonly ProposalView[],
  answers: ReadonlyMap<string, ProposalView>,
  wishes: ReadonlyMap<string, Wish>,
): ProposalView[] {
  return loaded.map((one) => {
    const answer = answers.get(one.id)
    const known = answer && answer.version > one.version ? answer : one
    const wish = wishes.get(one.id)
    return wish ? wished(known, wish) : known
  })
}

function wished(proposal: ProposalView, { state, correction }: Wish): ProposalView {
  // The kind of a correction was settled by the form; the two shapes are told apart by their fields.
  if (proposal.kind === 'measure') {
    return { ...proposal, state, correction: correction && !('value' in correction) ? correction : null }
  }
  return { ...proposal, state, correction: correction && 'value' in correction ? correction : null }
}

/**
 * What is sent for wishes. A version is the one that was on screen, or that of one's own later decision, so that two
 * quick keys on one proposal follow each other and somebody else's decision in between is still noticed.
 */
export const decisionsOf = (wishes: readonly Wish[], own: ReadonlyMap<string, number>): Decision[] =>
  wishes.map(({ id, seen, state, correction }) => ({
    proposalId: id,
    version: Math.max(seen, own.get(id) ?? 0),
    state,
    correction: state === 'accepted' ? correction : null,
  }))

export const stepOf = (proposals: readonly ProposalView[], state: State): Step => ({
  before: proposals.map(({ id, state: from, correction }) => ({ id, state: from, correction })),
  state,
})

/** Wishes that bring back what was before a step. What somebody else decided since is left alone. */
export const undoing = (
  step: Step,
  shown: ReadonlyMap<string, ProposalView>,
  own: ReadonlyMap<string, number>,
): Wish[] =>
  step.before.flatMap(({ id, state, correction }) => {
    const present = shown.get(id)
    const isOurs = present !== undefined && present.version <= (own.get(id) ?? present.version)
    return isOurs ? [{ id, seen: present.version, state, correction }] : []
  })

/** Whether the server has something that is not on screen. */
export function isBehind(pulse: DocumentPulse, view: DocumentView, shown: readonly ProposalView[]): boolean {
  if (pulse.version !== view.version || pulse.readingId !== view.readingId) return true
  const decisions = shown.reduce((sum, { version }) => sum + version, 0)
  const owners = view.articles.map(({ owner }) => owner?.id ?? '')
  return pulse.decisions !== decisions || pulse.owners.join() !== owners.join()
}

/** Proposals that somebody else decided since `before` was loaded. */
export const decidedByOthers = (
  before: readonly ProposalView[],
  after: readonly ProposalView[],
  own: ReadonlyMap<string, number>,
): ProposalView[] => {
  const versions = new Map(before.map(({ id, version }) => [id, version]))
  return after.filter(({ id, version }) => {
    const old = versions.get(id)
    return old !== undefined && version > old && version > (own.get(id) ?? 0)
  })
}

/** The proposal of a new reading that stands for one of the reading before: same kind, same words, the nearest of them. */
export function successorOf(old: ProposalView, present: readonly ProposalView[]): ProposalView | null {
  const same = present.filter(({ kind, quote }) => kind === old.kind && quote === old.quote)
  const distance = (one: ProposalView) => Math.abs(one.article - old.article) * 10_000 + Math.abs(one.start - old.start)
  return same.sort((a, b) => distance(a) - distance(b))[0] ?? null
}
