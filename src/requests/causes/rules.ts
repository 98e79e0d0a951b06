/** What is known of a cause when its effect is judged; requests are counted by the day they were registered. */
export interface CauseCounts {
  /** Days from its first request until the measures were done, and since. */
  daysBefore: number
  daysSince: number
  before: number
  since: number
}

/** `too-early`: not measured long enough; `none`: no request since; `fewer`, `not-fewer`: in the same time. */
export const effects = ['too-early', 'none', 'fewer', 'not-fewer'] as const
export type Effect = (typeof effects)[number]

/** So many days must have passed since the measures before anything is said of them. */
export const daysToJudge = 30

/** Whether measures worked: requests in the same time, before and since. */
export function effectOf({ daysBefore, daysSince, before, since }: CauseCounts): Effect {
  if (daysSince < daysToJudge) return 'too-early'
  if (since === 0) return 'none'
  return since * Math.max(daysBefore, 1) < before * daysSince ? 'fewer' : 'not-fewer'
}
