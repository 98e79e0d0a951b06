import type { Actor } from '#platform/actor.ts'
import type { Role } from '#platform/roles.ts'
import { deskRoles } from '../rules.ts'

/** Who sees to it that promises are kept sets them in force: not the desk, whose work they measure. */
export const enactingRoles: readonly Role[] = ['planning-officer', 'supervision-officer']
export const proposingRoles: readonly Role[] = [...deskRoles, ...enactingRoles]
export const templateRoles: readonly Role[] = [...deskRoles, 'unit-head']

/** What holds for the whole city is changed by posts for the whole city. */
const isCityWide = ({ divisions }: Actor): boolean => divisions === null

export const mayProposeLimits = (actor: Actor): boolean => proposingRoles.includes(actor.role) && isCityWide(actor)
export const mayEnactLimits = (actor: Actor): boolean => enactingRoles.includes(actor.role) && isCityWide(actor)
export const mayChangeTopics = (actor: Actor): boolean => deskRoles.includes(actor.role) && isCityWide(actor)

/** A desk of a district decides about its divisions; a rule without a division holds everywhere. */
export const mayChangeDispatch = (actor: Actor, divisionCode: string | null): boolean =>
  deskRoles.includes(actor.role) &&
  (actor.divisions === null || (divisionCode !== null && actor.divisions.includes(divisionCode)))

/** The desk keeps those for everybody, the head of a unit those of the unit. */
export const mayChangeTemplate = (actor: Actor, unitId: string | null): boolean => {
  if (unitId === null) return deskRoles.includes(actor.role) && isCityWide(actor)
  return actor.role === 'unit-head' && actor.unitId === unitId
}

/** A unit reads those for everybody and its own; who reads along reads all. */
export const seesTemplate = (actor: Actor, unitId: string | null): boolean =>
  unitId === null || actor.unitIds === null || actor.unitIds.includes(unitId)
