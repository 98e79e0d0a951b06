import { createHash } from 'node:crypto'

/** What goes back: an answer that says the same is not sent again. */
export const answerHash = (sent: {
  answer: string | null
  answeredAt: string | null
  outcome: string | null
}): string =>
  createHash('sha256')
    .update(JSON.stringify([sent.answer, sent.answeredAt && Date.parse(sent.answeredAt), sent.outcome]))
    .digest('hex')
