import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { editors, readers } from './rules.ts'

/** Whether a firm's standing exists for the actor: officials of the ladder within their divisions, the firm's own people. */
export function sees(actor: Actor, firm: { id: string; division: string }): boolean {
  if (actor.scope.kind === 'enterprise') return actor.scope.id === firm.id
  return readers.includes(actor.role) && (actor.divisions === null || actor.divisions.includes(firm.division))
}

/** The same as a condition on `enterprises.firms f`. */
export function visibleTo(actor: Actor): SQL {
  const inCity = sql`f.city = ${actor.city}`
  if (actor.scope.kind === 'enterprise') return sql`${inCity} and f.id = ${actor.scope.id}`
  if (!readers.includes(actor.role)) return sql`false`
  return actor.divisions === null
    ? inCity
    : sql`${inCity} and f.division = any(${sql.param([...actor.divisions])}::text[])`
}

/** Who works at the ladder: within the own divisions. */
export const mayWork = (actor: Actor): boolean => editors.includes(actor.role)

/** Numbers of a rule hold for the whole city: who changes them serves all of it. */
export const mayChangeRules = (actor: Actor): boolean => mayWork(actor) && actor.divisions === null

/** Who may agree to what another proposed: who changes rules, and a leader of the whole city. */
export const mayAgreeToRules = (actor: Actor): boolean =>
  mayChangeRules(actor) || (actor.role === 'city-leader' && actor.scope.kind === 'city')
