import type { Temporal } from 'temporal-polyfill'
import type { Actor, Context } from '../actor.ts'
import { newId } from '../ids.ts'
import type { Role } from '../roles.ts'

interface Account {
  id: string
  name: string
  city: string
}

/** The account itself, acting in no post: it reaches nothing but what is its own. The role is for the audit. */
export const accountActor = ({ id, name, city }: Account, role?: Role): Actor => ({
  accountId: id,
  name,
  city,
  role: role ?? 'enterprise-user',
  ...(role ? {} : { auditedAs: 'none' as const }),
  scope: { kind: 'own', id },
  unitId: null,
  unitIds: [],
  divisions: [],
  chainIds: [],
  grantId: null,
  actingFor: null,
})

/** What happens at the door to an account, before anybody acts in a post: the audit names the account. */
export const accountContext = (
  account: Account & { role?: Role | undefined },
  moment: Temporal.Instant,
  address: string | null,
): Context => ({
  actor: accountActor(account, account.role),
  city: account.city,
  now: () => moment,
  requestId: newId().slice(-12),
  address,
})
