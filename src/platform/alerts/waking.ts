import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { dayOf } from '../clock.ts'
import type { Tx } from '../db/transact.ts'
import { ruleAt } from '../rules/index.ts'
import { alerts } from '../tables.ts'
import { Waking, wakingRule } from './rules.ts'

/** How long to wait for somebody, as the rule says today. */
export const wakingAt = (tx: Tx, ctx: Pick<Context, 'city' | 'now'>) =>
  ruleAt(tx, ctx.city, wakingRule, Waking, dayOf(ctx.now()))

/** Somebody cannot be reached by any channel out of the house: the next person is woken at once. */
export const wakeAtOnce = (tx: Tx, ctx: Context, alertIds: readonly string[]) =>
  tx
    .update(alerts)
    .set({ nextWakeAt: ctx.now().toString() })
    .where(and(eq(alerts.city, ctx.city), inArray(alerts.id, [...alertIds]), isNotNull(alerts.nextWakeAt)))
