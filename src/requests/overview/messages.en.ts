import type { zh } from './messages.zh.ts'

/** Words of the board and the load. */
export const en = {
  'action.requests.board': 'see the board of requests',
  'action.requests.load': 'see the load of requests',
} satisfies Record<keyof typeof zh, string>
