import type { zh } from './messages.zh.ts'

export const en = {
  'requests.timeline.request-escalated': 'escalated to the {level} ({because}{clock})',
  'requests.because.due-soon': 'due soon',
  'requests.because.overdue': 'overdue: ',
  'requests.because.unsatisfied': 'the firm is not satisfied',
  'requests.level.1': 'head of the unit',
  'requests.level.2': 'head of the bureau and supervision',
  'requests.level.3': 'city leader in charge',
  'requests.page.escalated.1': 'Escalated to the head of the unit',
  'requests.page.escalated.2': 'Escalated to the head of the bureau',
  'requests.page.escalated.3': 'Escalated to the city leader in charge',
  'action.request-escalated': 'escalated a request',
  'alerts.request-dispatched':
    'The new request {number} was dispatched to your unit; its next promise is due {dueAt}. Please sign for it.',
  'alerts.request-dispatched-open': 'The new request {number} was dispatched to your unit. Please sign for it.',
  'alerts.request-extension-asked': 'The unit asks for more time for request {number}. Please decide before it is due.',
  'alerts.request-due-soon': 'The promise “{clockWord}” of request {number} is due {dueAt} and not kept yet.',
  'alerts.request-overdue':
    'The promise “{clockWord}” of request {number} was due {dueAt} and is overdue. Please look into it.',
  'alerts.request-unsatisfied': 'The firm is not satisfied with the answer to request {number}. Please look into it.',
} satisfies Record<keyof typeof zh, string>
