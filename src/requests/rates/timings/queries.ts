import type { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/transact.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { FeedbackRule, feedbackRule } from '../../feedback/rules.ts'

/** Within how many days of its end a case counts as come again, by the rule of that day. */
export const reopenedWithin = async (tx: Tx, { city }: Pick<Context, 'city'>, at: Temporal.Instant): Promise<number> =>
  (await ruleAt(tx, city, feedbackRule, FeedbackRule, dayOf(at))).body.reopenedWithinDays
