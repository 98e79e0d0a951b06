import type { zh } from './messages.zh.ts'

export const en = {
  'requests.opening.reviewLater':
    'The secrecy review cannot be later than today ({today}). Enter the day on which it was finished.',
  'requests.opening.openBefore':
    'The open page is open already, so there is nothing to propose. To name another review, shut it first and propose again.',
  'requests.opening.shutBefore': 'The open page is not open, so there is nothing to shut. Load this page again.',
  'requests.opening.said': 'Open the public page about requests',
  'requests.opening.said.review': 'Secrecy review: {name}, {day}',
  'requests.opening.said.note': 'Found: {note}',
  'action.requests.open-page': 'see the open page',
  'action.requests.open-answers': 'look for answers on the open page',
  'action.requests.opening': 'see whether the open page is open',
  'action.requests.opening-preview': 'preview the open page',
  'action.requests.propose-opening': 'propose to open the public page',
  'action.requests.shut-opening': 'shut the open page',
  'action.open-page-opened': 'open the public page',
  'action.open-page-shut': 'shut the public page',
} satisfies Record<keyof typeof zh, string>
