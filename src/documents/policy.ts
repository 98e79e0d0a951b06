import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { officials, type Role } from '#platform/roles.ts'
import { preparers } from './contract.ts'
import { documents } from './tables.ts'

export const readers: readonly Role[] = officials

export type DocumentAction = 'see' | 'add' | 'change' | 'decide'

/** The few facts of a document that permission looks at. */
export interface DocumentFacts {
  division: string
  openness: string
}

/** Whether the actor's scope holds the division: the whole city, or one of the divisions under it. */
export const holds = (actor: Actor, division: string): boolean =>
  actor.divisions === null ? actor.scope.kind === 'city' : actor.divisions.includes(division)

/**
 * Officials see what is public and what belongs to their scope; who prepares for the city sees all of it. Only preparers
 * write, and only within their scope.
 */
export function can(actor: Actor, action: DocumentAction, document: DocumentFacts): boolean {
  if (action === 'see') {
    if (!readers.includes(actor.role)) return false
    return document.openness === 'public' || holds(actor, document.division)
  }
  return preparers.includes(actor.role) && holds(actor, document.division)
}

/** The same as `can(actor, 'see', …)` as a condition on the table. */
export function visibleTo(actor: Actor): SQL | undefined {
  if (!readers.includes(actor.role)) return sql`false`
  if (actor.divisions === null && actor.scope.kind === 'city') return undefined
  const own =
    actor.divisions && actor.divisions.length > 0 ? inArray(documents.division, [...actor.divisions]) : undefined
  return or(eq(documents.openness, 'public'), own)
}

/** Rows of the actor's city that the actor may see. */
export const within = (actor: Actor): SQL | undefined => and(eq(documents.city, actor.city), visibleTo(actor))
