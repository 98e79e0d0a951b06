import type { Actor } from '#platform/actor.ts'
import { deskRoles } from '../rules.ts'

/** A table of tickets holds those of all divisions: it is for a desk of the whole city. */
export const canImport = (actor: Actor): boolean => deskRoles.includes(actor.role) && actor.divisions === null
