import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { officials, type Role } from '#platform/roles.ts'
import { keepers, noteReaders } from './rules.ts'
import { enterprises } from './tables.ts'

export { keepers, noteReaders }

/** What a permission is decided from. */
export interface EnterpriseInScope {
  id: string
  divisionCode: string
  /** Of a merged entry: the one that stays. */
  mergedIntoId?: string | null
}

/**
 * Whether a firm exists for the actor: the firm's own people see it, officials see those in the divisions they serve,
 * institutes, associations and the three administrators see none. Who gives roles finds a firm by its name alone
 * (`scopes/queries.ts`). A merged entry exists for nobody; what it held is found at the one that stays.
 */
export const sees = (actor: Actor, firm: EnterpriseInScope): boolean =>
  (firm.mergedIntoId ?? null) === null && reaches(actor, firm)

/** Whether an entry lies within the scope, merged or not: its old address still leads somewhere. */
export function reaches(actor: Actor, firm: EnterpriseInScope): boolean {
  if (actor.scope.kind === 'enterprise') return actor.scope.id === firm.id
  if (!isOfficial(actor)) return false
  return actor.divisions === null || actor.divisions.includes(firm.divisionCode)
}

/** `sees` as a condition on the table. */
export const visibleTo = (actor: Actor): SQL | undefined => and(reachedBy(actor), isNull(enterprises.mergedIntoId))

/** `reaches` as a condition on the table. */
export function reachedBy(actor: Actor): SQL | undefined {
  const inCity = eq(enterprises.city, actor.city)
  if (actor.scope.kind === 'enterprise') return and(inCity, eq(enterprises.id, actor.scope.id))
  if (!isOfficial(actor)) return and(inCity, sql`false`)
  if (actor.divisions === null) return inCity
  return and(inCity, inArray(enterprises.divisionCode, [...actor.divisions]))
}

/** Whether the actor may change a firm's entry, its figures, lists and team. */
export const keeps = (actor: Actor, firm: EnterpriseInScope): boolean =>
  sees(actor, firm) && actor.scope.kind !== 'enterprise' && keepers.includes(actor.role)

/** Whether notes and outcomes of visits to a firm exist for the actor. */
export const readsNotes = (actor: Actor, firm: EnterpriseInScope): boolean =>
  sees(actor, firm) && actor.scope.kind !== 'enterprise' && noteReaders.includes(actor.role)

/** The same as a condition on `enterprises`, joined to what was written down. */
export const notesVisibleTo = (actor: Actor): SQL | undefined =>
  actor.scope.kind !== 'enterprise' && noteReaders.includes(actor.role)
    ? visibleTo(actor)
    : and(eq(enterprises.city, actor.city), sql`false`)

/** Whether the actor speaks for the firm: sees it from the inside and proposes corrections. */
export const speaksFor = (actor: Actor, firm: Pick<EnterpriseInScope, 'id'>): boolean =>
  actor.role === 'enterprise-user' && actor.scope.kind === 'enterprise' && actor.scope.id === firm.id

/** Whether the actor gives the firm's word: its own people, or a keeper who has it on paper. */
export const givesWord = (actor: Actor, firm: EnterpriseInScope): boolean =>
  keeps(actor, firm) || speaksFor(actor, firm)

/**
 * Whether a list that belongs to one bureau is shown to the actor: veteran status to the bureau of veterans' affairs alone,
 * unless the firm agreed, and to the firm itself.
 *
 * @param onlyFor words in the name of the bureau, by the rule `enterprises/lists`
 * @param unitName of the actor's unit; null where there is none
 */
export function seesList(
  actor: Actor,
  firm: Pick<EnterpriseInScope, 'id'>,
  {
    onlyFor,
    unitName,
    isAgreed,
  }: { onlyFor: readonly string[] | undefined; unitName: string | null; isAgreed: boolean },
): boolean {
  if (onlyFor === undefined || isAgreed || speaksFor(actor, firm)) return true
  return unitName !== null && onlyFor.some((word) => unitName.includes(word))
}

/** Who may reach the lists at all: keepers, and the units that keep a list to themselves. */
export const listers: readonly Role[] = [...keepers, 'unit-handler', 'unit-head']

/** Whether the actor puts firms on a list and takes them off: keepers, but a bureau alone on the list that is its own. */
export function mayList(
  actor: Actor,
  firm: EnterpriseInScope,
  { onlyFor, unitName }: { onlyFor?: readonly string[] | undefined; unitName: string | null },
): boolean {
  if (onlyFor === undefined) return keeps(actor, firm)
  const isOfBureau = unitName !== null && onlyFor.some((word) => unitName.includes(word))
  return sees(actor, firm) && listers.includes(actor.role) && isOfBureau
}

const isOfficial = (actor: Actor): boolean => officials.includes(actor.role)
