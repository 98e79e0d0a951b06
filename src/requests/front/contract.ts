import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { AttachmentView } from '../attachments/contract.ts'
import { ClockView, KnownAnswer, Matter, RequestRow, Topic } from '../contract.ts'
import { outcomes, refusals, requestActions, requestKinds, requestStates } from '../rules.ts'
import { firmActions, promiseStates } from './rules.ts'

const Text = (most: number) => z.string().trim().min(1).max(most)

/** Asked only where a server serves several cities. */
const City = z
  .string()
  .regex(/^\d{6}$/)
  .max(6)
  .optional()
const InCity = z.object({ city: City })

/** A number of a receipt and its code: who knows both is the firm. Both are told apart by nobody: one wrong is as the other. */
const Receipt = InCity.extend({ number: Text(20), code: Text(40) })
export type Receipt = z.output<typeof Receipt>

const Phone = z
  .string()
  .trim()
  .regex(/^[0-9+() -]{5,30}$/)
  .max(30)

/** What a firm is offered while it fills in the form. */
export const FrontChoices = z.object({
  /** Each with the words under which it is found and its template. */
  topics: z.array(Topic),
  divisions: z.array(
    z.object({ code: z.string(), name: z.string(), nameEn: z.string(), parentCode: z.string().nullable() }),
  ),
  /** Units a complaint may be about, in official order. */
  units: z.array(z.object({ id: z.string(), name: z.string(), nameEn: z.string() })),
})
export type FrontChoices = z.output<typeof FrontChoices>

/** Words typed so far; `topicId` puts answers of that topic first. */
export const Typed = z.object({ text: Text(500), topicId: z.uuid().optional() })
export type Typed = z.output<typeof Typed>

/**
 * `isValid`: the check character fits. `firmName`: the registered name, where the city's registry has the firm; it is public
 * by law beside the code. Nothing else of a firm is told to somebody who is not signed in.
 */
export const FirmFound = z.object({ isValid: z.boolean(), firmName: z.string().nullable() })

export const FrontMatter = Matter.omit({ divisionCode: true })

/** What a firm sends from its phone. */
const Submission = InCity.extend({
  /** One for all matters: where the firm is. */
  divisionCode: Matter.shape.divisionCode,
  matters: z.array(FrontMatter).min(1).max(4),
  /** Made by the page, so that a second tap sends nothing twice: the same receipt comes back. */
  submissionId: z.uuid(),
})

export const SubmitAsVisitor = Submission.extend({
  /** Left out where the firm has none yet. */
  creditCode: z.string().trim().max(40).optional(),
  firmName: Text(100),
  contactName: Text(40),
  contactPhone: Phone,
  /** A field that people do not see and leave empty; what fills it is a machine. */
  website: z.string().max(200).optional(),
})
export type SubmitAsVisitor = z.output<typeof SubmitAsVisitor>

/** The firm is known from the session; a contact that is left out is the one last used by the account. */
export const SubmitAsFirm = Submission.omit({ city: true }).extend({
  contactName: Text(40).optional(),
  contactPhone: Phone.optional(),
})
export type SubmitAsFirm = z.output<typeof SubmitAsFirm>

/** What is handed over: one code for all matters, and by when somebody calls. */
export const Submitted = z.object({
  code: z.string(),
  /** The promised moment of the first call; null where the calendar does not reach that far yet. */
  contactBy: z.string().nullable(),
  requests: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      contactBy: z.string().nullable(),
      planBy: z.string().nullable(),
      finishBy: z.string().nullable(),
    }),
  ),
})
export type Submitted = z.output<typeof Submitted>

/** A promise as the firm reads it. */
export const PromiseView = z.object({
  name: z.enum(['contact', 'plan', 'finish']),
  round: z.number(),
  /**
   * `waiting`: the city's calendar does not reach that far yet; `met` in time, `late` kept too late, `overdue` not kept yet;
   * `dropped`: the matter fell away before it was due.
   */
  state: z.enum(promiseStates),
  dueAt: z.string().nullable(),
  metAt: z.string().nullable(),
  limit: ClockView.shape.limit,
  pausedReason: ClockView.shape.pausedReason,
  pausedShare: z.number(),
  /** More time that was granted, in the unit of the promise. */
  extendedBy: z.number(),
})
export type PromiseView = z.output<typeof PromiseView>

