import { z } from 'zod'
import { ClockTerms, type Counting, DutyWindows, limitUnits } from '#platform/deadlines/contract.ts'
import { pauseReasons } from '../rules.ts'

/** Name of the rule, as `rules/time-limits.yaml` ships it. */
export const timeLimitsRule = 'requests/time-limits'

/** A promise as the rule states it. */
const Promised = z.strictObject({
  limit: z.strictObject({ amount: z.int().min(1).max(5_000), in: z.enum(limitUnits).exclude(['day']) }),
  pauseReasons: z.array(z.enum(pauseReasons)).max(pauseReasons.length),
  extension: z.strictObject({ times: z.int().min(1).max(10), atMost: z.int().min(1).max(1_000) }).optional(),
})

/** The rule `requests/time-limits`. */
export const TimeLimits = z.strictObject({
  clocks: z.strictObject({ contact: Promised, plan: Promised, finish: Promised, support: Promised }),
  windows: DutyWindows.nullable(),
  approveAnswers: z.boolean(),
  redosBeforeExplained: z.int().min(1).max(10),
})
export type TimeLimits = z.output<typeof TimeLimits>

export const caseClocks = ['contact', 'plan', 'finish'] as const
export type CaseClock = (typeof caseClocks)[number]

/** What a clock keeps of the rule. @throws ZodError where working hours have no duty windows: a rule that cannot be. */
export const termsOf = (
  rule: TimeLimits,
  name: CaseClock | 'support',
  counting: Counting,
  source: string,
): ClockTerms => {
  const { limit, pauseReasons: reasons, extension = null } = rule.clocks[name]
  return ClockTerms.parse({
    limit: { unit: limit.in, value: limit.amount },
    counting,
    windows: rule.windows,
    extension,
    pauseReasons: reasons,
    source,
  })
}
