import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { deskRoles, officialsOfRequests, unitRoles } from '../rules.ts'
import { causes } from '../tables.ts'

/** Whether a cause exists for the actor: a unit sees its own, everybody else who reads requests sees all; no firm is named in it. */
export function seesCause(actor: Actor, { ownerUnitId }: { ownerUnitId: string }): boolean {
  if (!officialsOfRequests.includes(actor.role)) return false
  return !unitRoles.includes(actor.role) || actor.unitIds === null || actor.unitIds.includes(ownerUnitId)
}

/** The same as a condition on `causes`. */
export function causesVisibleTo(actor: Actor): SQL | undefined {
  const inCity = eq(causes.city, actor.city)
  if (!officialsOfRequests.includes(actor.role)) return and(inCity, sql`false`)
  if (!unitRoles.includes(actor.role) || actor.unitIds === null) return inCity
  return and(inCity, actor.unitIds.length === 0 ? sql`false` : inArray(causes.ownerUnitId, [...actor.unitIds]))
}

/** The desk names causes; it and the unit that owns one keep it and tie requests to it. */
export const namesCauses = (actor: Actor): boolean => deskRoles.includes(actor.role)
export const keepsCause = (actor: Actor, cause: { ownerUnitId: string }): boolean =>
  seesCause(actor, cause) && (namesCauses(actor) || unitRoles.includes(actor.role))
