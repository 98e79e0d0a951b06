/** Which roles go with which scopes, and together. Pure; runs in the browser too. */
import { officials, type Role, type ScopeKind } from '#platform/roles.ts'

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
