import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** Name of the rule, as `rules/feedback.yaml` ships it. */
export const feedbackRule = 'requests/feedback'

/** The rule `requests/feedback`. */
export const FeedbackRule = z.strictObject({
  rateWithinDays: z.int().min(1).max(366),
  redoAtOrBelowLevel: z.int().min(1).max(4),
  callBackAttempts: z.int().min(1).max(20),
  minutesBetweenAttempts: z.int().min(0).max(10_080),
  reopenedWithinDays: z.int().min(1).max(366),
})
export type FeedbackRule = z.output<typeof FeedbackRule>

/** Who wrote the rating down: the firm itself, or the desk that called it. */
export const ratingSources = ['firm', 'call-back'] as const
export const ratingLevels = [5, 4, 3, 2, 1] as const

export interface Said {
  level: number
  isSolved: boolean
}

/** Whether what a firm says has its request done again: it is not satisfied, or the matter is not solved. */
export const isRedone = ({ level, isSolved }: Said, { redoAtOrBelowLevel }: FeedbackRule): boolean =>
  !isSolved || level <= redoAtOrBelowLevel

/** What is known of a round when its case is to be closed. */
export interface RoundHeard {
  isRated: boolean
  isReached: boolean
  /** Without an answer. */
  attempts: number
}

/** A case is closed when the firm was heard, or was called in vain as often as the rule says. */
export const mayClose = ({ isRated, isReached, attempts }: RoundHeard, { callBackAttempts }: FeedbackRule): boolean =>
  isRated || isReached || attempts >= callBackAttempts

export interface Rateable {
  /** Answered, or closed after an answer. */
  isAnswered: boolean
  /** Withdrawn, merged or explained according to law: there is no answer that a rating could change. */
  isOver: boolean
  closedOn: Temporal.PlainDate | null
}

/** Last day on which a closed request is rated. */
export const lastDayToRate = (closedOn: Temporal.PlainDate, { rateWithinDays }: FeedbackRule): Temporal.PlainDate =>
  closedOn.add({ days: rateWithinDays })

/** Whether an answer may be rated on a day: from the answer on, until so many days after the case was closed. */
export const isRateable = ({ isAnswered, isOver, closedOn }: Rateable, today: Temporal.PlainDate, rule: FeedbackRule) =>
  isAnswered && !isOver && (closedOn === null || Temporal.PlainDate.compare(today, lastDayToRate(closedOn, rule)) <= 0)
