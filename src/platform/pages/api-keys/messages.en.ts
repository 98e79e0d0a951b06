import type { zh } from './messages.zh.ts'

export const en = {
  'apiKeys.page': 'API keys',
  'apiKeys.page.lead':
    'Other systems submit and follow requests with a key. The security administrator agrees to each; a key is shown once, when it is made.',
  'apiKeys.page.new': 'Ask for a key',
  'apiKeys.page.none': 'No other system is connected yet',
  'apiKeys.page.none.next':
    'When a system such as the enterprise service platform is to submit requests, ask for its key here. Make it on this page once the security administrator has agreed.',
  'apiKeys.page.none.agree':
    'When the system administrator asks for a key, it waits for your decision under “Approvals”.',
  'apiKeys.page.state.agreed': 'Agreed, to be made',
  'apiKeys.page.state.active': 'In use',
  'apiKeys.page.state.expired': 'Expired',
  'apiKeys.page.state.revoked': 'Revoked',
  'apiKeys.page.system': 'Short name of the system',
  'apiKeys.page.permissions': 'Permissions',
  'apiKeys.page.and': '; ',
  'apiKeys.page.expiresOn': 'Last day',
  'apiKeys.page.start': 'Begins with',
  'apiKeys.page.lastUsed': 'Last used',
  'apiKeys.page.never': 'Not used yet',
  'apiKeys.page.agreed': 'Opened',
  'apiKeys.page.agreedBy': '{asked} asked, {agreed} agreed on {moment}',
  'apiKeys.page.makeHint': 'Make it when you are ready to hand it over: it is shown once.',
  'apiKeys.page.make': 'Make the key',
  'apiKeys.page.keyOf': 'Key of {name}',
  'apiKeys.page.once':
    'This key is shown only now. Copy it and hand it to the person in charge of the other system by a safe way. If it is lost, revoke it and ask for another.',
  'apiKeys.page.revoke': 'Revoke',
  'apiKeys.page.revokeOne': 'Revoke the key of {name}',
  'apiKeys.page.revokeQuestion': 'Revoke the key of {name}?',
  'apiKeys.page.revokeConsequence':
    'It ends at once and cannot be brought back. The other system has to ask for another.',
  'apiKeys.page.ended': 'Keys that have ended',
  'apiKeys.page.expiredOn': 'Expired on {day}',
  'apiKeys.page.revokedBy': 'Revoked by {name} on {moment}',
  'apiKeys.new.lead': 'The security administrator decides; the key can be made once they have agreed.',
  'apiKeys.new.send': 'Send for approval',
  'apiKeys.new.name': 'What for',
  'apiKeys.new.nameHint': 'For example: enterprise service platform of the city',
  'apiKeys.new.nameNeeded': 'Say what it is for, in two characters or more.',
  'apiKeys.new.systemHint':
    'A small letter first, then small letters, digits and hyphens. All keys of a system see the same requests.',
  'apiKeys.new.systemNeeded': 'Begin with a small letter; 2 to 30 small letters, digits or hyphens.',
  'apiKeys.new.permissionsNeeded': 'Choose one permission at least.',
  'apiKeys.new.expiresHint': 'At most {days} days; it then ends by itself.',
  'apiKeys.new.expiresNeeded': 'Choose its last day.',
  'apiKeys.new.reason': 'Reason',
  'apiKeys.new.reasonHint': 'Who is in charge of the other system, and on what ground; shown to who decides.',
  'apiKeys.new.reasonNeeded': 'Give a reason.',
} as const satisfies Record<keyof typeof zh, string>
