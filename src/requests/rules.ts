import type { Role } from '#platform/roles.ts'

/** 咨询, 求助, 投诉, 建议. A tip-off (举报) is no kind: it is pointed to its lawful channel and never stored. */
export const requestKinds = ['inquiry', 'help', 'complaint', 'suggestion'] as const
export type RequestKind = (typeof requestKinds)[number]

export const channels = ['online', 'call', 'visit', 'hotline'] as const
/** By which something comes to the desk, which writes it down; `online` a firm writes itself, or its system. */
export const deskChannels = ['call', 'visit', 'hotline'] as const

export const requestStates = [
  'registered',
  'accepted',
  'dispatched',
  'working',
  'answer-proposed',
  'answered',
  'closed',
  'refused',
] as const
export type RequestState = (typeof requestStates)[number]

export const outcomes = ['solved', 'explained', 'explained-by-law', 'withdrawn', 'merged', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

/** Why the city does not take a request up (不予受理), after the lists that cities publish. */
export const refusals = [
  'other-jurisdiction',
  'in-proceedings',
  'petition',
  'secret-or-private',
  'unlawful-or-empty',
  'duplicate',
  'other-by-law',
] as const

/** Why a unit gives a request back to the desk: it says whose it is. */
export const returnReasons = ['not-our-duty', 'needs-lead-of-other', 'facts-missing'] as const

/** Why the clocks stand still. The firm is told each time. */
export const pauseReasons = ['waits-for-firm', 'waits-for-other-authority', 'force-majeure'] as const

export const audiences = ['internal', 'firm'] as const

/** What may be done with a request; each command names one. */
export const requestActions = [
  'accept',
  'refuse',
  'dispatch',
  'sign',
  'return',
  'contact',
  'plan',
  'propose-answer',
  'approve-answer',
  'send-back-answer',
  'answer-at-once',
  'pause',
  'resume',
  'ask-extension',
  'extend',
  'refuse-extension',
  'merge',
  'withdraw',
  'rate',
  'call-back',
  'close',
  'redo',
  'explain-by-law',
  'remark',
  'attach',
  'contact-word',
  'ask-supporter',
  'reply-as-supporter',
] as const
export type RequestAction = (typeof requestActions)[number]

const running = ['registered', 'accepted', 'dispatched', 'working'] as const

/**
 * From which states an action goes, and where to: `stay` where the state does not change, `by-lead` where it is back with
 * its lead unit, or with the desk while it has none.
 */
export const moves: Readonly<
  Record<RequestAction, { from: readonly RequestState[]; to: RequestState | 'stay' | 'by-lead' }>
> = {
  accept: { from: ['registered'], to: 'accepted' },
  refuse: { from: ['registered', 'accepted'], to: 'refused' },
  dispatch: { from: running, to: 'dispatched' },
  sign: { from: ['dispatched'], to: 'working' },
  return: { from: ['dispatched', 'working'], to: 'accepted' },
  contact: { from: ['dispatched', 'working'], to: 'working' },
  plan: { from: ['dispatched', 'working'], to: 'working' },
  'propose-answer': { from: ['dispatched', 'working'], to: 'answer-proposed' },
  'approve-answer': { from: ['answer-proposed'], to: 'answered' },
  'send-back-answer': { from: ['answer-proposed'], to: 'working' },
  'answer-at-once': { from: running, to: 'answered' },
  pause: { from: ['accepted', 'dispatched', 'working'], to: 'stay' },
  resume: { from: ['accepted', 'dispatched', 'working', 'answer-proposed'], to: 'stay' },
  'ask-extension': { from: ['dispatched', 'working', 'answer-proposed'], to: 'stay' },
  extend: { from: ['accepted', 'dispatched', 'working', 'answer-proposed'], to: 'stay' },
  'refuse-extension': { from: ['accepted', 'dispatched', 'working', 'answer-proposed'], to: 'stay' },
  merge: { from: running, to: 'closed' },
  withdraw: { from: [...running, 'answer-proposed'], to: 'closed' },
  // What is not satisfied is done again in the same step.
  rate: { from: ['answered', 'closed'], to: 'stay' },
  'call-back': { from: ['answered'], to: 'stay' },
  close: { from: ['answered'], to: 'closed' },
  redo: { from: ['answered', 'closed'], to: 'by-lead' },
  'explain-by-law': { from: ['dispatched', 'working', 'answer-proposed', 'answered'], to: 'closed' },
  remark: { from: [...running, 'answer-proposed', 'answered', 'closed'], to: 'stay' },
  attach: { from: [...running, 'answer-proposed', 'answered'], to: 'stay' },
  'contact-word': { from: ['dispatched', 'working', 'answer-proposed', 'answered', 'closed'], to: 'stay' },
  'ask-supporter': { from: ['dispatched', 'working'], to: 'stay' },
  'reply-as-supporter': { from: ['dispatched', 'working', 'answer-proposed'], to: 'stay' },
}

export const canMove = (action: RequestAction, from: RequestState): boolean => moves[action].from.includes(from)

/** The state after a move that is allowed. */
export function stateAfter(action: RequestAction, from: RequestState, leadUnitId: string | null): RequestState {
  const { to } = moves[action]
  if (to === 'stay') return from
  if (to === 'by-lead') return leadUnitId === null ? 'accepted' : 'dispatched'
  return to
}

/** Only what was answered is done again: what was withdrawn, merged or explained according to law is over. */
export const canRedo = (outcome: Outcome | null): boolean =>
  outcome === null || outcome === 'solved' || outcome === 'explained'

/** The desk files and hands out; it sees every request of its scope. */
export const deskRoles: readonly Role[] = ['request-desk']
/** Units handle what is theirs; the head approves. */
export const unitRoles: readonly Role[] = ['unit-handler', 'unit-head']
/** Who reads along within the scope and changes nothing; a city leader may end a case as explained according to law. */
export const readerRoles: readonly Role[] = [
  'city-leader',
  'planning-officer',
  'supervision-officer',
  'district-officer',
  'enterprise-officer',
]
export const officialsOfRequests: readonly Role[] = [...deskRoles, ...unitRoles, ...readerRoles]
