import { Temporal } from 'temporal-polyfill'

/** The time zone of every Chinese city. */
export const cityZone = 'Asia/Shanghai'

/** The only place that reads the time. Commands and rules get it as an argument. */
export const now = (): Temporal.Instant => Temporal.Now.instant()

/** The day of an instant in the city. */
export const dayOf = (instant: Temporal.Instant): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(cityZone).toPlainDate()
