import type { zh } from './messages.zh.ts'

/** Words of shifts. */
export const en = {
  'action.requests.shift': 'see the shift',
  'action.requests.give-shift': 'hand the shift over',
  'action.requests.take-shift': 'take the shift over',
  'action.request-shift-given': 'shift handed over',
  'action.request-shift-taken': 'shift taken over',
  'requests.noShift': 'There is no such hand-over, or it does not belong to your post.',
  'requests.shiftTaken': '{name} has taken this shift over already; there is nothing left to take.',
} satisfies Record<keyof typeof zh, string>
