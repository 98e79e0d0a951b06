import type { Temporal } from 'temporal-polyfill'
import type { KeyPermission } from './api-keys/rules.ts'
import { AppError } from './errors.ts'
import { newId } from './ids.ts'
import type { Role, ScopeKind } from './roles.ts'

/** Who acts: one account in one post. */
export interface Actor {
  accountId: string
  name: string
  city: string
  role: Role
  /**
   * What the audit says in place of the role, for whoever acts in no post at all: `receipt` for somebody without an account
   * who holds the code of what they sent, `api-key` for another system.
   */
  auditedAs?: 'none' | 'receipt' | 'api-key'
  /** Of another system that acts by an API key: it holds no post, and sees what its system submitted. */
  key?: { system: string; permissions: readonly KeyPermission[] }
  scope: { kind: ScopeKind; id: string }
  /** The unit of the post; null for enterprise users. */
  unitId: string | null
  /** Units inside the scope, the post's own among them; null where the scope is the whole city. */
  unitIds: readonly string[] | null
  /** Division codes inside the scope; null where the scope is the whole city. */
  divisions: readonly string[] | null
  /** Chains of a portfolio; null where the scope does not name chains. */
  chainIds: readonly string[] | null
  /** The grant acted in; null for the system itself. */
  grantId: string | null
  /** Name of the absent colleague whose post is acted in (代理). */
  actingFor: string | null
}

/** What a command or a query runs in. `now` is asked once per request, so that one command has one time. */
export interface Context {
  actor: Actor
  city: string
  now: () => Temporal.Instant
  /** Shown to the user with an unexpected error, written to the log and the audit row. */
  requestId: string
  /** Network address the request came from; null for jobs and the command line. */
  address: string | null
}

/** The actor of migrations, imports at start and jobs: no account, whole city. */
export const systemActor = (city: string): Actor => ({
  accountId: 'system',
  name: 'Daqiao',
  city,
  role: 'system-administrator',
  scope: { kind: 'city', id: city },
  unitId: null,
  unitIds: null,
  divisions: null,
  chainIds: null,
  grantId: null,
  actingFor: null,
})

/** The context of work nobody asked for on a page: imports at the start, jobs, the command line. */
export const systemContext = (city: string, now: () => Temporal.Instant): Context => ({
  actor: systemActor(city),
  city,
  now,
  requestId: newId().slice(-12),
  address: null,
})

/** Throws forbidden unless `allowed`; the message names the action in the user's words. */
export function requireMay(allowed: boolean, action: string): void {
  if (!allowed) throw new AppError('forbidden', 'platform.forbidden', { action })
}
