import type { zh } from './messages.zh.ts'

export const en = {
  'approvals.noSuch': 'There is no such proposal, or you may not see it. Open it again from the list.',
  'approvals.ownProposal':
    'You made this proposal yourself (with this or another account of yours), so a second person must decide it. Wait, or take it back.',
  'approvals.aboutYourself':
    'This proposal is about your own account, so you cannot decide it. Another person who may decide such must do it.',
  'approvals.noteNeeded': 'Say why you do not agree, so that it can be corrected and proposed again.',
  'approvals.closed':
    'This proposal was dealt with by {name} on {day} and cannot be decided again. Load the list again.',
  'approvals.expired':
    'This proposal ran out on {day} (nobody decided it within {days} days). If it is still needed, it must be proposed again.',
  'approvals.state.waiting': 'Waiting',
  'approvals.state.approved': 'Agreed',
  'approvals.state.refused': 'Not agreed',
  'approvals.state.withdrawn': 'Taken back',
  'approvals.state.expired': 'Ran out',
} as const satisfies Record<keyof typeof zh, string>
