import type { SignedIn } from './session.ts'

/** A session as it was looked up last. Times in milliseconds. */
export interface CachedSession {
  signedIn: SignedIn
  /** Until then it is trusted without asking the database. */
  until: number
  /** Last use in this process. */
  seenAt: number
  /** After so long without use it ends. */
  idleFor: number
  /** Then it ends, used or not. */
  endsAt: number
}

/** How long a looked-up session is trusted; so late, at most, does another process learn that it ended. */
export const trustedFor = 60_000
/** A session ended by a transaction must not be read again and kept, before that transaction is through. */
const notKeptFor = 10_000
const mostKept = 10_000

/** By cookie. One for the process, so that whatever ends a session reaches it. */
const kept = new Map<string, CachedSession>()
const endedAccounts = new Map<string, number>()

export const cachedSession = (cookie: string): CachedSession | undefined => kept.get(cookie)

export function keepSession(cookie: string, session: CachedSession): void {
  const { accountId } = session.signedIn.actor
  const endedAt = endedAccounts.get(accountId)
  if (endedAt !== undefined && performance.now() - endedAt < notKeptFor) return
  endedAccounts.delete(accountId)
  if (kept.size >= mostKept) kept.clear()
  kept.set(cookie, session)
}

export const forgetSession = (cookie: string): void => void kept.delete(cookie)

/**
 * Every session of the account is looked up anew: sessions were ended, a role was given or taken, the account was closed.
 * Other processes follow within a minute.
 */
export function forgetSessionsOf(accountId: string): void {
  endedAccounts.set(accountId, performance.now())
  for (const [cookie, { signedIn }] of kept) if (signedIn.actor.accountId === accountId) kept.delete(cookie)
}
