import type { Temporal } from 'temporal-polyfill'

/** Mondays of the last weeks, this week's last. */
export function weeksUntil(today: Temporal.PlainDate, weeks: number): Temporal.PlainDate[] {
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  return Array.from({ length: weeks }, (_, at) => monday.subtract({ weeks: weeks - 1 - at }))
}

/** Counts by day put together by the week they lie in; a day before the first week counts nowhere. */
export function byWeek(mondays: readonly string[], days: readonly { on: string; count: number }[]): number[] {
  return mondays.map((from, at) => {
    const next = mondays[at + 1]
    return days
      .filter(({ on }) => on >= from && (next === undefined || on < next))
      .reduce((sum, { count }) => sum + count, 0)
  })
}
