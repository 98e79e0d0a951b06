/** When a proposal may still be decided. Runs in the browser too. */

/** `expired` is not stored: it is a waiting proposal whose time is over. */
export const approvalStates = ['waiting', 'approved', 'refused', 'withdrawn', 'expired'] as const
export type ApprovalState = (typeof approvalStates)[number]

/** A proposal waits so long; what was right a month ago need not be right now. */
export const waitingDays = 14
