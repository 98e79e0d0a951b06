import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { type EnterpriseInScope, keepers, keeps, speaksFor, visibleTo } from '../policy.ts'
import { enterprises } from '../tables.ts'

/** Whether a correction of a firm exists for the actor: who keeps the firm decides it, the firm's own people follow it. */
export const seesCorrection = (actor: Actor, firm: EnterpriseInScope): boolean =>
  keeps(actor, firm) || speaksFor(actor, firm)

/** The same as a condition on `enterprises`, joined to the correction. */
export function correctionsVisibleTo(actor: Actor): SQL | undefined {
  const isOwn = actor.role === 'enterprise-user' && actor.scope.kind === 'enterprise'
  const isKeeper = keepers.includes(actor.role) && actor.scope.kind !== 'enterprise'
  return isOwn || isKeeper ? visibleTo(actor) : and(eq(enterprises.city, actor.city), sql`false`)
}

/** Who decides: an officer who keeps the firm, never the firm itself. */
export const decidesCorrection = (actor: Actor, firm: EnterpriseInScope): boolean => keeps(actor, firm)
