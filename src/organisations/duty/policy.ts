import type { Actor } from '#platform/actor.ts'
import { officials, type Role } from '#platform/roles.ts'

/** Rosters hold names of officials; whoever works in the city's organs may see whom to call. */
export const rosterReaders: readonly Role[] = officials
export const rosterEditors: readonly Role[] = ['unit-head', 'request-desk']

/** The head of a unit makes its roster and those of the units under it; the desk makes its own. */
export function canEdit(actor: Actor, unitId: string): boolean {
  if (actor.role === 'request-desk') return actor.unitId === unitId
  return actor.role === 'unit-head' && (actor.unitIds === null || actor.unitIds.includes(unitId))
}
