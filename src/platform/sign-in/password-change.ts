import { and, desc, eq, notInArray } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Context } from '../actor.ts'
import { type Tx, transact, transactAsOwner } from '../db/transact.ts'
import { AppError, one } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import { accounts, credentials, passwordHistory } from '../tables.ts'
import { beginAttempt, locked } from './locks.ts'
import { endSessions } from './open-sessions.ts'
import { signInParameters } from './parameter-versions.ts'
import { type PasswordDemand, unmetDemands } from './password-rules.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

const refusals: Record<PasswordDemand, string> = {
  length: 'platform.passwordTooShort',
  kinds: 'platform.passwordTooSimple',
  username: 'platform.passwordHoldsUsername',
  name: 'platform.passwordHoldsName',
  common: 'platform.passwordCommon',
}

/** No more hashes are kept of an account: the most a city can ask for. */
const mostKept = 24

/** @throws AppError invalid: the first demand of the city that the password fails */
export async function requireGoodPassword(
  tx: Tx,
  password: string,
  account: { username: string; name: string; city: string },
  moment: Temporal.Instant,
): Promise<void> {
  const rules = await signInParameters(tx, account.city, moment)
  const [unmet] = unmetDemands(password, account, rules)
  if (!unmet) return
  throw new AppError('invalid', refusals[unmet], { length: rules.passwordLeastLength, kinds: rules.passwordLeastKinds })
}

/** Sets the hash of a new password and remembers it. `mustChange`: somebody else knows it, so it opens the account only to change it. */
export async function setPasswordHash(
  tx: Tx,
  accountId: string,
  hash: string,
  { mustChange, moment }: { mustChange: boolean; moment: Temporal.Instant },
): Promise<void> {
  const at = new Date(moment.epochMilliseconds)
  const own = and(eq(credentials.userId, accountId), eq(credentials.providerId, 'credential'))
  const changed = await tx.update(credentials).set({ password: hash, updatedAt: at }).where(own).returning()
  if (changed.length === 0) {
    const how = { id: newId(), accountId, userId: accountId, providerId: 'credential' }
    await tx.insert(credentials).values({ ...how, password: hash })
  }
  await tx
    .update(accounts)
    .set({ mustChangePassword: mustChange, passwordChangedAt: at, updatedAt: at })
    .where(eq(accounts.id, accountId))
  await tx.insert(passwordHistory).values({ id: newId(), accountId, hash, usedFrom: at })
  const kept = await newestHashes(tx, accountId, mostKept)
  const ids = kept.map(({ id }) => id)
  await tx
    .delete(passwordHistory)
    .where(and(eq(passwordHistory.accountId, accountId), notInArray(passwordHistory.id, ids)))
}

/**
 * A password an administrator sets for somebody else: good by the rules, to be changed at the next sign-in. Ends every
 * session of the account. Runs in the administrator's transaction, as the owner; the caller checks, announces, and takes
 * a lock away (`unlock`).
 *
 * @throws AppError invalid, or conflict `platform.passwordElsewhere`
 */
export async function resetPassword(
  tx: Tx,
  accountId: string,
  password: string,
  moment: Temporal.Instant,
): Promise<void> {
  const account = one(await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('update'))
  requireLocal(account.origin)
  await requireGoodPassword(tx, password, { ...account, username: account.username ?? '' }, moment)
  await setPasswordHash(tx, accountId, await hashPassword(password), { mustChange: true, moment })
  await endSessions(tx, { accountId })
}

/** The account's own password, proved before something that a session left open must not be enough for. */
export interface Proof {
  accountId: string
  username: string
  name: string
  city: string
  /** The hash that was proved; a change meanwhile is a conflict. */
  hash: string
}

/**
 * Checks the password of an account that is signed in; a wrong one counts towards the lock of its name like at the
 * sign-in. Hashes are computed outside of any transaction, since they take long.
 *
 * @throws AppError invalid `platform.passwordWrong` | forbidden `platform.signInLocked` | conflict `platform.passwordElsewhere`
 */
export async function provePassword(ctx: Context, password: string): Promise<Proof> {
  const { accountId } = ctx.actor
  const { account, hash } = await transactAsOwner(ctx.city, async (tx) => {
    const account = one(await tx.select().from(accounts).where(eq(accounts.id, accountId)))
    return { account, hash: await currentHash(tx, accountId) }
  })
  requireLocal(account.origin)
  const username = account.username ?? ''
  const attempt = await beginAttempt(username, ctx.now())
  if (hash === null || !(await verifyPassword(hash, password))) {
    if (attempt.locksForMinutes !== null) throw locked(attempt.locksForMinutes)
    throw new AppError('invalid', 'platform.passwordWrong')
  }
  await attempt.succeed()
  return { accountId, username, name: account.name, city: account.city, hash }
}

/**
 * Changes the own password and ends every other session.
 *
 * @throws AppError invalid: the old one is wrong, the new one fails a demand or was used lately
 */
export async function changePassword(
  ctx: Context,
  sessionId: string,
  { oldPassword, newPassword }: { oldPassword: string; newPassword: string },
): Promise<void> {
  const proof = await provePassword(ctx, oldPassword)
  const used = await transactAsOwner(ctx.city, async (tx) => {
    await requireGoodPassword(tx, newPassword, proof, ctx.now())
    const { passwordHistoryLength } = await signInParameters(tx, proof.city, ctx.now())
    const rows = await newestHashes(tx, proof.accountId, passwordHistoryLength)
    return { count: passwordHistoryLength, hashes: new Set([proof.hash, ...rows.map(({ hash }) => hash)]) }
  })
  const matches = await Promise.all([...used.hashes].map((hash) => verifyPassword(hash, newPassword)))
  if (matches.includes(true)) throw new AppError('invalid', 'platform.passwordReused', { count: used.count })
  const hash = await hashPassword(newPassword)

  await transact(ctx, async (tx) => {
    await transactAsOwner(ctx.city, async (owner) => {
      await requireUnchanged(owner, proof)
      await setPasswordHash(owner, proof.accountId, hash, { mustChange: false, moment: ctx.now() })
      await endSessions(owner, { accountId: proof.accountId, butSessionId: sessionId })
    })
    await announce(ctx, tx, { kind: 'password-changed', subject: { kind: 'account', id: proof.accountId } })
  })
}

/** Locks the credential and sees that the password proved is still the one. */
export async function requireUnchanged(tx: Tx, { accountId, hash }: Proof): Promise<void> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for('update')
  if ((await currentHash(tx, accountId)) !== hash) throw new AppError('conflict', 'platform.changedMeanwhile')
}

function requireLocal(origin: string): void {
  if (origin !== 'local') throw new AppError('conflict', 'platform.passwordElsewhere')
}

async function currentHash(tx: Tx, accountId: string): Promise<string | null> {
  const [row] = await tx
    .select({ hash: credentials.password })
    .from(credentials)
    .where(and(eq(credentials.userId, accountId), eq(credentials.providerId, 'credential')))
  return row?.hash ?? null
}

const newestHashes = (tx: Tx, accountId: string, count: number) =>
  tx
    .select({ id: passwordHistory.id, hash: passwordHistory.hash })
    .from(passwordHistory)
    .where(eq(passwordHistory.accountId, accountId))
    .orderBy(desc(passwordHistory.usedFrom), desc(passwordHistory.id))
    .limit(count)
