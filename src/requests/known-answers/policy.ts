import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Role } from '#platform/roles.ts'
import { deskRoles, unitRoles } from '../rules.ts'
import { answerProposals } from './tables.ts'

export const answerProposers: readonly Role[] = [...deskRoles, ...unitRoles, 'supervision-officer']
export const answerApprovers: readonly Role[] = [...deskRoles, 'unit-head', 'supervision-officer']

export interface Owned {
  ownerUnitId: string | null
}
export type ProposalFacts = Owned & { proposedById: string }

/** A unit speaks for itself and what stands under it; the desk and supervision for all. */
const isOwnUnit = (actor: Actor, { ownerUnitId }: Owned): boolean =>
  !unitRoles.includes(actor.role) ||
  actor.unitIds === null ||
  (ownerUnitId !== null && actor.unitIds.includes(ownerUnitId))

export const mayPropose = (actor: Actor, owned: Owned): boolean =>
  answerProposers.includes(actor.role) && isOwnUnit(actor, owned)

/** Answers are ended by whoever could approve them: alone, for what is wrong must stop at once. */
export const mayEnd = (actor: Actor, owned: Owned): boolean =>
  answerApprovers.includes(actor.role) && isOwnUnit(actor, owned)

/** Nobody approves what they proposed. */
export const mayDecide = (actor: Actor, proposal: ProposalFacts): boolean =>
  mayEnd(actor, proposal) && proposal.proposedById !== actor.accountId

/** Whether a proposal exists for the actor: a unit sees its own and what its people proposed. */
export const seesProposal = (actor: Actor, proposal: ProposalFacts): boolean =>
  answerProposers.includes(actor.role) && (isOwnUnit(actor, proposal) || proposal.proposedById === actor.accountId)

/** The same as a condition on `answer_proposals`. */
export function proposalsVisibleTo(actor: Actor): SQL | undefined {
  const inCity = eq(answerProposals.city, actor.city)
  if (!answerProposers.includes(actor.role)) return and(inCity, sql`false`)
  if (!unitRoles.includes(actor.role) || actor.unitIds === null) return inCity
  const own = eq(answerProposals.proposedById, actor.accountId)
  const units = actor.unitIds.length === 0 ? undefined : inArray(answerProposals.ownerUnitId, [...actor.unitIds])
  return and(inCity, or(own, units))
}
