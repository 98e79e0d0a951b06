import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Tx } from '../db/transact.ts'
import { ruleAt } from '../rules/index.ts'
import { Counting } from './contract.ts'

const article = { article: z.string().min(1), quote: z.string().min(1) }

/** The rule `platform/deadlines/counting`: each way of counting with the article it comes from. */
export const CountingRule = z.strictObject({
  startDayCounts: z.strictObject({ value: z.boolean(), ...article }),
  /** There is no other way; it stands here so that a page can show its article. */
  hoursRunFrom: z.strictObject({ value: z.literal('moment'), ...article }),
  lastDayMovesOn: z.strictObject({ value: z.boolean(), ...article }),
  lastDayEnds: z.strictObject({ value: Counting.shape.lastDayEnds, ...article }),
})

/** Its name. */
export const countingRule = 'platform/deadlines/counting'

export const countingOf = (rule: z.output<typeof CountingRule>): Counting => ({
  startDayCounts: rule.startDayCounts.value,
  lastDayMovesOn: rule.lastDayMovesOn.value,
  lastDayEnds: rule.lastDayEnds.value,
})

/** How terms that start on `day` are counted in the city: by the Civil Code, unless the city enacted otherwise. */
export const countingAt = async (tx: Tx, city: string, day: Temporal.PlainDate): Promise<Counting> =>
  countingOf((await ruleAt(tx, city, countingRule, CountingRule, day)).body)
