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
  'action.approvals.list': 'see proposals that need a second person',
  'action.approvals.count': 'see how many proposals wait',
  'action.approvals.get': 'see a proposal',
  'action.approvals.propose': 'propose what needs a second person',
  'action.approvals.decide': 'decide a proposal',
  'action.approvals.withdraw': 'take a proposal back',
  'action.approval-proposed': 'proposed what needs a second person',
  'action.approval-approved': 'agreed to a proposal',
  'action.approval-refused': 'did not agree to a proposal',
  'action.approval-withdrawn': 'took a proposal back',
} as const satisfies Record<keyof typeof zh, string>
