import type { zh } from './messages.zh.ts'

export const en = {
  'requests.bulletin.none':
    'There is no such bulletin, or it is not approved yet. Go in again from the list of bulletins.',
  'requests.bulletin.monthOpen':
    'This month is not closed, so there is no bulletin of it yet. Close it first in the monthly check.',
  'requests.bulletin.draftedBefore':
    'Somebody has drafted the bulletin of this month already. Load the page again and change that draft.',
  'requests.bulletin.approvedBefore':
    '{name} has approved this bulletin, so it cannot be changed. If something is wrong, add a correction in the monthly check.',
  'requests.bulletin.waits':
    'This bulletin waits for a second person, so it cannot be changed or sent again now. To change it, take the proposal back first.',
  'requests.bulletin.changedSince':
    'The draft was changed after it was sent for approval, so this no longer counts. Ask who drafted it to send it again.',
  'requests.bulletin.notApproved':
    'This bulletin is not approved, so there is no final paper. Download the draft, or wait for the approval.',
  'requests.bulletin.beingWritten':
    'The bulletin is approved and its final paper is being written. Download it in a minute.',
  'requests.bulletin.said': 'Approve the bulletin of {month} about enterprise requests',
  'requests.bulletin.said.by': 'Drafted by {name}',
  'requests.bulletin.said.internal': 'For the units, not for the public',
  'requests.bulletin.said.public': 'For the public; small numbers are left out',
  'requests.bulletin.said.words': 'What the office asks for: {text}',
  'requests.bulletin.said.read':
    'Download the draft on the page of bulletins and check it first: these very contents are issued.',
  'action.bulletin-drafted': 'Drafted a monthly bulletin',
  'action.bulletin-revised': 'Changed the draft of a monthly bulletin',
  'action.bulletin-approved': 'Approved a monthly bulletin',
  'action.bulletin-written': 'Wrote the final paper of a monthly bulletin',
  'action.requests.bulletins': 'Look at the monthly bulletins',
  'action.requests.draft-bulletin': 'Draft a monthly bulletin',
  'action.requests.revise-bulletin': 'Change the draft of a monthly bulletin',
  'action.requests.propose-bulletin': 'Send a monthly bulletin for approval',
  'action.requests.approve-bulletin': 'Approve a monthly bulletin',
  'action.requests.bulletin-draft': 'Download the draft of a monthly bulletin',
  'action.requests.bulletin': 'Download a monthly bulletin',
} satisfies Record<keyof typeof zh, string>
