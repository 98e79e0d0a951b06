import type { z } from 'zod'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { type RequestView, requestsApi } from '../../contract.ts'
import { pauseReasons, type RequestAction, refusals, returnReasons } from '../../rules.ts'

/** A field of a step's form; its words are `requests.page.field.<name>`. */
export type StepField = { name: string; isOptional?: boolean } & (
  | { kind: 'short' | 'long'; most: number }
  | { kind: 'choice'; options: readonly string[]; words: string }
  | { kind: 'number'; most: number }
  | { kind: 'unit' | 'suggested-unit' | 'known-answer' }
)

/** Answers the version that the step made. */
export type StepEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType<{ version: number }>>

export interface Step {
  endpoint: StepEndpoint
  /** At most three. */
  fields: readonly StepField[]
}

const note = (most: number): StepField => ({ name: 'note', kind: 'long', most })
const api = requestsApi

/** Words, files, what the firm says to a call or an answer, and call-backs stand apart from the steps, which have a form each. */
const apart = ['remark', 'attach', 'contact-word', 'rate', 'call-back'] as const satisfies readonly RequestAction[]
export type StepAction = Exclude<RequestAction, (typeof apart)[number]>
export const isStep = (action: RequestAction): action is StepAction => !apart.some((one) => one === action)

/** What each step asks. */
export const steps: Readonly<Record<StepAction, Step>> = {
  accept: { endpoint: api.accept, fields: [] },
  sign: { endpoint: api.sign, fields: [] },
  resume: { endpoint: api.resume, fields: [] },
  'approve-answer': { endpoint: api.approveAnswer, fields: [] },
  refuse: {
    endpoint: api.refuse,
    fields: [{ name: 'reason', kind: 'choice', options: refusals, words: 'requests.refusal' }, note(500)],
  },
  dispatch: { endpoint: api.dispatch, fields: [{ name: 'unitId', kind: 'suggested-unit' }] },
  return: {
    endpoint: api.giveBack,
    fields: [
      { name: 'reason', kind: 'choice', options: returnReasons, words: 'requests.returnReason' },
      note(500),
      { name: 'suggestedUnitId', kind: 'unit', isOptional: true },
    ],
  },
  contact: { endpoint: api.contact, fields: [{ name: 'note', kind: 'long', most: 1000 }] },
  plan: { endpoint: api.plan, fields: [{ name: 'plan', kind: 'long', most: 2000 }] },
  'propose-answer': { endpoint: api.proposeAnswer, fields: [{ name: 'answer', kind: 'long', most: 5000 }] },
  'send-back-answer': { endpoint: api.sendBackAnswer, fields: [note(1000)] },
  'answer-at-once': {
    endpoint: api.answerAtOnce,
    fields: [
      { name: 'knownAnswerId', kind: 'known-answer' },
      { name: 'note', kind: 'long', most: 1000, isOptional: true },
    ],
  },
  pause: {
    endpoint: api.pause,
    fields: [{ name: 'reason', kind: 'choice', options: pauseReasons, words: 'requests.pauseReason' }, note(500)],
  },
  'ask-extension': {
    endpoint: api.askExtension,
    fields: [
      { name: 'value', kind: 'number', most: 60 },
      { name: 'reason', kind: 'long', most: 500 },
    ],
  },
  extend: { endpoint: api.extend, fields: [note(500)] },
  'refuse-extension': { endpoint: api.refuseExtension, fields: [note(500)] },
  merge: { endpoint: api.merge, fields: [{ name: 'intoNumber', kind: 'short', most: 40 }] },
  withdraw: { endpoint: api.withdraw, fields: [note(2000)] },
  close: {
    endpoint: api.close,
    fields: [
      { name: 'outcome', kind: 'choice', options: ['solved', 'explained'], words: 'requests.outcome' },
      note(500),
    ],
  },
  redo: { endpoint: api.redo, fields: [note(2000)] },
  'explain-by-law': { endpoint: api.explainByLaw, fields: [note(2000)] },
  'ask-supporter': {
    endpoint: api.askSupporter,
    fields: [
      { name: 'unitId', kind: 'unit' },
      { name: 'task', kind: 'long', most: 1000 },
    ],
  },
  'reply-as-supporter': { endpoint: api.replyAsSupporter, fields: [{ name: 'reply', kind: 'long', most: 2000 }] },
}

/** In the order in which a case goes on; the first that is allowed and still to be done is the primary button. */
const ways: readonly RequestAction[] = [
  'resume',
  'reply-as-supporter',
  'approve-answer',
  'extend',
  'close',
  'accept',
  'dispatch',
  'sign',
  'contact',
  'plan',
  'propose-answer',
]

/** The rest stand in the menu in this order, what ends a case last. */
const menu: readonly RequestAction[] = [
  ...ways,
  'answer-at-once',
  'send-back-answer',
  'ask-supporter',
  'pause',
  'ask-extension',
  'refuse-extension',
  'return',
  'redo',
  'merge',
  'refuse',
  'explain-by-law',
  'withdraw',
]

type Facts = Pick<RequestView, 'may' | 'state' | 'clocks' | 'round'>

/** What may be done now: one next step, and the others. */
export function deedsOf(request: Facts): { next: RequestAction | null; others: RequestAction[] } {
  const may = (action: RequestAction) => request.may.includes(action)
  const next = ways.find((action) => may(action) && isDue(request, action)) ?? null
  return { next, others: menu.filter((action) => action !== next && may(action)) }
}

/** Whether a step leads on from here: a case in hand is not dispatched again, nobody is contacted for the first time twice. */
function isDue({ state, clocks, round }: Facts, action: RequestAction): boolean {
  const isOpen = (name: string) =>
    clocks.some((one) => one.name === name && one.round === round && one.state !== 'met' && one.state !== 'missed')
  if (action === 'dispatch') return state === 'accepted'
  if (action === 'contact' || action === 'plan') return state === 'working' && isOpen(action)
  if (action === 'propose-answer') return state === 'working'
  return true
}

/** Letters for the steps that one takes all day. */
export const stepKeys = [
  { key: 'a', actions: ['accept', 'approve-answer', 'sign'] },
  { key: 'd', actions: ['dispatch'] },
  { key: 'c', actions: ['contact'] },
  { key: 'p', actions: ['plan'] },
  { key: 'r', actions: ['propose-answer', 'answer-at-once', 'reply-as-supporter'] },
] as const satisfies readonly { key: string; actions: readonly RequestAction[] }[]
