import type { zh } from './messages.zh.ts'

export const en = {
  'platform.hooks.noSuch': 'There is no such web hook. Reload the list.',
  'platform.hooks.noDelivery': 'There is no such delivery. Reload the list.',
  'platform.hooks.ended': 'This web hook has ended. Ask for another if it is still needed.',
  'platform.hooks.notActive': 'This web hook is not active. Let it go on first.',
  'platform.hooks.kind': 'There are no events of the kind {kind}. Choose from the list.',
  'platform.hooks.address.form': 'This is no address of a web hook. Give it in full, without user name, password or #.',
  'platform.hooks.address.https': 'The address must begin with https://.',
  'platform.hooks.address.inside':
    'This address lies in the inner network. If it must be called, the operator opens its network in DAQIAO_HOOK_NETWORKS.',
  'webHooks.said': 'Tell {name} what happens: {url}',
  'webHooks.said.kind': 'Told: {kind}',
  'alerts.web-hook-stopped':
    'The web hook {number} failed {failures} times in a row and was stopped. What happens meanwhile waits; check the other system and let it go on.',
  'action.webHooks.list': 'look at web hooks',
  'action.webHooks.propose': 'ask for a web hook',
  'action.webHooks.secret': 'change the secret of a web hook',
  'action.webHooks.resume': 'let a web hook go on',
  'action.webHooks.end': 'end a web hook',
  'action.webHooks.deliveries': 'look at deliveries of a web hook',
  'action.webHooks.sendAgain': 'send a delivery again',
  'action.web-hook-agreed': 'agreed to a web hook',
  'action.web-hook-secret-changed': 'changed the secret of a web hook',
  'action.web-hook-stopped': 'stopped a web hook that failed',
  'action.web-hook-resumed': 'let a web hook go on',
  'action.web-hook-ended': 'ended a web hook',
} as const satisfies Record<keyof typeof zh, string>
