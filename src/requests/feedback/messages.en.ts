import type { zh } from './messages.zh.ts'

/** Words of ratings and call-backs. */
export const en = {
  'requests.ratedBefore':
    'This answer to {number} has been rated already; each answer is rated once. A new answer can be rated again.',
  'requests.cannotRate':
    '{number} was withdrawn, merged or explained according to law, so there is no answer to rate. If something is new, send a new request.',
  'requests.tooLateToRate':
    '{number} was closed more than {days} days ago and cannot be rated any more. If something is new, send a new request.',
  'requests.calledBefore': 'The firm of {number} has been reached in this round; no further call-back is needed.',
  'requests.calledJustNow': 'Somebody called a moment ago without an answer. Wait at least {minutes} minutes.',
  'requests.saidMissing': 'The firm was reached: say how satisfied it is and whether the matter is solved.',
  'requests.notCalledBack':
    'Nobody has heard yet what the firm of {number} says, so it cannot be closed. Call it back first; after {times} calls without an answer, or once the firm has rated, it can be closed.',
  'requests.ratingLevel.5': 'very satisfied',
  'requests.ratingLevel.4': 'satisfied',
  'requests.ratingLevel.3': 'fairly satisfied',
  'requests.ratingLevel.2': 'dissatisfied',
  'requests.ratingLevel.1': 'very dissatisfied',
  'requests.ratingSource.firm': 'rated by the firm',
  'requests.ratingSource.call-back': 'rated when called back',
  'requests.timeline.request-rated': 'Rated the answer of round {round}',
  'requests.timeline.request-called-back': 'Called the firm back, attempt {attempt}',
  'action.requests.list-call-backs': 'see firms to be called back',
  'action.requests.feedback': 'see ratings and call-backs',
  'action.requests.rate': 'rate the answer (own firm, once each round)',
  'action.requests.rate-by-code': 'rate the answer by number and code',
  'action.requests.call-back': 'write down a call-back (not by who handled it)',
  'action.request-rated': 'rated an answer',
  'action.request-called-back': 'called a firm back',
} as const satisfies Record<keyof typeof zh, string>
