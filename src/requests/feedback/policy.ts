import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Actor } from '#platform/actor.ts'
import type { Role } from '#platform/roles.ts'
import { can, isFirm, isHandledBy, notHandledBy, notWrittenBy, type RequestFacts, sees, visibleTo } from '../policy.ts'
import { deskRoles, type RequestState } from '../rules.ts'
import { requests } from '../tables.ts'
import { ratings } from './tables.ts'

/** Who reads what a single firm said. Units are not among them: they have rates, so that no firm need fear its handler. */
export const ratingReaders: readonly Role[] = [...deskRoles, 'supervision-officer', 'city-leader']

/**
 * Whether single ratings and call-backs of a request exist for the actor: the desk, supervision, leaders, and the firm
 * itself; but nobody who had a part in the answer or works in its unit, except a city leader.
 */
export function seesRatings(actor: Actor, request: RequestFacts): boolean {
  if (!sees(actor, request)) return false
  if (isFirm(actor) || actor.role === 'city-leader') return true
  return ratingReaders.includes(actor.role) && !isHandledBy(actor, request)
}

/**
 * The same for the rating of a round, as a condition on `requests`: also an earlier answer of one's own stays unjudged before
 * one's eyes. Scope is the caller's matter.
 */
export function hearsOf(actor: Actor, round: PgColumn): SQL | undefined {
  if (!ratingReaders.includes(actor.role)) return sql`false`
  if (actor.role === 'city-leader') return sql`true`
  const own = sql`not exists (select 1 from ${ratings} where ${ratings.city} = ${requests.city}
    and ${ratings.requestId} = ${requests.id} and ${ratings.round} = ${round} and ${ratings.answeredById} = ${actor.accountId})`
  return and(notHandledBy(actor), own)
}

/** Whether a request is one that the actor may call back about. */
export const callsBack = (actor: Actor, request: RequestFacts & { state: RequestState }): boolean =>
  can(actor, 'call-back', request) && request.state === 'answered'

/** The same as a condition on `requests`. */
export function toBeCalledBy(actor: Actor): SQL | undefined {
  if (!deskRoles.includes(actor.role)) return sql`false`
  return and(visibleTo(actor), notHandledBy(actor), notWrittenBy(actor), eq(requests.state, 'answered'))
}