/** A request as the firm reads it that holds its number and code. No contact stands in it: who holds the code gave it. */
export const Followed = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  kind: z.enum(requestKinds),
  topic: z.object({ name: z.string(), nameEn: z.string() }),
  title: z.string(),
  body: z.string(),
  firmName: z.string(),
  state: z.enum(requestStates),
  outcome: z.enum(outcomes).nullable(),
  round: z.number(),
  registeredAt: z.string(),
  closedAt: z.string().nullable(),
  /** Who deals with it now: the lead unit, or the desk before there is one. `phone` is the office's; null where none is kept. */
  handledBy: z.object({
    unit: z.object({ name: z.string(), nameEn: z.string() }).nullable(),
    /** Who signed for it. */
    person: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  /** Promises of this round, in order; those of earlier rounds after them. */
  promises: z.array(PromiseView),
  contactedAt: z.string().nullable(),
  /** What the firm says to the first contact: `claimed` until it confirms or denies; null before one. */
  contactWord: z.enum(['claimed', 'confirmed', 'denied']).nullable(),
  plan: z.string().nullable(),
  answer: z.string().nullable(),
  answerBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  refusal: z.enum(refusals).nullable(),
  refusalNote: z.string().nullable(),
  /** Number of the request that goes on for this one. */
  mergedInto: z.string().nullable(),
  /** Words to the firm and of the firm, the first first. */
  remarks: z.array(
    z.object({
      id: z.string(),
      from: z.enum(['firm', 'city']),
      occasion: z.enum(requestActions),
      reason: z.string().nullable(),
      body: z.string(),
      authorName: z.string(),
      at: z.string(),
    }),
  ),
  attachments: z.array(AttachmentView),
  /** What happened, as `requests.timeline.<kind>` says it. */
  timeline: z.array(
    z.object({ at: z.string(), kind: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  /** What the firm may do now. */
  may: z.array(z.enum(firmActions)),
  /** The desk wrote it down and calls for a rating: a code that went through its hands does not rate. */
  isToBeCalled: z.boolean(),
  /** Other matters of the same receipt; the same code opens them. */
  others: z.array(z.object({ number: z.string(), title: z.string(), state: z.enum(requestStates) })),
})
export type Followed = z.output<typeof Followed>

const Moved = z.object({ number: z.string(), state: z.enum(requestStates), version: z.number() })

/** `remarkId` is made by the page, so that a second tap says nothing twice. */
export const AddWords = z.object({ remarkId: z.uuid(), body: Text(2000) })
export const GiveWord = z.object({
  version: z.number().int().positive(),
  word: z.enum(['confirmed', 'denied']),
  note: z.string().trim().max(500).optional(),
})
export type GiveWord = z.output<typeof GiveWord>
export const Withdraw = z.object({ version: z.number().int().positive(), note: Text(500) })

/** What is known of a firm's account, to be filled in. The phone is masked; left out of a submission, it is used whole. */
export const MyFirm = z.object({
  firmName: z.string(),
  creditCode: z.string().nullable(),
  /** Where the firm is registered. */
  divisionCode: z.string(),
  /** Of the last request that this account sent; null where there is none. */
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
})
export type MyFirm = z.output<typeof MyFirm>

/** Requests of the firm itself that speak of the same, and approved answers that all may read. */
export const Similar = z.object({
  requests: z.array(RequestRow.pick({ id: true, number: true, title: true, state: true, registeredAt: true })),
  answers: z.array(KnownAnswer),
})

export const frontApi = {
  choices: endpoint({
    method: 'get',
    path: '/front/choices',
    summary: 'Topics with templates, divisions and units, for the form of a firm',
    query: InCity,
    answer: FrontChoices,
  }),
  knownAnswers: endpoint({
    method: 'post',
    path: '/front/known-answers',
    summary: 'Approved public answers in force that fit what was typed, the best first, at most five',
    reads: true,
    body: InCity.extend(Typed.shape),
    answer: z.array(KnownAnswer),
  }),
  firm: endpoint({
    method: 'post',
    path: '/front/firm',
    isFront: true,
    summary: 'Whether a credit code is one, and the registered name of the firm',
    body: InCity.extend({ creditCode: Text(40) }),
    answer: FirmFound,
  }),
  submit: endpoint({
    method: 'post',
    path: '/front/submissions',
    isFront: true,
    summary: 'Send up to four matters without an account: each its own case, one receipt. Files follow one by one',
    body: SubmitAsVisitor,
    answer: Submitted,
  }),
  follow: endpoint({
    method: 'post',
    path: '/front/followed',
    isFront: true,
    summary: 'How a request stands, for who holds number and code',
    body: Receipt,
    answer: Followed,
  }),
  addWords: endpoint({
    method: 'post',
    path: '/front/remarks',
    isFront: true,
    summary: 'Add words to a request, by number and code',
    body: Receipt.extend(AddWords.shape),
    answer: Moved,
  }),
  giveWord: endpoint({
    method: 'post',
    path: '/front/contact-word',
    isFront: true,
    summary: 'Confirm or deny that somebody contacted the firm, by number and code',
    body: Receipt.extend(GiveWord.shape),
    answer: Moved,
  }),
  withdraw: endpoint({
    method: 'post',
    path: '/front/withdrawals',
    isFront: true,
    summary: 'Withdraw a request, by number and code',
    body: Receipt.extend(Withdraw.shape),
    answer: Moved,
  }),
  attach: endpoint({
    method: 'post',
    path: '/front/attachments',
    isFront: true,
    summary: 'Add a file to a request, by number and code',
    form: true,
    body: Receipt.extend({ attachmentId: z.uuid() }),
    answer: AttachmentView,
  }),
  download: endpoint({
    method: 'post',
    path: '/front/attachments/file',
    summary: 'A file of a request, by number and code',
    reads: true,
    body: Receipt.extend({ attachmentId: z.uuid() }),
    answer: 'application/octet-stream',
  }),
  myFirm: endpoint({
    method: 'get',
    path: '/front/my-firm',
    summary: 'What is known of the firm of the account, to be filled in',
    answer: MyFirm,
  }),
  followOwn: endpoint({
    method: 'get',
    path: '/front/my-requests/:id',
    summary: 'How a request of the own firm stands, as who holds its number and code reads it',
    params: z.object({ id: z.uuid() }),
    answer: Followed,
  }),
  submitAsFirm: endpoint({
    method: 'post',
    path: '/front/my-submissions',
    summary: 'Send up to four matters of the own firm: each its own case, one receipt',
    body: SubmitAsFirm,
    answer: Submitted,
  }),
  similar: endpoint({
    method: 'post',
    path: '/front/my-similar',
    summary: 'Earlier requests of the own firm and public answers that fit what was typed',
    reads: true,
    body: Typed,
    answer: Similar,
  }),
  giveWordAsFirm: endpoint({
    method: 'post',
    path: '/requests/:id/contact-word',
    summary: 'Confirm or deny that somebody contacted the own firm',
    params: z.object({ id: z.uuid() }),
    body: GiveWord,
    answer: z.object({ id: z.string(), state: z.enum(requestStates), version: z.number() }),
  }),
}
