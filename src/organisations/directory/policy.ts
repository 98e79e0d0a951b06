import type { Actor } from '#platform/actor.ts'
import { exportDeciders, exporters } from './rules.ts'

/** The whole directory leaves the system: only who has the whole city as scope asks for it. */
export const mayPropose = (actor: Actor): boolean => exporters.includes(actor.role) && actor.scope.kind === 'city'

export const mayDecide = (actor: Actor): boolean => exportDeciders.includes(actor.role)
