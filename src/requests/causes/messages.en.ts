import type { zh } from './messages.zh.ts'

/** Words of root causes. */
export const en = {
  'requests.noCause': 'There is no such root cause, or it is outside your scope. Choose another one from the list.',
  'requests.noMeasures': 'Nothing is written of what was done, so the cause cannot be done. Write the measures first.',
  'requests.doneTomorrow': 'The day on which it was done cannot be later than today.',
  'requests.causeEffect.too-early': 'done less than 30 days ago: too early to tell',
  'requests.causeEffect.none': 'no request since it was done',
  'requests.causeEffect.fewer': 'fewer requests since it was done',
  'requests.causeEffect.not-fewer': 'not fewer requests since it was done',
  'requests.timeline.request-tied': 'Tied to the root cause: {title}',
  'requests.timeline.request-untied': 'Taken off the root cause: {title}',
  'action.requests.list-causes': 'see root causes',
  'action.requests.get-cause': 'see a root cause',
  'action.requests.make-cause': 'name a root cause',
  'action.requests.keep-cause': 'change owner, day and measures of a root cause',
  'action.requests.tie': 'tie requests to a root cause',
  'action.requests.untie': 'take requests off a root cause',
  'action.request-cause-named': 'named a root cause',
  'action.request-cause-kept': 'changed a root cause',
  'action.request-cause-done': 'finished the measures of a root cause',
  'action.request-tied': 'tied a request to a root cause',
  'action.request-untied': 'took a request off a root cause',
} as const satisfies Record<keyof typeof zh, string>
