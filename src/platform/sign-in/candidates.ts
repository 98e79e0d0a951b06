import { and, eq, gt } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import type { Role } from '../roles.ts'
import { nation } from '../rules/index.ts'
import { accounts, credentials, verifications } from '../tables.ts'
import { challengeCookieName, cookieIn, signedValue } from './cookies.ts'
import { postsOf } from './session.ts'

/** Somebody at the door, before the door opens. */
export interface KnownAccount {
  id: string
  name: string
  city: string
  hasPassword: boolean
  /** Of the first post in force. */
  role: Role | undefined
}

/** The account of a user name, for locks and the audit. */
export const accountNamed = (username: string, moment: Temporal.Instant): Promise<KnownAccount | null> =>
  transactAsOwner(nation, async (tx) => {
    const [row] = await tx
      .select({ id: accounts.id, name: accounts.name, city: accounts.city, password: credentials.password })
      .from(accounts)
      .leftJoin(credentials, and(eq(credentials.userId, accounts.id), eq(credentials.providerId, 'credential')))
      .where(eq(accounts.username, username.trim().toLowerCase()))
    if (!row) return null
    const { password, ...account } = row
    return { ...account, hasPassword: password !== null, role: (await postsOf(tx, row.id, moment))[0]?.role }
  })

/** An account whose password was right, and whose second factor is asked for. */
export interface Challenged {
  account: KnownAccount
  /** The cookie that says so, alone. */
  cookie: string
}

/** @throws AppError forbidden `platform.signInAgain` where no challenge is open */
export async function challengedBy(headers: Headers, secret: string, moment: Temporal.Instant): Promise<Challenged> {
  const again = new AppError('forbidden', 'platform.signInAgain')
  const sent = cookieIn(headers, challengeCookieName)
  const identifier = sent && signedValue(sent, secret)
  if (!identifier) throw again
  const account = await transactAsOwner(nation, async (tx) => {
    const alive = gt(verifications.expiresAt, new Date(moment.epochMilliseconds))
    const [row] = await tx
      .select({ id: accounts.id, name: accounts.name, city: accounts.city })
      .from(verifications)
      .innerJoin(accounts, eq(accounts.id, verifications.value))
      .where(and(eq(verifications.identifier, identifier), alive))
    return row && { ...row, hasPassword: true, role: (await postsOf(tx, row.id, moment))[0]?.role }
  })
  if (!account) throw again
  const name = (headers.get('cookie') ?? '').includes(`__Secure-${challengeCookieName}`) ? '__Secure-' : ''
  return { account, cookie: `${name}${challengeCookieName}=${sent}` }
}
