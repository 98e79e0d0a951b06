import { APIError } from 'better-auth/api'
import { eq } from 'drizzle-orm'
import { now } from '../clock.ts'
import { transact, transactAsOwner } from '../db/transact.ts'
import { one } from '../errors.ts'
import { announce } from '../events.ts'
import { nation } from '../rules/index.ts'
import { accounts } from '../tables.ts'
import { accountContext } from './account-context.ts'
import { limitSessions } from './open-sessions.ts'
import { signInParameters } from './parameter-versions.ts'
import { postsOf } from './session.ts'

const day = 86_400_000

/**
 * No session for a closed account, by whatever way it comes, nor for a password that an administrator has set and nobody
 * used in time. Asked after the password was right: a stranger does not learn which accounts are closed.
 */
export async function requireOpenAccount(accountId: string): Promise<void> {
  const moment = now()
  const { account, rules } = await transactAsOwner(nation, async (tx) => {
    const account = one(await tx.select().from(accounts).where(eq(accounts.id, accountId)))
    return { account, rules: await signInParameters(tx, account.city, moment) }
  })
  if (account.closedAt !== null) throw new APIError('FORBIDDEN', { code: 'platform.accountClosed' })
  const setAt = (account.passwordChangedAt ?? account.createdAt).getTime()
  const validFor = rules.initialPasswordValidDays * day
  if (account.mustChangePassword && moment.epochMilliseconds >= setAt + validFor) {
    const facts = { days: rules.initialPasswordValidDays }
    throw new APIError('FORBIDDEN', { code: 'platform.initialPasswordExpired', facts })
  }
}

interface NewSession {
  userId: string
  ipAddress?: string | null | undefined
}

/**
 * Writes down that somebody came in, and ends what is too much. A password that still waits for its second factor has made
 * a session too, which is taken away again: that is no arrival.
 */
export async function welcome({ userId, ipAddress }: NewSession, path: string): Promise<void> {
  const moment = now()
  const account = await transactAsOwner(nation, async (tx) => {
    const account = one(await tx.select().from(accounts).where(eq(accounts.id, userId)))
    if (path.startsWith('/sign-in/username') && account.twoFactorEnabled) return null
    const at = new Date(moment.epochMilliseconds)
    await tx.update(accounts).set({ lastSignInAt: at }).where(eq(accounts.id, userId))
    await limitSessions(tx, userId, await signInParameters(tx, account.city, moment), moment)
    return { ...account, role: (await postsOf(tx, userId, moment))[0]?.role }
  })
  if (!account) return
  const ctx = accountContext(account, moment, ipAddress || null)
  await transact(ctx, (tx) => announce(ctx, tx, { kind: 'signed-in', subject: { kind: 'account', id: userId } }))
}
