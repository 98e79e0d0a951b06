/** Which roles go with which scopes, and together. Pure; runs in the browser too. */
import type { Facts } from '#platform/errors.ts'
import { officials, type Role, roleClash, type ScopeKind } from '#platform/roles.ts'

/** Kinds of scope that a role may have. */
export const scopeKindsOf: Readonly<Record<Role, readonly ScopeKind[]>> = {
  'city-leader': ['city', 'portfolio'],
  'planning-officer': ['city', 'unit'],
  'supervision-officer': ['city', 'unit'],
  'district-officer': ['district'],
  'request-desk': ['city', 'district'],
  'unit-handler': ['unit'],
  'unit-head': ['unit'],
  'enterprise-officer': ['city', 'district', 'unit', 'portfolio'],
  'chain-officer': ['city', 'portfolio'],
  'park-officer': ['city', 'district', 'unit'],
  'enterprise-user': ['enterprise'],
  'institute-user': ['own'],
  'association-user': ['own'],
  'system-administrator': ['city'],
  'security-administrator': ['city'],
  'audit-administrator': ['city'],
}

/** Roles whose post belongs to a unit of the city; the others come from outside. */
export const needsUnit = (role: Role): boolean => officials.includes(role)

export const accountStates = ['active', 'closed', 'locked', 'without-role'] as const
export type AccountState = (typeof accountStates)[number]

export const portfolioKinds = ['unit', 'district', 'chain'] as const
export type PortfolioKind = (typeof portfolioKinds)[number]

/** Whether a grant counts on a day. */
export const grantStates = ['before', 'now', 'over'] as const
export type GrantState = (typeof grantStates)[number]

/** Longest time for which somebody acts for an absent colleague. */
export const longestActingDays = 90

/** First and last day; without a last day it goes on. */
export interface Period {
  fromOn: string
  toOn: string | null
}

/** What a rule found wrong: a message with its facts. */
export interface RuleFault {
  fault: 'invalid' | 'conflict'
  key: string
  facts: Facts
}

const fault = (kind: RuleFault['fault'], key: string, facts: Facts = {}): RuleFault => ({ fault: kind, key, facts })

export function stateOn({ fromOn, toOn }: Period, day: string): GrantState {
  if (toOn !== null && (toOn < day || toOn < fromOn)) return 'over'
  return fromOn > day ? 'before' : 'now'
}

/** Whether two periods share a day. */
export const overlaps = (one: Period, other: Period): boolean =>
  (one.toOn === null || other.fromOn <= one.toOn) && (other.toOn === null || one.fromOn <= other.toOn)

/** A period that has not passed: its days are in order, the last is not before today. */
export function periodFault({ fromOn, toOn }: Period, today: string): RuleFault | null {
  if (toOn !== null && toOn < fromOn) return fault('invalid', 'accounts.datesOrder', { from: fromOn, to: toOn })
  if (toOn !== null && toOn < today) return fault('invalid', 'accounts.datesOver', { to: toOn })
  return null
}

/** Whether a role goes with a kind of scope and with a unit of its post. */
export function roleFault(wanted: { role: Role; scopeKind: ScopeKind; unitId: string | null }): RuleFault | null {
  if (!scopeKindsOf[wanted.role].includes(wanted.scopeKind)) return fault('invalid', 'accounts.scopeNotForRole')
  if (needsUnit(wanted.role) && wanted.unitId === null) return fault('invalid', 'accounts.unitNeeded')
  return null
}

/** Whether a role may come to those that a person holds, will hold or is proposed for, over all their accounts. */
export function clashFault(wanted: Role, held: readonly Role[]): RuleFault | null {
  for (const role of held) {
    const clash = roleClash(wanted, role)
    if (clash === 'two-administrators') return fault('conflict', 'accounts.twoAdministrators')
    if (clash === 'administrator-in-business') return fault('conflict', 'accounts.administratorInBusiness')
  }
  return null
}

interface Named extends Period {
  role: Role
  scopeKind: ScopeKind
  scopeId: string
}

/** The same role with the same scope is not given twice for the same days. */
export function twiceFault(wanted: Named, held: readonly Named[]): RuleFault | null {
  const twin = held.find(
    (one) =>
      one.role === wanted.role &&
      one.scopeKind === wanted.scopeKind &&
      one.scopeId === wanted.scopeId &&
      wanted.scopeKind !== 'portfolio' &&
      overlaps(one, wanted),
  )
  return twin ? fault('conflict', 'accounts.sameGrant', { from: twin.fromOn }) : null
}

/** Whether somebody may act in a post for these days. */
export function actingFault(
  post: Period & { actingFor: string | null },
  wanted: { fromOn: string; toOn: string },
  others: readonly Period[],
): RuleFault | null {
  if (post.actingFor !== null) return fault('conflict', 'accounts.actingForActing')
  if (daysOf(wanted) > longestActingDays) return fault('invalid', 'accounts.actingTooLong', { days: longestActingDays })
  const isInside = wanted.fromOn >= post.fromOn && (post.toOn === null || wanted.toOn <= post.toOn)
  if (!isInside) return fault('invalid', 'accounts.actingOutside', { from: post.fromOn, to: post.toOn ?? '—' })
  const other = others.find((one) => overlaps(one, wanted))
  if (other) return fault('conflict', 'accounts.alreadyActing', { from: other.fromOn, to: other.toOn ?? '—' })
  return null
}

/** Days of a period, both ends counted. Plain days have no zone, so that UTC gives their distance. */
const daysOf = ({ fromOn, toOn }: { fromOn: string; toOn: string }): number =>
  (Date.parse(toOn) - Date.parse(fromOn)) / 86_400_000 + 1

/** Roles without which nobody could give roles any more. */
const indispensable: readonly Role[] = ['system-administrator', 'security-administrator']

/**
 * Whether a role would have no holder on a day. `others` are the posts of open accounts that remain; who acts for an
 * absent colleague does not count, since that ends with the post.
 */
export const leavesNobody = (
  role: Role,
  day: string,
  others: readonly (Period & { role: Role; actingFor: string | null })[],
): boolean =>
  indispensable.includes(role) &&
  !others.some((one) => one.role === role && one.actingFor === null && stateOn(one, day) === 'now')
