import { inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { ratingReaders } from '../feedback/policy.ts'
import { officialsOfRequests, unitRoles } from '../rules.ts'
import type { TimingTable } from './parts/queries.ts'

/** Which timings count for the actor: those of their divisions, or of their own unit. Firms and administrators: none. */
export function countsFor(actor: Actor, t: TimingTable): SQL {
  if (!officialsOfRequests.includes(actor.role)) return sql`false`
  const units = actor.unitIds ?? []
  const own = units.length === 0 ? sql`false` : inArray(t.unitId, [...units])
  if (unitRoles.includes(actor.role)) return actor.unitIds === null ? sql`true` : own
  if (actor.divisions === null) return sql`true`
  const there = actor.divisions.length === 0 ? sql`false` : inArray(t.divisionCode, [...actor.divisions])
  return or(there, own) ?? sql`false`
}

/** Units, and whoever else reads no single rating at its request, see what firms said only in aggregate, never case by case. */
export const seesRatings = (actor: Actor): boolean => ratingReaders.includes(actor.role)

/** Who may open a month for checking, settle and close it, draft its bulletin, and switch the open page. */
export const overseers = ['supervision-officer'] as const
/** Who agrees to what is made public sees it before. */
export const seconds = [...overseers, 'city-leader'] as const
export const oversees = (actor: Actor): boolean => actor.role === 'supervision-officer'

/** Who may have something of the whole city made public, and shut it again. */
export const keepsForCity = (actor: Actor): boolean => oversees(actor) && actor.divisions === null

/** The second person where something of the whole city is made public: another supervision officer, or a city leader. */
export const secondsForCity = ({ role, divisions }: Actor): boolean =>
  role === 'city-leader' || (role === 'supervision-officer' && divisions === null)

/** Who closes a month of the whole city, unless they decided one of its contests. */
export const closesPeriods = ({ role, divisions }: Actor): boolean =>
  seconds.some((one) => one === role) && divisions === null

/** A unit checks and contests its own cases by its head. */
export const contests = (actor: Actor): boolean => actor.role === 'unit-head'
