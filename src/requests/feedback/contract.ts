import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { requestStates } from '../rules.ts'
import { ratingSources } from './rules.ts'

const Id = z.object({ id: z.uuid() })
const Version = z.number().int().positive()
const Words = (most: number) => z.string().trim().max(most)
const UnitRef = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })
const City = z
  .string()
  .regex(/^\d{6}$/)
  .max(6)

/** 5 very satisfied … 1 very dissatisfied, and whether the matter is solved. */
const Said = z.object({
  level: z.number().int().min(1).max(5),
  isSolved: z.boolean(),
  words: Words(500).optional(),
})

/** A rating by the firm. `round`: the answer that it read; a later one is not rated by an old page. */
export const Rate = Said.extend({ round: z.number().int().min(1).max(1000) })
export type Rate = z.output<typeof Rate>

export const RateByCode = Rate.extend({
  number: z.string().trim().min(1).max(20),
  code: z.string().trim().min(1).max(40),
  /** Asked only where a server serves several cities. */
  city: City.optional(),
})
export type RateByCode = z.output<typeof RateByCode>

/** An attempt to call a firm back. Who reached it writes down what it said and may close the case in the same step. */
export const CallBack = z.discriminatedUnion('isReached', [
  z.object({ isReached: z.literal(false), version: Version, note: Words(500).optional() }),
  z.object({
    isReached: z.literal(true),
    version: Version,
    note: Words(500).optional(),
    /** Left out where the firm rated this round itself. */
    said: Said.optional(),
    /** Left out: the case stays answered. Not heeded where what was said has it done again. */
    closeAs: z.enum(['solved', 'explained']).optional(),
  }),
])
export type CallBack = z.output<typeof CallBack>

export const RatingView = Said.extend({
  round: z.number(),
  words: z.string().nullable(),
  source: z.enum(ratingSources),
  at: z.string(),
})
export type RatingView = z.output<typeof RatingView>

/** What a firm said of a request, for the desk, supervision, leaders and the firm itself; units have rates alone. */
export const FeedbackView = z.object({
  /** The newest round first. */
  ratings: z.array(RatingView),
  /** The newest first; none for the firm. */
  callBacks: z.array(
    z.object({
      round: z.number(),
      attempt: z.number(),
      isReached: z.boolean(),
      note: z.string().nullable(),
      calledByName: z.string(),
      at: z.string(),
    }),
  ),
  /** Whether this round can still be rated by the firm; `rateToOn`: until when, null while the case is not closed. */
  canBeRated: z.boolean(),
  rateToOn: z.string().nullable(),
  /** So many attempts without an answer are enough to close. */
  attemptsNeeded: z.number(),
  /** Whoever reads this wrote the request down: another one calls the firm back. */
  isCalledByAnother: z.boolean(),
})
export type FeedbackView = z.output<typeof FeedbackView>

/** A firm to be called back. No contact stands in it: the number is in the case, where its look is written down. */
export const CallBackRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  firmName: z.string(),
  divisionCode: z.string(),
  leadUnit: UnitRef.nullable(),
  round: z.number(),
  answeredAt: z.string(),
  /** Attempts in this round so far, all without an answer. */
  attempts: z.number(),
  lastAttemptAt: z.string().nullable(),
  version: z.number(),
})
export type CallBackRow = z.output<typeof CallBackRow>

const Moved = z.object({ id: z.string(), state: z.enum(requestStates), version: z.number() })

export const feedbackApi = {
  callBacks: endpoint({
    method: 'get',
    path: '/requests/call-backs',
    summary: 'Firms to be called back, who waits longest first; nobody is offered what they or their unit answered',
    query: z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
    answer: z.object({
      rows: z.array(CallBackRow),
      total: z.number(),
      pageSize: z.number(),
      attemptsNeeded: z.number(),
    }),
  }),
  feedback: endpoint({
    method: 'get',
    path: '/requests/:id/feedback',
    summary: 'Ratings and call-backs of a request',
    params: Id,
    answer: FeedbackView,
  }),
  rate: endpoint({
    method: 'post',
    path: '/requests/:id/rating',
    summary: 'Rate the answer as the firm, once each round; an unsatisfied firm has it done again',
    params: Id,
    body: Rate,
    answer: Moved,
  }),
  rateByCode: endpoint({
    method: 'post',
    path: '/front/ratings',
    isFront: true,
    summary: 'Rate the answer by number and code, once each round',
    body: RateByCode,
    answer: Moved.omit({ id: true }).extend({ number: z.string() }),
  }),
  callBack: endpoint({
    method: 'post',
    path: '/requests/:id/call-backs',
    summary: 'Write down that a firm was called back, and what it said',
    params: Id,
    body: CallBack,
    answer: Moved,
  }),
}
