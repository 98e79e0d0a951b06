import type { Temporal } from 'temporal-polyfill'
import { AppError } from '../errors.ts'

/** Asked for a day the calendar does not hold: no notice has been published yet, or it is too long ago. Never guessed. */
export class CalendarEnd extends AppError {
  /** First and last day the calendar holds. */
  readonly firstKnownOn: Temporal.PlainDate
  readonly lastKnownOn: Temporal.PlainDate

  /** `workingDays` is given when `day` is known but the answer, that many working days away, is not. */
  constructor(
    known: { from: Temporal.PlainDate; to: Temporal.PlainDate },
    day: Temporal.PlainDate,
    workingDays?: number,
  ) {
    const facts = { day: day.toString(), firstKnownOn: known.from.toString(), lastKnownOn: known.to.toString() }
    if (workingDays === undefined) super('unavailable', 'calendar.dayUnknown', facts)
    else super('unavailable', 'calendar.termUnknown', { ...facts, workingDays })
    this.name = 'CalendarEnd'
    this.firstKnownOn = known.from
    this.lastKnownOn = known.to
  }
}
