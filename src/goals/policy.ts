import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { holdsDivision } from '#documents/index.ts'
import type { Actor } from '#platform/actor.ts'
import { officials, type Role } from '#platform/roles.ts'
import type { figures, goals } from './tables.ts'

/** Who keeps the cascade: for the city, or for one's own district. */
export const preparers: readonly Role[] = ['planning-officer', 'supervision-officer', 'district-officer']
export const readers: readonly Role[] = officials

export type GoalAction = 'see' | 'change'

export interface GoalFacts {
  commissioner: string
  openness: string
}

/** Officials see what is public and what their scope follows; only preparers of the commissioner's scope change it. */
export function can(actor: Actor, action: GoalAction, goal: GoalFacts): boolean {
  if (action === 'see') {
    return readers.includes(actor.role) && (goal.openness === 'public' || holdsDivision(actor, goal.commissioner))
  }
  return preparers.includes(actor.role) && holdsDivision(actor, goal.commissioner)
}

/** The same as `can(actor, 'see', …)` as a condition on goals or figures of the actor's city. */
export function within(actor: Actor, table: typeof goals | typeof figures): SQL | undefined {
  if (!readers.includes(actor.role)) return sql`false`
  const inCity = eq(table.city, actor.city)
  if (actor.divisions === null && actor.scope.kind === 'city') return inCity
  const own =
    actor.divisions && actor.divisions.length > 0 ? inArray(table.commissioner, [...actor.divisions]) : undefined
  return and(inCity, or(eq(table.openness, 'public'), own))
}

/** The division for which an actor prepares: the city, or the own district. */
export const commissionerOf = (actor: Actor): string => (actor.scope.kind === 'district' ? actor.scope.id : actor.city)
