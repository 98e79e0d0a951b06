/** What a firm may do with its request by number and code. `rate` is answered by the part `feedback`. */
export const firmActions = ['remark', 'attach', 'contact-word', 'withdraw', 'rate'] as const
export type FirmAction = (typeof firmActions)[number]

/** How a promise stands, in the firm's words. */
export const promiseStates = ['running', 'overdue', 'met', 'late', 'paused', 'waiting', 'dropped'] as const
export type PromiseState = (typeof promiseStates)[number]
