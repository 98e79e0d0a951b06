import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { callers, insiders } from './rules.ts'
import type { divisions, people, posts, units } from './tables.ts'

/** Whether the tree of units exists for the actor; officials and administrators see all of their city. */
export const seesUnits = (actor: Actor): boolean => insiders.includes(actor.role)

/** The same as a condition on one of the module's tables. */
export const visibleTo = (
  actor: Actor,
  table: typeof units | typeof people | typeof posts | typeof divisions,
): SQL | undefined => and(eq(table.city, actor.city), seesUnits(actor) ? undefined : sql`false`)

/** Whoever sees the units sees phones masked; the whole number is for those who work with the person. */
export const revealsPhones = (actor: Actor): boolean => callers.includes(actor.role)

/** `add-unit`: below this one. `set-duties` and `change-people` are the daily care of a unit, the others its structure. */
export type UnitAction = 'add-unit' | 'change-unit' | 'close-unit' | 'set-duties' | 'change-people'

/** What a permission is decided from: the kind of a unit, and its path as `pathOf` gives it. */
export interface UnitInTree {
  kind: string
  path: readonly string[]
}

/** Planning officers and system administrators with the whole city as scope. */
export const editsCity = (actor: Actor): boolean =>
  (actor.role === 'planning-officer' || actor.role === 'system-administrator') && actor.scope.kind === 'city'

/**
 * A district officer cares for what stands under the district; the district itself is the city's to rename, move or
 * close. The path is asked, not the list of the scope's units, so that a unit made a moment ago counts at once.
 */
export function can(actor: Actor, action: UnitAction, unit: UnitInTree): boolean {
  if (editsCity(actor)) return true
  if (actor.role !== 'district-officer') return false
  const inside = unit.path.some((id) => actor.unitIds?.includes(id))
  const isStructure = action === 'change-unit' || action === 'close-unit'
  return inside && !(isStructure && unit.kind === 'district')
}
