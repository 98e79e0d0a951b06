import type { zh } from './messages.zh.ts'

export const en = {
  'enterprises.badCreditCode':
    'The unified social credit code {code} is wrong: a character does not fit the rule. Check the business licence.',
} satisfies Record<keyof typeof zh, string>
