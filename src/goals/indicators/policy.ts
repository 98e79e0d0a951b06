import type { Actor } from '#platform/actor.ts'
import type { Role } from '#platform/roles.ts'

export const cataloguers: readonly Role[] = ['planning-officer', 'supervision-officer']

/** The catalogue is the whole city's: its planning and supervision offices keep it. */
export const canChangeCatalogue = (actor: Actor): boolean =>
  cataloguers.includes(actor.role) && actor.scope.kind === 'city'
