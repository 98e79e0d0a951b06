import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Actor } from '#platform/actor.ts'
import { keepers, visibleTo } from '../policy.ts'
import { enterprises } from '../tables.ts'
import { twins } from './tables.ts'

/** Pairs of which the actor sees both entries and keeps the registry. As a condition on `twins`. */
export function bothVisibleTo(actor: Actor): SQL | undefined {
  const isSeen = (id: PgColumn) =>
    sql`exists (select 1 from ${enterprises} where ${enterprises.id} = ${id} and ${visibleTo(actor)})`
  const mayKeep = actor.scope.kind !== 'enterprise' && keepers.includes(actor.role)
  return and(eq(twins.city, actor.city), mayKeep ? and(isSeen(twins.firstId), isSeen(twins.secondId)) : sql`false`)
}
