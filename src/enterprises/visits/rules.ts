export const visitStates = ['planned', 'done', 'cancelled'] as const
/** What comes out of a visit: a problem that becomes a request, a promise to the firm, a follow-up of one's own. */
export const outcomeKinds = ['problem', 'promise', 'follow-up'] as const
export const outcomeStates = ['open', 'done', 'dropped'] as const
