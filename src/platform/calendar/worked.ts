import type { Calendar } from './calendar.ts'
import { numberDays } from './numbered.ts'

const dayLength = 86_400_000

/**
 * Whether a day (YYYY-MM-DD) is worked, for those who plan and must not fail: outside the calendar Monday to Friday are. A
 * deadline never asks this: it waits for the notice.
 */
export function workedAsPlanned(calendar: Calendar): (day: string) => boolean {
  const days = numberDays(calendar)
  return (day) => {
    const number = Date.parse(`${day}T00:00:00Z`) / dayLength
    if (number >= days.first && number <= days.last) return days.kind(number) === 'working'
    const weekday = new Date(number * dayLength).getUTCDay()
    return weekday > 0 && weekday < 6
  }
}
