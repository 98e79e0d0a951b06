import { and, eq, type SQL } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { deskRoles, unitRoles } from '../rules.ts'
import { handOvers } from './tables.ts'

export interface ShiftPlace {
  place: 'desk' | 'unit'
  unitId: string
}

/** Where the actor works in shifts; null for whoever does not. */
export function placeOf({ role, unitId }: Actor): ShiftPlace | null {
  if (unitId === null) return null
  if (deskRoles.includes(role)) return { place: 'desk', unitId }
  return unitRoles.includes(role) ? { place: 'unit', unitId } : null
}

/** Hand-overs of the place, as a condition. */
export const ofPlace = (city: string, { place, unitId }: ShiftPlace): SQL | undefined =>
  and(eq(handOvers.city, city), eq(handOvers.place, place), eq(handOvers.unitId, unitId))

/** A shift is taken by another person than who handed it over, once. */
export const canTake = (actor: Actor, given: { givenBy: string; takenAt: string | null }): boolean =>
  given.takenAt === null && given.givenBy !== actor.accountId
