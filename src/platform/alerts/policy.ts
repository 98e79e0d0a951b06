import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import type { Tx } from '../db/transact.ts'
import type { Role } from '../roles.ts'
import { alertDeliveries, alerts } from '../tables.ts'

/** Who keeps the channels running. */
export const operators: readonly Role[] = ['system-administrator']

/** An alert exists for whoever was woken by it, in whatever post. */
export const mineWhere = (tx: Tx, { city, actor }: Context): SQL | undefined =>
  and(
    eq(alerts.city, city),
    sql`${alerts.id} in ${tx
      .select({ id: alertDeliveries.alertId })
      .from(alertDeliveries)
      .where(
        and(
          eq(alertDeliveries.city, city),
          eq(alertDeliveries.accountId, actor.accountId),
          eq(alertDeliveries.channel, 'in-app'),
        ),
      )}`,
  )
