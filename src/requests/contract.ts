import { z } from 'zod'
import { clockStates } from '#platform/deadlines/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { AttachmentView } from './attachments/contract.ts'
import {
  audiences,
  channels,
  deskChannels,
  outcomes,
  pauseReasons,
  refusals,
  requestActions,
  requestKinds,
  requestStates,
  returnReasons,
} from './rules.ts'

export const clockNames = ['contact', 'plan', 'finish', 'support'] as const
export const requestViews = ['open', 'overdue', 'soon', 'mine', 'approve', 'asked', 'all'] as const

const Id = z.object({ id: z.uuid() })
const Text = (most: number) => z.string().trim().min(1).max(most)
const Version = z.number().int().positive()
const Phone = z
  .string()
  .trim()
  .regex(/^[0-9+() -]{5,30}$/)
  .max(30)
const Division = z
  .string()
  .regex(/^\d{6}(\d{3})?$/)
  .max(9)
/** A unit as a screen names it, by its short name. */
const UnitRef = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })

/** A clock of a request as the screen shows it. */
export const ClockView = z.object({
  id: z.string(),
  name: z.enum(clockNames),
  round: z.number(),
  state: z.enum(clockStates),
  /** Null while it pauses or the calendar does not reach that far. */
  dueAt: z.string().nullable(),
  metAt: z.string().nullable(),
  isOverdue: z.boolean(),
  /** In the unit of the promise; negative when overdue; null beyond the calendar. */
  remaining: z.object({ unit: z.string(), value: z.number() }).nullable(),
  /** The promise as stated: 60 minutes, 7 calendar days. */
  limit: z.object({ unit: z.string(), value: z.number() }).nullable(),
  pausedReason: z.enum(pauseReasons).nullable(),
  /** Share of its time so far that it stood still, 0 to 1. */
  pausedShare: z.number(),
  /** The document the promise comes from. */
  source: z.string(),
  /** More time that was granted, in the unit of the promise. */
  extendedBy: z.number(),
})
export type ClockView = z.output<typeof ClockView>

export const RequestRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(requestKinds),
  channel: z.enum(channels),
  topic: z.object({ id: z.string(), name: z.string(), nameEn: z.string() }),
  divisionCode: z.string(),
  title: z.string(),
  firmName: z.string(),
  state: z.enum(requestStates),
  outcome: z.enum(outcomes).nullable(),
  round: z.number(),
  leadUnit: UnitRef.nullable(),
  handlerName: z.string().nullable(),
  registeredAt: z.string(),
  /** The open clock that breaks next; null when none runs. */
  next: ClockView.pick({ name: true, state: true, dueAt: true, isOverdue: true, remaining: true }).nullable(),
  jobsAtRisk: z.number().nullable(),
  outputAtRiskYuan: z.number().nullable(),
  /** Whose attention it has: 0 nobody's but the handler's, 1 head of the unit, 2 the bureau's, 3 a city leader. Firms read 0. */
  escalationLevel: z.number(),
  version: z.number(),
})
export type RequestRow = z.output<typeof RequestRow>

/** A page of a list; `isMore` where there are more than were counted. */
export const RequestPage = z.object({
  rows: z.array(RequestRow),
  total: z.number(),
  isMore: z.boolean(),
  pageSize: z.number(),
})

