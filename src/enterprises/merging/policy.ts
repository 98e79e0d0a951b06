import type { Actor } from '#platform/actor.ts'
import { type EnterpriseInScope, keepers, reaches } from '../policy.ts'

/** Whether the actor may put two entries together, and part them again: both lie in the scope. */
export const mergesBoth = (actor: Actor, one: EnterpriseInScope, other: EnterpriseInScope): boolean =>
  actor.scope.kind !== 'enterprise' && keepers.includes(actor.role) && reaches(actor, one) && reaches(actor, other)
