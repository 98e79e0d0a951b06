/** Moments (milliseconds since 1970 UTC) and days (days since 1970-01-01) of the city. Pure: never the machine's zone. */
import { Temporal } from 'temporal-polyfill'
import { cityZone } from '../clock.ts'

export const dayLength = 86_400_000

/** The city keeps one time, without summer time, for all years a calendar holds. */
const offset = Temporal.Instant.from('2008-01-01T00:00:00Z').toZonedDateTimeISO(cityZone).offsetNanoseconds / 1_000_000

export const dayOfMoment = (moment: number): number => Math.floor((moment + offset) / dayLength)

/** 00:00 of the day, which is 24:00 of the one before. */
export const startOfDay = (day: number): number => day * dayLength - offset

/** The last day that ends with `end`: 24:00 belongs to the day it ends. */
export const dayEndedBy = (end: number): number => dayOfMoment(end - 1)

export const dayNumber = (on: string): number => Math.floor(Date.parse(`${on}T00:00:00Z`) / dayLength)

export const dayText = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)

/** ISO text with `Z`, as everywhere in code and on the wire. @throws RangeError */
export function momentOf(text: string): number {
  const moment = Date.parse(text)
  if (Number.isNaN(moment) || !text.endsWith('Z')) throw new RangeError(`not a moment: ${text}`)
  return moment
}

export const momentText = (moment: number): string => new Date(moment).toISOString()

/** A moment as the city reads it, 2026-03-17 24:00 for the end of a day: for messages. */
export function cityText(text: string): string {
  const moment = momentOf(text)
  const since = moment - startOfDay(dayOfMoment(moment))
  if (since === 0) return `${dayText(dayOfMoment(moment) - 1)} 24:00`
  return `${dayText(dayOfMoment(moment))} ${new Date(since).toISOString().slice(11, 16)}`
}
