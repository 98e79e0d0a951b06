import type { zh } from './messages.zh.ts'

export const en = {
  'action.organisations.duty': 'look at a duty roster',
  'action.organisations.set-duty': 'set a duty roster',
  'action.duty-roster-set': 'set the duty roster',
  'duty.notOfUnit':
    'Only people with a post in this unit or below it can be on its roster. Choose another, or ask the system administrator to give this person an account and a post.',
} satisfies Record<keyof typeof zh, string>
