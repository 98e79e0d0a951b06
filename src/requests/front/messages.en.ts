import type { zh } from './messages.zh.ts'

export const en = {
  'requests.front.noReceipt':
    'Nothing found: number and code do not belong together. Type them again as the receipt shows them; if it is lost, call the request desk.',
  'requests.front.machine':
    'This form looks as if a program had filled it in, and was not sent. Empty the hidden field and try again, or call the request desk.',
  'requests.front.tooMany':
    'From this telephone number {most} requests were sent within a day, so no more can be sent today. Send it tomorrow, or call the request desk.',
  'requests.front.tooManyHere':
    'Too many requests were sent from your network within a day, so no more can be sent from it today. Send it tomorrow, call the request desk, or sign in with the account of your firm.',
  'requests.front.contactNeeded': 'Give a name and a telephone number, so that somebody can call you.',
  'requests.front.noFirm':
    'Your account belongs to no firm yet, so nothing can be sent in its name. Ask the enterprise service office.',
  'requests.front.noContactYet': 'Nobody has noted a call to you yet, so there is nothing to confirm.',
  'requests.front.wordGiven': 'You have already said whether you were contacted. Add words if something is new.',
  'requests.timeline.request-contact-word': 'The firm said whether it was contacted',
  'action.requests.front-choices': 'see what a request can be about',
  'action.requests.front-known-answers': 'look for public answers to what is typed',
  'action.requests.front-firm': 'check a credit code',
  'action.requests.front-submit': 'send a request without an account',
  'action.requests.front-follow': 'see a request by number and code',
  'action.requests.front-remark': 'add words by number and code',
  'action.requests.front-contact-word': 'confirm or deny contact by number and code',
  'action.requests.front-withdraw': 'withdraw a request by number and code',
  'action.requests.front-attach': 'add a file by number and code',
  'action.requests.front-attachment': 'download a file by number and code',
  'action.requests.my-firm': 'see what is known of the own firm',
  'action.requests.follow-own': 'see how a request of the own firm stands',
  'action.requests.submit-as-firm': 'send a request by the firm’s account',
  'action.requests.similar': 'look for similar requests of the own firm',
  'action.requests.contact-word': 'confirm or deny contact',
  'action.request-contact-word': 'confirmed or denied contact',
} satisfies Record<keyof typeof zh, string>
