import type { zh } from './messages.zh.ts'

export const en = {
  'platform.keys.unknown':
    'The API key is missing, wrong, expired or revoked. Send a valid key as a Bearer token in the Authorization header.',
  'platform.keys.onlyRest': 'An API key opens the addresses under /api/v1 only. Sign in for everything else.',
  'platform.keys.notPermitted': 'This key may not do that. Ask the city’s system administrator for one that may.',
  'platform.keys.noSuch': 'There is no such key. Reload the list.',
  'platform.keys.cannotIssue':
    'This key was made before, or has been revoked or has expired. A key is shown once; if it is lost, revoke it and ask for another.',
  'platform.keys.term': 'The last day must be within {days} days from today.',
  'apiKeys.said': 'Open an API key for {name} ({system})',
  'apiKeys.said.until': 'Valid until {day}',
  'apiKeys.permission.requests:submit': 'Submit requests',
  'apiKeys.permission.requests:read-state': 'Read state and answer of the requests it submitted',
  'apiKeys.permission.requests:add-words': 'Add words to the requests it submitted',
  'action.apiKeys.list': 'look at API keys',
  'action.apiKeys.propose': 'ask for an API key',
  'action.apiKeys.issue': 'make an API key',
  'action.apiKeys.revoke': 'revoke an API key',
  'action.api-key-agreed': 'agreed to an API key',
  'action.api-key-issued': 'made an API key',
  'action.api-key-revoked': 'revoked an API key',
} as const satisfies Record<keyof typeof zh, string>
