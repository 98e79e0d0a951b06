import type { zh } from './messages.zh.ts'

export const en = {
  'enterprises.badCreditCode':
    'The unified social credit code {code} is wrong: a character does not fit the rule. Check the business licence.',
  'enterprises.noSuchFirm': 'There is no such firm, or it is outside your scope. Search again.',
  'enterprises.registration.badInvitation':
    'The invitation code is wrong, used, expired, or of another credit code. Check it, or leave it empty and the request desk will confirm you.',
  'enterprises.registration.tooManyWaiting':
    '{most} registrations of this credit code wait already, so no more are taken. Ask with your receipt code how they stand, or call the request desk.',
  'enterprises.registration.noSuchReceipt': 'No registration has this receipt code. Check its 12 letters and digits.',
  'enterprises.registration.noSuchRegistration':
    'There is no such registration, or it is outside your scope. Load the list again.',
  'enterprises.registration.decided': 'This registration was decided already. Load the list again to see the outcome.',
  'enterprises.registration.divisionNeeded':
    'This firm is not in the registry yet. Choose its division within your scope, then confirm.',
  'enterprises.registration.firmWithoutCode':
    'This firm has no credit code yet, so it cannot be invited. Enter its code in the registry first.',
  'enterprises.page.registrations': "Firms' accounts",
  'enterprises.page.register': "Register a firm's account",
} satisfies Record<keyof typeof zh, string>
