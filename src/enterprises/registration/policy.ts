import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { registrations } from '../tables.ts'
import { registrars } from './rules.ts'

export interface RegistrationFacts {
  divisionCode: string
}

/** Whether a registration exists for the actor, who may then decide it: the two go together. */
export const sees = (actor: Actor, registration: RegistrationFacts): boolean =>
  registrars.includes(actor.role) && (actor.divisions === null || actor.divisions.includes(registration.divisionCode))

/** The same as a condition on the table. */
export function visibleTo(actor: Actor): SQL | undefined {
  const inCity = eq(registrations.city, actor.city)
  if (!registrars.includes(actor.role)) return and(inCity, sql`false`)
  if (actor.divisions === null) return inCity
  return and(inCity, inArray(registrations.divisionCode, [...actor.divisions]))
}
