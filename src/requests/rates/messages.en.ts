import type { zh } from './messages.zh.ts'

export const en = {
  'requests.rates.noPeriod':
    'This is no period. Write a year (2026), a quarter (2026-Q1), a month (2026-03), or first and last day (2026-03-01..2026-03-15).',
  'requests.rates.notClosed':
    'This month is not closed yet, so it has no final numbers. Look at the current ones, or wait until the check has ended.',
  'requests.rates.monthRuns': '{month} is not over, so it cannot be checked yet. Begin when the month has ended.',
  'requests.rates.noSuchPeriod': 'There is no such month to check. Open it first, or go back to the list of months.',
  'requests.rates.noContest': 'There is no such contest. Load the page again.',
  'requests.rates.contestedBefore':
    'This clock was contested before; each can be contested once. Wait for the decision.',
  'requests.rates.notLate': 'This clock does not count as late, so there is nothing to contest.',
  'requests.rates.checkOver':
    'The check of this month has ended, so nothing can be checked or contested. Ask supervision for a correction if a number is wrong.',
  'requests.rates.ownClosing':
    'You decided a contest of this month, so you cannot close it. Ask another supervision officer or a city leader.',
  'requests.rates.ownContest':
    'This contest is about your own unit, or you made it yourself, so another supervision officer must decide it.',
  'requests.rates.decidedBefore': 'This contest is decided and cannot be changed.',
  'requests.rates.notSettled':
    'A contest is undecided, or the last day has not passed and a unit has not checked. Decide every contest first.',
  'requests.rates.notDecided': 'This month is still being checked or is closed already. End the check first.',
  'action.period-opened': 'open the check of a month',
  'action.period-checked': 'check the month for a unit',
  'action.period-contested': 'contest a clock',
  'action.period-contest-decided': 'decide a contest',
  'action.period-settled': 'end the check of a month',
  'action.period-closed': 'close a month',
  'action.period-corrected': 'correct a closed month in words',
  'requests.rates.calendarEnds':
    'The calendar ends before the last day of the check. Import the notice of holidays of the next year first.',
  'requests.rates.otherMonth':
    'This request was not registered in this month. Contest it in the month of its registration.',
  'action.requests.periods': 'see the months that are checked',
  'action.requests.period': 'see one month that is checked',
  'action.requests.period-cases': 'see the requests of a month that is checked',
  'action.requests.open-period': 'open the check of a month',
  'action.requests.check-period': 'check the month for one’s unit',
  'action.requests.contest': 'contest a clock',
  'action.requests.decide-contest': 'decide a contest',
  'action.requests.settle-period': 'end the check of a month',
  'action.requests.close-period': 'close a month',
  'action.requests.correct-period': 'correct a closed month in words',
  'action.requests.rates': 'see the rates of requests',
  'action.requests.rate-cases': 'see the requests behind a rate',
  'action.requests.rates-csv': 'export the data behind the rates',
  'requests.rates.key.contact': 'Contacted in time',
  'requests.rates.key.plan': 'Plan in time',
  'requests.rates.key.finish': 'Ended in time',
  'requests.rates.key.confirmed': 'Contact confirmed',
  'requests.rates.key.closed': 'Ended',
  'requests.rates.key.solved': 'Solved',
  'requests.rates.key.satisfied': 'Satisfied',
  'requests.rates.key.rated': 'Firms that answered',
  'requests.rates.key.redone': 'Done again',
  'requests.rates.key.reopened': 'Came again',
  'requests.rates.key.byLaw': 'Explained by law',
  'requests.rates.key.paused': 'Time paused',
  'requests.rates.how.contact':
    'Contacts in time in all rounds, divided by those in time, late, and open past their time. What is not due yet does not count; what was not timed elsewhere is listed apart, neither met nor missed.',
  'requests.rates.how.plan': 'Plans in time in all rounds, divided by those in time, late, and open past their time.',
  'requests.rates.how.finish':
    'Answers in time in all rounds, divided by those in time, late, and open past their time.',
  'requests.rates.how.confirmed':
    'Contacts which the firm confirmed, divided by contacts written down. The rest is claimed by the unit or denied by the firm.',
  'requests.rates.how.closed':
    'Ended requests divided by registered ones; refused, merged and withdrawn ones are excluded. It says nothing about time: that is “ended in time”.',
  'requests.rates.how.solved':
    'Firms that say it is solved, divided by firms that answered; each request counts once, with its last round. Silence is neither.',
  'requests.rates.how.satisfied':
    'Firms that rate “satisfied” or “very satisfied”, divided by firms that answered; each request counts once, with its last round.',
  'requests.rates.how.rated': 'Firms that answered, divided by answered requests: what the two above rest on.',
  'requests.rates.how.redone': 'Requests done again, divided by those that were answered.',
  'requests.rates.how.reopened':
    'Ended requests whose firm came again for the same cause within the days that the rule sets (30 by default), divided by those whose days are over or whose firm came.',
  'requests.rates.how.byLaw':
    'Requests ended by a city leader as explained according to law, divided by ended ones; apart, never solved.',
  'requests.rates.how.paused': 'Time for which the clock to the end stood still, divided by all the time it has run.',
  'requests.rates.how.recompute': 'Every number can be computed again from the exported cases.',
} satisfies Record<keyof typeof zh, string>
