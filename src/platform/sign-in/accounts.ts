import { and, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { now } from '../clock.ts'
import type { Tx } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { type Role, roles, type ScopeKind } from '../roles.ts'
import { accounts, grants } from '../tables.ts'
import { endSessions } from './open-sessions.ts'
import { requireGoodPassword, setPasswordHash } from './password-change.ts'
import { hashPassword } from './passwords.ts'
import { forgetSessionsOf } from './session-cache.ts'
import { usernameForm } from './usernames.ts'

export interface NewAccount {
  city: string
  username: string
  name: string
  password: string
  /** The person of organisations it belongs to. */
  personId?: string | null
  /** Whether the password is an initial one, to be changed at the first sign-in. */
  mustChange?: boolean
  /** The hash of the password, where many accounts are made at once and it was computed before the transaction. */
  passwordHash?: string
}

export interface NewGrant {
  city: string
  role: Role
  scope: { kind: ScopeKind; id: string }
  unitId: string | null
  post: string
  fromOn: string
  toOn?: string | null
}

/** Makes an account with its grants. Runs inside a transaction of the owner. @throws AppError conflict, invalid */
export async function createAccount(
  tx: Tx,
  account: NewAccount,
  given: readonly NewGrant[],
  moment: Temporal.Instant = now(),
): Promise<string> {
  const username = account.username.trim().toLowerCase()
  if (!usernameForm.test(username)) throw new AppError('invalid', 'platform.usernameForm')
  await requireGoodPassword(tx, account.password, { ...account, username }, moment)
  // Two who take one name at the same time: the second is told so.
  await tx.execute(sql`select pg_advisory_xact_lock(6279435, hashtext(${username}))`)
  const taken = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.username, username))
  if (taken.length > 0) throw new AppError('conflict', 'platform.usernameTaken', { username })
  const accountId = newId()
  const hash = account.passwordHash ?? (await hashPassword(account.password))
  await tx.insert(accounts).values({
    id: accountId,
    city: account.city,
    name: account.name.trim(),
    // better-auth wants an address that is unique; none is sent to, since nobody has one yet.
    email: `${username}@account.invalid`,
    username,
    displayUsername: account.username.trim(),
    personId: account.personId ?? null,
  })
  await setPasswordHash(tx, accountId, hash, { mustChange: account.mustChange ?? false, moment })
  for (const grant of given) await addGrant(tx, accountId, grant)
  return accountId
}

/** Roles an account holds, held or will hold in a city. */
export const rolesOf = async (tx: Tx, city: string, accountId: string): Promise<Role[]> => {
  const rows = await tx
    .select({ role: grants.role })
    .from(grants)
    .where(and(eq(grants.city, city), eq(grants.accountId, accountId)))
  return roles.filter((role) => rows.some((row) => row.role === role))
}

/** Gives an account a role with a scope. The caller has seen to it that a second person agreed. Returns the grant's id. */
export async function addGrant(tx: Tx, accountId: string, { scope, toOn, ...grant }: NewGrant): Promise<string> {
  const id = newId()
  await tx
    .insert(grants)
    .values({ id, accountId, ...grant, scopeKind: scope.kind, scopeId: scope.id, toOn: toOn ?? null })
  return id
}

/** An account that signs in nowhere from now on; its row stays, since the audit names it. Runs inside a transaction of the owner. */
export async function closeAccount(tx: Tx, city: string, accountId: string, now: Temporal.Instant): Promise<void> {
  const own = and(eq(accounts.city, city), eq(accounts.id, accountId))
  const closed = await tx
    .update(accounts)
    .set({ closedAt: new Date(now.epochMilliseconds) })
    .where(own)
    .returning({ id: accounts.id })
  if (closed.length > 0) await endSessions(tx, { accountId })
}

/** Roles that count on a day with this scope, and whose they are. Runs inside a transaction of the owner. */
export const grantsOfScope = (tx: Tx, city: string, scope: { kind: ScopeKind; ids: readonly string[] }, day: string) =>
  tx
    .select({
      id: grants.id,
      accountId: grants.accountId,
      name: accounts.name,
      role: grants.role,
      scopeId: grants.scopeId,
      post: grants.post,
      toOn: grants.toOn,
    })
    .from(grants)
    .innerJoin(accounts, eq(accounts.id, grants.accountId))
    .where(
      and(
        eq(grants.city, city),
        eq(grants.scopeKind, scope.kind),
        inArray(grants.scopeId, [...scope.ids]),
        or(isNull(grants.toOn), gte(grants.toOn, day)),
        isNull(accounts.closedAt),
      ),
    )
    .orderBy(grants.id)

/** Sets the last day of a role; its holder's open sessions are looked up anew. @returns the account, where there is such a role */
export async function setLastDay(tx: Tx, city: string, id: string, toOn: string | null): Promise<string | null> {
  const [row] = await tx
    .update(grants)
    .set({ toOn })
    .where(and(eq(grants.city, city), eq(grants.id, id)))
    .returning({ accountId: grants.accountId })
  if (row) forgetSessionsOf(row.accountId)
  return row?.accountId ?? null
}