export type TimelineEntry = z.output<typeof TimelineEntry>
export const TimelineEntry = z.object({
  at: z.string(),
  kind: z.string(),
  actorName: z.string(),
  /** Facts that fill the message `requests.timeline.<kind>`; codes among them (reason, outcome, clock) have words of their own. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const RequestView = RequestRow.extend({
  body: z.string(),
  creditCode: z.string().nullable(),
  enterpriseId: z.string().nullable(),
  contactName: z.string(),
  /** Whole for the desk and the lead unit while the case runs (the first view of a day is in the audit); else masked. */
  contactPhone: z.string().nullable(),
  isPhoneWhole: z.boolean(),
  aboutUnit: UnitRef.nullable(),
  /** The root cause it is tied to; a firm is not told. */
  causeId: z.string().nullable(),
  mayBePublished: z.boolean(),
  refusal: z.enum(refusals).nullable(),
  refusalNote: z.string().nullable(),
  mergedInto: z.object({ id: z.string(), number: z.string() }).nullable(),
  plan: z.string().nullable(),
  answer: z.string().nullable(),
  answerBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  suggestedUnit: UnitRef.nullable(),
  /** Clocks of the case itself, those of earlier rounds too. */
  clocks: z.array(ClockView),
  /** What the firm was told before the request was done again. */
  earlierRounds: z.array(
    z.object({
      round: z.number(),
      leadUnit: UnitRef.nullable(),
      plan: z.string().nullable(),
      answer: z.string(),
      answerBy: z.string(),
      answeredAt: z.string(),
    }),
  ),
  supporters: z.array(
    z.object({
      id: z.string(),
      unit: UnitRef,
      round: z.number(),
      task: z.string(),
      clock: ClockView.nullable(),
      reply: z.string().nullable(),
      repliedBy: z.string().nullable(),
      repliedAt: z.string().nullable(),
    }),
  ),
  remarks: z.array(
    z.object({
      id: z.string(),
      audience: z.enum(audiences),
      /** The step at which it was written. */
      occasion: z.enum(requestActions),
      /** Code of the step's closed list: `requests.pauseReason.…`, `requests.returnReason.…`. */
      reason: z.string().nullable(),
      body: z.string(),
      isFromFirm: z.boolean(),
      authorName: z.string(),
      at: z.string(),
    }),
  ),
  /** More time for the end, asked for and not yet decided; a firm reads what was granted. */
  extensionAsk: z
    .object({ value: z.number(), unit: z.string(), reason: z.string(), askedBy: z.string(), askedAt: z.string() })
    .nullable(),
  attachments: z.array(AttachmentView),
  timeline: z.array(TimelineEntry),
  /** What the actor may do now. */
  may: z.array(z.enum(requestActions)),
})
export type RequestView = z.output<typeof RequestView>

export const ListRequests = z.object({
  q: z.string().trim().max(100).optional(),
  state: z.enum(requestStates).optional(),
  /**
   * `open`: not ended, what breaks next first; `overdue`: a clock is over; `soon`: one ends within a day; `mine`: I handle it;
export const requestViews = ['open', 'overdue', 'soon', 'mine', 'approve', 'asked', 'all'] as const
   */
  view: z.enum(requestViews).optional(),
  /** By the next clock, or by the harm that firms state; where not said, by the view. */
  order: z.enum(['clock', 'weight']).optional(),
  kind: z.enum(requestKinds).optional(),
  topic: z.uuid().optional(),
  unit: z.uuid().optional(),
  division: Division.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type ListRequests = z.output<typeof ListRequests>

export const Matter = z.object({
  /** A tip-off (举报) is refused, with the lawful channel named. */
  kind: z.enum([...requestKinds, 'tip-off']),
  topicId: z.uuid(),
  title: Text(100),
  body: Text(5000),
  divisionCode: Division,
  aboutUnitId: z.uuid().optional(),
  jobsAtRisk: z.number().int().min(0).max(1_000_000).optional(),
  outputAtRiskYuan: z.number().int().min(0).max(1_000_000_000_000).optional(),
  /** Whether the firm agrees that the answer is published without its name; no where not said. */
  mayBePublished: z.boolean().optional(),
})

/** Up to four matters of one firm: each its own case, one receipt. */
export const EnterRequests = z.object({
  channel: z.enum(deskChannels),
  enterpriseId: z.uuid().optional(),
  firmName: Text(100),
  creditCode: z.string().trim().max(40).optional(),
  contactName: Text(40),
  contactPhone: Phone,
  matters: z.array(Matter).min(1).max(4),
  /** Made by the page, so that a double click enters nothing twice. */
  submissionId: z.uuid(),
})
export type EnterRequests = z.output<typeof EnterRequests>

export type Entered = z.output<typeof Entered>
export const Entered = z.object({
  /** Of the receipt; the same when the same submission comes again. */
  code: z.string(),
  requests: z.array(z.object({ id: z.string(), number: z.string() })),
})

export type Topic = z.output<typeof Topic>
export const Topic = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  nameEn: z.string(),
  words: z.array(z.string()),
  template: z.string(),
})

