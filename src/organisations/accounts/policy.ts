import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import { officials, type Role } from '#platform/roles.ts'
import type { accounts } from '#platform/tables.ts'

/** Who looks at accounts and roles. The audit administrator reads the audit of what these two do. */
export const keepers: readonly Role[] = ['system-administrator', 'security-administrator']
/** Who makes accounts and proposes roles. */
export const makers: readonly Role[] = ['system-administrator']
/** Who may have a deputy for a time. */
export const holders: readonly Role[] = [...officials, ...keepers]

/** Giving is the system administrator's and waits for the security administrator; taking away is either's, at once. */
export type AccountAction =
  | 'make'
  | 'reset-password'
  | 'unlock'
  | 'propose'
  | 'import'
  | 'close'
  | 'end-sessions'
  | 'end-grant'

const takingAway: readonly AccountAction[] = ['close', 'end-sessions', 'end-grant']

export const can = (actor: Actor, action: AccountAction): boolean =>
  makers.includes(actor.role) || (actor.role === 'security-administrator' && takingAway.includes(action))

export const decides = (actor: Actor): boolean => actor.role === 'security-administrator'
export const seesAccounts = (actor: Actor): boolean => keepers.includes(actor.role)

/** The same as a condition. */
export const visibleTo = (actor: Actor, table: typeof accounts): SQL | undefined =>
  and(eq(table.city, actor.city), seesAccounts(actor) ? undefined : sql`false`)
