import type { zh } from './messages.zh.ts'

export const en = {
  'requests.rates.noPeriod':
    'This is no period. Write a year (2026), a quarter (2026-Q1), a month (2026-03), or first and last day (2026-03-01..2026-03-15).',
  'requests.rates.notClosed':
    'This month is not closed yet, so it has no final numbers. Look at the current ones, or wait until the check has ended.',
  'action.requests.rates': 'see the rates of requests',
  'action.requests.rate-cases': 'see the requests behind a rate',
  'action.requests.rates-csv': 'export the data behind the rates',
} satisfies Record<keyof typeof zh, string>
