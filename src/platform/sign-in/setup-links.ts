import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { systemContext } from '../actor.ts'
import { dayOf } from '../clock.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import { administrators, type Role } from '../roles.ts'
import { accounts, cities, grants, setupLinks } from '../tables.ts'
import { createAccount, type NewAccount } from './accounts.ts'

export interface SetupLink {
  role: Role
  token: string
}

/** What the post of a first administrator is called; the city may correct it. */
const posts: Partial<Record<Role, string>> = {
  'system-administrator': '系统管理员',
  'security-administrator': '安全管理员',
  'audit-administrator': '审计管理员',
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Links of one use and seven days, one for each administrator's role that nobody holds; older ones for those roles are
 * void. Whoever starts the server hands them to three people. Only hashes are kept.
 */
export const createSetupLinks = (city: string, now: Temporal.Instant): Promise<SetupLink[]> =>
  transactAsOwner(city, async (tx) => {
    const held = (await holders(tx, city, now)).map(({ role }) => role)
    const links = administrators
      .filter((role) => !held.includes(role))
      .map((role) => ({ role, token: randomBytes(24).toString('base64url') }))
    if (links.length === 0) return []
    await tx.delete(setupLinks).where(
      unusedOf(
        city,
        links.map(({ role }) => role),
      ),
    )
    const expiresAt = now.add({ hours: 7 * 24 }).toString()
    await tx
      .insert(setupLinks)
      .values(links.map(({ role, token }) => ({ tokenHash: hashOf(token), city, role, expiresAt })))
    return links
  })

const unusedOf = (city: string, roles: readonly Role[]) =>
  and(eq(setupLinks.city, city), inArray(setupLinks.role, [...roles]), isNull(setupLinks.usedAt))

/** Administrators in office with an open account; who acts for one that is absent does not count. */
const holders = (tx: Tx, city: string, now: Temporal.Instant) => {
  const today = dayOf(now).toString()
  return tx
    .select({ role: grants.role, name: accounts.name })
    .from(grants)
    .innerJoin(accounts, eq(accounts.id, grants.accountId))
    .where(
      and(
        eq(grants.city, city),
        inArray(grants.role, [...administrators]),
        isNull(grants.actingFor),
        isNull(accounts.closedAt),
        lte(grants.fromOn, today),
        or(isNull(grants.toOn), gte(grants.toOn, today)),
      ),
    )
}

/** The link a token opens, while it can be used. @throws AppError not-found `platform.setupLinkUsed` */
async function lockLink(tx: Tx, token: string, now: Temporal.Instant): Promise<{ city: string; role: Role }> {
  const [link] = await tx
    .select()
    .from(setupLinks)
    .where(eq(setupLinks.tokenHash, hashOf(token)))
    .for('update')
  const role = administrators.find((one) => one === link?.role)
  if (!link || !role || link.usedAt || link.expiresAt <= now.toString())
    throw new AppError('not-found', 'platform.setupLinkUsed')
  return { city: link.city, role }
}

/** Whom a set-up link is for, with the name of the city. @throws AppError not-found `platform.setupLinkUsed` */
export const readSetupLink = (token: string, now: Temporal.Instant): Promise<{ role: Role; city: string }> =>
  transactAsOwner('000000', async (tx) => {
    const { city, role } = await lockLink(tx, token, now)
    const [row] = await tx.select({ name: cities.name }).from(cities).where(eq(cities.code, city))
    return { role, city: row?.name ?? city }
  })

/**
 * Uses a set-up link: makes the account of the administrator it is for, and nothing else. Whoever made one of the three
 * cannot make another under the same name.
 *
 * @throws AppError not-found `platform.setupLinkUsed` | invalid: user name or password | conflict `platform.usernameTaken`,
 *   `platform.setupSamePerson`
 */
export const redeemSetupLink = (
  token: string,
  account: Omit<NewAccount, 'city'>,
  now: Temporal.Instant,
): Promise<void> =>
  transactAsOwner('000000', async (tx) => {
    const { city, role } = await lockLink(tx, token, now)
    const name = account.name.trim()
    const others = await holders(tx, city, now)
    if (others.some((one) => one.name === name)) throw new AppError('conflict', 'platform.setupSamePerson', { name })

    await tx
      .update(setupLinks)
      .set({ usedAt: now.toString() })
      .where(eq(setupLinks.tokenHash, hashOf(token)))
    await tx.delete(setupLinks).where(unusedOf(city, [role]))
    const scope = { kind: 'city', id: city } as const
    const grant = { city, role, scope, unitId: null, post: posts[role] ?? role, fromOn: dayOf(now).toString() }
    const accountId = await createAccount(tx, { ...account, city }, [grant], now)
    const subject = { kind: 'account', id: accountId }
    await announce(
      systemContext(city, () => now),
      tx,
      { kind: 'administrator-set-up', subject, facts: { role } },
    )
  })