/** Where a request might go, and why. */
export type Suggestion = z.output<typeof Suggestion>
export const Suggestion = z.object({
  unit: UnitRef,
  /**
   * `return`: the unit that gave it back names it; `rule`: a dispatch rule; `past`: where such requests went before;
   * `duty`: the unit's duty list.
   */
  ground: z.enum(['return', 'rule', 'past', 'duty']),
  /** The rule's source, the duty; empty where the ground says it all. */
  reason: z.string(),
  /** `past`: so many of so many; null otherwise. */
  count: z.number().nullable(),
  of: z.number().nullable(),
})

export type KnownAnswer = z.output<typeof KnownAnswer>
export const KnownAnswer = z.object({
  id: z.string(),
  topicId: z.string(),
  question: z.string(),
  answer: z.string(),
  source: z.string(),
  validToOn: z.string(),
})

export const DispatchMany = z.object({
  requests: z
    .array(z.object({ id: z.uuid(), version: Version }))
    .min(1)
    .max(100),
  unitId: z.uuid(),
})
/** `failed`: the message's key and what fills it, as every refusal has them. */
export type DispatchedMany = z.output<typeof DispatchedMany>
export const DispatchedMany = z.object({
  done: z.array(z.string()),
  failed: z.array(
    z.object({ id: z.string(), key: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
})
export type DispatchMany = z.output<typeof DispatchMany>

/** Bodies of the steps: each carries the version the actor saw. */
export const Seen = z.object({ version: Version })
export const Noted = Seen.extend({ note: Text(2000) })
export const Refuse = Seen.extend({ reason: z.enum(refusals), note: Text(500) })
export const Dispatch = Seen.extend({ unitId: z.uuid() })
export const GiveBack = Seen.extend({
  reason: z.enum(returnReasons),
  note: Text(500),
  suggestedUnitId: z.uuid().optional(),
})
export const Contact = Seen.extend({ note: Text(1000) })
export const Plan = Seen.extend({ plan: Text(2000) })
export const ProposeAnswer = Seen.extend({ answer: Text(5000) })
export const SendBack = Seen.extend({ note: Text(1000) })
export const AnswerAtOnce = Seen.extend({ knownAnswerId: z.uuid(), note: z.string().trim().max(1000).optional() })
export const Pause = Seen.extend({ reason: z.enum(pauseReasons), note: Text(500) })
export const AskExtension = Seen.extend({ value: z.number().int().min(1).max(60), reason: Text(500) })
/** Grants what was asked; `note` is what the firm reads. */
export const Extend = Seen.extend({ note: Text(500) })
export const RefuseExtension = Seen.extend({ note: Text(500) })
export const Merge = Seen.extend({ intoNumber: Text(40) })
export const Close = Seen.extend({ outcome: z.enum(['solved', 'explained']), note: Text(500) })
export const AskSupporter = Seen.extend({ unitId: z.uuid(), task: Text(1000) })
export const ReplyAsSupporter = Seen.extend({ reply: Text(2000) })
/** Beside others, so without a version; `remarkId` is made by the page, so that a double click says nothing twice. */
export const AddRemark = z.object({ remarkId: z.uuid(), audience: z.enum(audiences), body: Text(2000) })
export type Seen = z.output<typeof Seen>
export type Noted = z.output<typeof Noted>
export type Refuse = z.output<typeof Refuse>
export type Dispatch = z.output<typeof Dispatch>
export type GiveBack = z.output<typeof GiveBack>
export type Contact = z.output<typeof Contact>
export type Plan = z.output<typeof Plan>
export type ProposeAnswer = z.output<typeof ProposeAnswer>
export type SendBack = z.output<typeof SendBack>
export type AnswerAtOnce = z.output<typeof AnswerAtOnce>
export type Pause = z.output<typeof Pause>
export type AskExtension = z.output<typeof AskExtension>
export type Extend = z.output<typeof Extend>
export type RefuseExtension = z.output<typeof RefuseExtension>
export type Merge = z.output<typeof Merge>
export type Close = z.output<typeof Close>
export type AskSupporter = z.output<typeof AskSupporter>
export type ReplyAsSupporter = z.output<typeof ReplyAsSupporter>
export type AddRemark = z.output<typeof AddRemark>

const Moved = z.object({ id: z.string(), state: z.enum(requestStates), version: z.number() })

/** A step in the life of a request. */
const step = <Body extends z.ZodType>(name: string, summary: string, body: Body) =>
  endpoint({ method: 'post', path: `/requests/:id/${name}`, summary, params: Id, body, answer: Moved })

export const requestsApi = {
  list: endpoint({
    method: 'get',
    path: '/requests',
    summary: 'Requests within the scope, what breaks next first',
    query: ListRequests,
    /** `total` is counted up to a thousand; `isMore` where there are more. */
    answer: RequestPage,
  }),
  topics: endpoint({ method: 'get', path: '/requests/topics', summary: 'Topics of requests', answer: z.array(Topic) }),
  get: endpoint({
    method: 'get',
    path: '/requests/:id',
    summary: 'One request with its clocks, words and timeline',
    params: Id,
    answer: RequestView,
  }),
  enter: endpoint({
    method: 'post',
    path: '/requests',
    summary: 'Enter up to four matters of one firm: each its own case, one receipt',
    body: EnterRequests,
    answer: Entered,
  }),
  suggestions: endpoint({
    method: 'get',
    path: '/requests/:id/suggestions',
    summary: 'Units a request might go to, each with its reason',
    params: Id,
    answer: z.array(Suggestion),
  }),
  knownAnswers: endpoint({
    method: 'get',
    path: '/requests/:id/known-answers',
    summary: 'Approved answers in force that fit a request',
    params: Id,
    answer: z.array(KnownAnswer),
  }),
  dispatchMany: endpoint({
    method: 'post',
    path: '/requests/dispatch',
    summary: 'Hand several requests to one unit; what fails is named, the rest is done',
    body: DispatchMany,
    answer: DispatchedMany,
  }),
  accept: step('accept', 'Take a request up', Seen),
  refuse: step('refuse', 'Do not take a request up, with a reason of the closed list and whose it is', Refuse),
  dispatch: step('dispatch', 'Hand a request to the unit that must answer it', Dispatch),
  sign: step('sign', 'Sign for a request: who signs handles it', Seen),
  giveBack: step('return', 'Give a request back to the desk with reason and suggestion', GiveBack),
  contact: step('contact', 'Write down that the firm was contacted', Contact),
  plan: step('plan', 'Say how and by when the request will be solved', Plan),
  proposeAnswer: step('propose-answer', 'Propose the answer to the firm', ProposeAnswer),
  approveAnswer: step('approve-answer', 'Approve the answer: the firm gets it', Seen),
  sendBackAnswer: step('send-back-answer', 'Send the answer back to its author', SendBack),
  answerAtOnce: step('answer-at-once', 'Answer at once from the approved answers: all clocks end', AnswerAtOnce),
  pause: step('pause', 'Let the clocks stand still; the firm is told why', Pause),
  resume: step('resume', 'Let the clocks run on', Seen),
  askExtension: step(
    'ask-extension',
    'Ask for more time for the end; the desk decides and the clock runs on',
    AskExtension,
  ),
  extend: step('extend', 'Grant the time that the unit asked for, before the end is due', Extend),
  refuseExtension: step('refuse-extension', 'Refuse the time that the unit asked for, with a reason', RefuseExtension),
  merge: step('merge', 'Merge a duplicate into an earlier request', Merge),
  withdraw: step('withdraw', 'Withdraw a request at the firm’s wish', Noted),
  close: step('close', 'Close an answered request as solved or explained, after the firm was called back', Close),
  redo: step('redo', 'Have it done again: a new round with new clocks', Noted),
  explainByLaw: step('explain-by-law', 'End a request as explained according to law, after it was done again', Noted),
  remark: step('remarks', 'Add words inside, or words to the firm', AddRemark),
  askSupporter: step('supporters', 'Ask another unit to help', AskSupporter),
  replyAsSupporter: step('support', 'Reply as a supporting unit', ReplyAsSupporter),
}
