import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { officials } from '#platform/roles.ts'
import { enterprises } from './tables.ts'

/** What a permission is decided from. */
export interface EnterpriseInScope {
  id: string
  divisionCode: string
}

/**
 * Whether a firm exists for the actor: the firm's own people see it, officials see those in the divisions they serve,
 * institutes, associations and the three administrators see none. Who gives roles finds a firm by its name alone
 * (`scopes/queries.ts`).
 */
export function sees(actor: Actor, firm: EnterpriseInScope): boolean {
  if (actor.scope.kind === 'enterprise') return actor.scope.id === firm.id
  if (!isOfficial(actor)) return false
  return actor.divisions === null || actor.divisions.includes(firm.divisionCode)
}

/** The same as a condition on the table. */
export function visibleTo(actor: Actor): SQL | undefined {
  const inCity = eq(enterprises.city, actor.city)
  if (actor.scope.kind === 'enterprise') return and(inCity, eq(enterprises.id, actor.scope.id))
  if (!isOfficial(actor)) return and(inCity, sql`false`)
  if (actor.divisions === null) return inCity
  return and(inCity, inArray(enterprises.divisionCode, [...actor.divisions]))
}

const isOfficial = (actor: Actor): boolean => officials.includes(actor.role)
