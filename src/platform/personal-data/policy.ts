import type { Actor } from '../actor.ts'
import type { Role } from '../roles.ts'

/** Who handles cases of personal data. Sees masked values; a copy for the person goes into a file, and that is written down. */
export const handlers: readonly Role[] = ['security-administrator']

export const handles = (actor: Actor): boolean => handlers.includes(actor.role)

/** The second person of an erasing: who sees in it the number of the case and how many places, no personal data. */
export const decidesErasing = (actor: Actor): boolean =>
  actor.role === 'security-administrator' || actor.role === 'system-administrator'
