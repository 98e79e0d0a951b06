/**
 * The closed list of roles and kinds of scope. A post gives a role with a scope; a session acts in one post.
 * Runs in the browser too.
 */
export const roles = [
  'city-leader',
  'planning-officer',
  'supervision-officer',
  'district-officer',
  'request-desk',
  'unit-handler',
  'unit-head',
  'enterprise-officer',
  'chain-officer',
  'park-officer',
  'enterprise-user',
  'institute-user',
  'association-user',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const
export type Role = (typeof roles)[number]

/**
 * `city`: everything of the city; `district`: one division and below; `unit`: one unit and below; `portfolio` (分管): named
 * units, districts and chains; `enterprise`: one firm; `own`: own records.
 */
export const scopeKinds = ['city', 'district', 'unit', 'portfolio', 'enterprise', 'own'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** Officials inside the city's organs; firms, institutes and associations are outside. */
export const officials: readonly Role[] = [
  'city-leader',
  'planning-officer',
  'supervision-officer',
  'district-officer',
  'request-desk',
  'unit-handler',
  'unit-head',
  'enterprise-officer',
  'chain-officer',
  'park-officer',
]

/** The three administrators (三员): different people, none sees business content by the role alone. */
export const administrators: readonly Role[] = ['system-administrator', 'security-administrator', 'audit-administrator']

/**
 * Why one person cannot hold both roles, with whatever accounts; null where they can. The three administrators exclude
 * each other, and an administrator holds no business role.
 */
export function roleClash(one: Role, other: Role): 'two-administrators' | 'administrator-in-business' | null {
  const count = [one, other].filter((role) => administrators.includes(role)).length
  if (count === 2) return one === other ? null : 'two-administrators'
  return count === 1 ? 'administrator-in-business' : null
}
