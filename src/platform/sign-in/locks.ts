import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { AppError, one } from '../errors.ts'
import { nation } from '../rules/index.ts'
import { accounts, cities, signInFailures } from '../tables.ts'
import { signInParameters } from './parameter-versions.ts'
import type { SignInParameters } from './parameters.ts'

/** Failures under one user name. Times in milliseconds. */
export interface Failures {
  failures: number
  /** Locks in a row: each is longer. */
  locks: number
  lockedUntil: number | null
  lastAt: number
}

const minute = 60_000
/** After so long without an attempt, failures and locks are forgotten. */
const forgottenAfter = 24 * 60 * minute

/**
 * Counts an attempt before the password is looked at, so that attempts at the same moment cannot go round the limit: the
 * last one allowed locks the name, and a success takes the lock away. Null: the name is locked now.
 */
export function countAttempt(
  before: Failures,
  rules: Pick<SignInParameters, 'lockAfterFailures' | 'lockMinutes'>,
  now: number,
): Failures | null {
  if (before.lockedUntil !== null && before.lockedUntil > now) return null
  const isForgotten = now - before.lastAt >= forgottenAfter
  const failures = (isForgotten ? 0 : before.failures) + 1
  const locks = isForgotten ? 0 : before.locks
  if (failures < rules.lockAfterFailures) return { failures, locks, lockedUntil: null, lastAt: now }
  const minutes = rules.lockMinutes[Math.min(locks, rules.lockMinutes.length - 1)] ?? 0
  return { failures: 0, locks: locks + 1, lockedUntil: now + minutes * minute, lastAt: now }
}

/** An attempt that was counted: fails, unless `succeed` is called. */
export interface Attempt {
  /** Minutes for which this attempt has locked the name, if it fails; null where more attempts are left. */
  locksForMinutes: number | null
  succeed: () => Promise<void>
}

/**
 * Lets somebody try a password under a user name, known or not: the same limit and the same words, so that nobody learns
 * which names exist. Counted by the hash of the name.
 *
 * @throws AppError forbidden `platform.signInLocked` with the minutes left
 */
export async function beginAttempt(username: string, moment: Temporal.Instant): Promise<Attempt> {
  const nameHash = createHash('sha256').update(username.trim().toLowerCase()).digest('hex')
  const now = moment.epochMilliseconds
  const after = await transactAsOwner(nation, async (tx) => {
    const before = await lockFailures(tx, nameHash, moment)
    const counted = countAttempt(before, await signInParameters(tx, await cityOf(tx, username), moment), now)
    if (counted) await tx.update(signInFailures).set(stored(counted)).where(eq(signInFailures.nameHash, nameHash))
    return counted ?? refused(before, now)
  })
  return {
    locksForMinutes: after.lockedUntil === null ? null : minutesUntil(after.lockedUntil, now),
    succeed: () => forgetFailures(nameHash),
  }
}

/** Takes a lock away, where an administrator has set a new password. */
export const unlock = (username: string): Promise<void> =>
  forgetFailures(createHash('sha256').update(username.trim().toLowerCase()).digest('hex'))

async function forgetFailures(nameHash: string): Promise<void> {
  await transactAsOwner(nation, (tx) => tx.delete(signInFailures).where(eq(signInFailures.nameHash, nameHash)))
}

const minutesUntil = (until: number, now: number): number => Math.ceil((until - now) / minute)

export const locked = (minutes: number): AppError => new AppError('forbidden', 'platform.signInLocked', { minutes })

function refused({ lockedUntil }: Failures, now: number): never {
  throw locked(minutesUntil(lockedUntil ?? now, now))
}

async function lockFailures(tx: Tx, nameHash: string, moment: Temporal.Instant): Promise<Failures> {
  const first = { nameHash, failures: 0, lastAt: new Date(moment.epochMilliseconds) }
  await tx.insert(signInFailures).values(first).onConflictDoNothing()
  const row = one(await tx.select().from(signInFailures).where(eq(signInFailures.nameHash, nameHash)).for('update'))
  const { failures, locks, lockedUntil, lastAt } = row
  return { failures, locks, lockedUntil: lockedUntil?.getTime() ?? null, lastAt: lastAt.getTime() }
}

const stored = ({ failures, locks, lockedUntil, lastAt }: Failures) => {
  return { failures, locks, lockedUntil: lockedUntil === null ? null : new Date(lockedUntil), lastAt: new Date(lastAt) }
}

/** Whose parameters count: the account's city; for an unknown name the first city, which is the only one mostly. */
async function cityOf(tx: Tx, username: string): Promise<string> {
  const [known] = await tx
    .select({ city: accounts.city })
    .from(accounts)
    .where(eq(accounts.username, username.trim().toLowerCase()))
  if (known) return known.city
  const [first] = await tx.select({ city: cities.code }).from(cities).orderBy(asc(cities.code)).limit(1)
  return first?.city ?? nation
}
