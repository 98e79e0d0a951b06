import { Temporal } from 'temporal-polyfill'

export const visitStates = ['planned', 'done', 'cancelled'] as const
/** What comes out of a visit: a problem that becomes a request, a promise to the firm, a follow-up of one's own. */
export const outcomeKinds = ['problem', 'promise', 'follow-up'] as const
export const outcomeStates = ['open', 'done', 'dropped'] as const

/** The day of the visit number `at` (from 0), so many a day from the first one on, Saturdays and Sundays left out. */
export function spreadOver(firstDay: string, perDay: number, at: number): string {
  let day = Temporal.PlainDate.from(firstDay)
  for (let left = Math.floor(at / perDay); left > 0; ) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5) left -= 1
  }
  return day.toString()
}
