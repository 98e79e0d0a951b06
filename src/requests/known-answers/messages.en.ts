import type { zh } from './messages.zh.ts'

/** Words of approved answers. */
export const en = {
  'alerts.known-answer-expires': 'The answer “{question}” runs out on {validToOn}. Renew it, or let it end.',
  'requests.known.noSuch': 'There is no such approved answer. Choose another one from the list.',
  'requests.known.noProposal':
    'There is no such proposed answer, or it is outside your scope. Choose another one from the list.',
  'requests.known.past': 'The last day has passed already. Choose today or a later day.',
  'requests.known.tooFar': 'An answer holds for a year at most and can be renewed. Choose a day within a year.',
  'requests.known.givesAway':
    'The words give away a firm or a person (name, contact, telephone, credit code, request number). Take them out and send it again.',
  'requests.known.noConsent':
    '{number} cannot be turned into an approved answer: it must be closed with an answer, and the firm must have agreed. Choose another one, or write a new answer.',
  'requests.known.ended': 'This answer has ended, so it cannot be changed. Propose a new one if you need it.',
  'requests.known.beingRenewed': 'A renewal of this answer already waits for approval. Nothing more is needed.',
  'requests.known.decided': 'This answer has been decided already. Reload the list to see it.',
  'requests.known.own': 'You proposed this answer, so somebody else must decide. Ask a colleague to look at it.',
  'action.requests.list-known-answers': 'see approved answers',
  'action.requests.list-answer-proposals': 'see answers that wait for approval (units: their own)',
  'action.requests.propose-known-answer': 'propose an answer or its renewal (units: their own)',
  'action.requests.approve-known-answer': 'approve an answer (not who proposed it)',
  'action.requests.decline-known-answer': 'decline an answer (not who proposed it)',
  'action.requests.end-known-answer': 'end an approved answer early (units: their own)',
  'action.request-known-answer-proposed': 'proposed an answer',
  'action.request-known-answer-approved': 'approved an answer',
  'action.request-known-answer-declined': 'declined an answer',
  'action.request-known-answer-ended': 'ended an approved answer early',
} as const satisfies Record<keyof typeof zh, string>
