import type { zh } from './messages.zh.ts'

export const en = {
  'calendar.dayUnknown':
    'The working-day calendar holds {firstKnownOn} to {lastKnownOn}, so it cannot say whether {day} is worked. Import the next holiday notice first.',
  'calendar.termUnknown':
    '{workingDays} working days from {day} lie beyond the working-day calendar ({firstKnownOn} to {lastKnownOn}). The date follows once the next holiday notice is imported.',
  'calendar.noYears': 'The holiday data is empty; it needs at least one year.',
  'calendar.yearMissing': 'The holiday data lacks {year}. Years must follow each other; add the notice of that year.',
  'calendar.dayTwice': '{day} appears twice in the holiday data. Check the notice and keep one entry.',
  'calendar.dayElsewhere': '{day} does not belong to the holiday notice of {year}. Check the date.',
} satisfies Record<keyof typeof zh, string>
