import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../actor.ts'
import { dayOf, now as machineClock } from '../clock.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { administrators, type Role, roles, type ScopeKind, scopeKinds } from '../roles.ts'
import { nation } from '../rules/index.ts'
import { accounts, grants, sessions } from '../tables.ts'
import { accountActor } from './account-context.ts'
import { cookieIn, sessionCookieName, signedValue } from './cookies.ts'
import { signInParameters } from './parameter-versions.ts'
import type { SignInParameters } from './parameters.ts'
import type { Restriction } from './restrictions.ts'
import { cachedSession, forgetSession, keepSession, trustedFor } from './session-cache.ts'

/** A grant that is in force: one post the account may act in. */
export interface Post {
  grantId: string
  city: string
  role: Role
  post: string
  scope: { kind: ScopeKind; id: string }
  unitId: string | null
  fromOn: string
  /** Last day; null while nothing ends it. */
  toOn: string | null
  /** Name of the absent colleague whose post this is (代理). */
  actingFor: string | null
}

/** Who acts, and why nothing but the own account is open to them; a restricted actor has no scope beyond it. */
export type SessionActor = Actor & { restriction: Restriction | null }

/** Who is signed in, in which post, and which others they hold. */
export interface SignedIn {
  actor: SessionActor
  sessionId: string
  username: string
  /** Where the account was made; the post acted in may be of another city. */
  accountCity: string
  posts: Post[]
  /** The post acted in; null where there is none. */
  grantId: string | null
}

/** Finds what lies inside a scope; `app.ts` passes the one of organisations. */
export type ScopeResolver = (post: Post) => Promise<Pick<Actor, 'unitIds' | 'divisions' | 'chainIds'>>

interface Found {
  session: typeof sessions.$inferSelect
  account: typeof accounts.$inferSelect
  posts: Post[]
  rules: SignInParameters
}

/**
 * The one session lookup of the product, cached in the process. A session ends when it is idle too long, when it is too
 * old, and when its account is closed.
 *
 * @param secret signs the cookie
 */
export function sessionLookup(
  secret: string,
  resolveScope: ScopeResolver,
  clock: () => Temporal.Instant = machineClock,
) {
  async function signedInBy(headers: Headers): Promise<SignedIn | null> {
    const cookie = cookieIn(headers, sessionCookieName)
    if (!cookie) return null
    const moment = clock()
    const now = moment.epochMilliseconds
    const cached = cachedSession(cookie)
    if (cached && cached.until > now && now - cached.seenAt < cached.idleFor && now < cached.endsAt) {
      cached.seenAt = now
      return cached.signedIn
    }
    const token = signedValue(cookie, secret)
    const found = token ? await openSession(token, cached?.seenAt ?? 0, moment) : null
    if (!found) {
      forgetSession(cookie)
      return null
    }
    const signedIn = await admit(found, moment)
    const { idleMinutes, longestSessionHours } = found.rules
    const endsAt = found.session.createdAt.getTime() + longestSessionHours * 3_600_000
    keepSession(cookie, { signedIn, until: now + trustedFor, seenAt: now, idleFor: idleMinutes * 60_000, endsAt })
    return signedIn
  }

  async function admit({ session, account, posts, rules }: Found, moment: Temporal.Instant): Promise<SignedIn> {
    const restriction = restrictionOf(account, posts, rules, moment)
    const post = posts.find(({ grantId }) => grantId === session.grantId) ?? posts[0]
    const own = accountActor(account, post?.role)
    const actor: SessionActor =
      restriction || !post
        ? { ...own, restriction: restriction ?? 'no-post' }
        : { ...own, ...actingIn(post), ...(await resolveScope(post)), restriction: null }
    const { username, city: accountCity } = account
    const grantId = post?.grantId ?? null
    return { actor, sessionId: session.id, username: username ?? '', accountCity, posts, grantId }
  }

  /** Acts in another of one's own posts from now on. @throws AppError not-found */
  async function choosePost(headers: Headers, grantId: string): Promise<void> {
    const signedIn = await signedInBy(headers)
    if (!signedIn?.posts.some((post) => post.grantId === grantId)) throw new AppError('not-found', 'platform.noPost')
    await transactAsOwner(nation, (tx) =>
      tx.update(sessions).set({ grantId }).where(eq(sessions.id, signedIn.sessionId)),
    )
    forget(headers)
  }

  function forget(headers: Headers): void {
    const cookie = cookieIn(headers, sessionCookieName)
    if (cookie) forgetSession(cookie)
  }

  return { signedInBy, choosePost, forget }
}

export type SessionLookup = ReturnType<typeof sessionLookup>

const actingIn = ({ city, role, scope, unitId, grantId, actingFor }: Post) => {
  return { city, role, scope, unitId, grantId, actingFor }
}

/** The session of a token with all that decides about it, or null when it has ended. Last use is written once a minute. */
const openSession = (token: string, seenHere: number, moment: Temporal.Instant): Promise<Found | null> =>
  transactAsOwner(nation, async (tx) => {
    const [row] = await tx
      .select({ session: sessions, account: accounts })
      .from(sessions)
      .innerJoin(accounts, eq(accounts.id, sessions.userId))
      .where(eq(sessions.token, token))
    if (!row) return null
    const { session, account } = row
    const rules = await signInParameters(tx, account.city, moment)
    const now = moment.epochMilliseconds
    const seenAt = Math.max(session.lastSeenAt.getTime(), seenHere)
    const isIdle = now - seenAt >= rules.idleMinutes * 60_000
    const isTooOld = now - session.createdAt.getTime() >= rules.longestSessionHours * 3_600_000
    if (isIdle || isTooOld || account.closedAt !== null || session.expiresAt.getTime() <= now) {
      await tx.delete(sessions).where(eq(sessions.id, session.id))
      return null
    }
    if (now - session.lastSeenAt.getTime() >= trustedFor) {
      await tx
        .update(sessions)
        .set({ lastSeenAt: new Date(now) })
        .where(eq(sessions.id, session.id))
    }
    return { session, account, posts: await postsOf(tx, account.id, moment), rules }
  })

/** What an account has to do before it may act; passwords and second factors of a single sign-on are not ours. */
export function restrictionOf(
  account: Pick<
    typeof accounts.$inferSelect,
    'origin' | 'mustChangePassword' | 'passwordChangedAt' | 'createdAt' | 'twoFactorEnabled'
  >,
  posts: readonly Pick<Post, 'role'>[],
  rules: SignInParameters,
  moment: Temporal.Instant,
): Restriction | null {
  if (account.origin === 'local') {
    if (account.mustChangePassword || moment.epochMilliseconds >= passwordExpiry(account, rules))
      return 'change-password'
    if (!account.twoFactorEnabled && demandsSecondFactor(posts, rules)) return 'enrol-second-factor'
  }
  // Its sign-in asked for no second factor of ours; the door is shut to it, and so is a session from before the post.
  const isForeign = account.origin !== 'local' && posts.some(({ role }) => administrators.includes(role))
  return posts.length === 0 || isForeign ? 'no-post' : null
}

/** When the password must be changed, in milliseconds. */
export const passwordExpiry = (
  { passwordChangedAt, createdAt }: Pick<typeof accounts.$inferSelect, 'passwordChangedAt' | 'createdAt'>,
  { passwordMaxAgeDays }: SignInParameters,
): number => (passwordChangedAt ?? createdAt).getTime() + passwordMaxAgeDays * 86_400_000

/** One post is enough: the second factor belongs to the account. */
export const demandsSecondFactor = (posts: readonly Pick<Post, 'role'>[], rules: SignInParameters): boolean =>
  posts.some(({ role }) => rules.secondFactorRoles.includes(role))

/** The grant of an absent colleague that another one acts for, and the colleague. */
const theirs = alias(grants, 'theirs')
const absent = alias(accounts, 'absent')

/** The posts of an account that are in force at a moment, the oldest first. Runs as the owner. */
export async function postsOf(tx: Tx, accountId: string, moment: Temporal.Instant): Promise<Post[]> {
  const today = dayOf(moment).toString()
  const inForce = and(lte(grants.fromOn, today), or(isNull(grants.toOn), gte(grants.toOn, today)))
  const rows = await tx
    .select({ row: grants, actingFor: absent.name })
    .from(grants)
    .leftJoin(theirs, and(eq(theirs.city, grants.city), eq(theirs.id, grants.actingFor)))
    .leftJoin(absent, eq(absent.id, theirs.accountId))
    .where(and(eq(grants.accountId, accountId), inForce))
    .orderBy(grants.fromOn, grants.id)
  return rows.flatMap(({ row, actingFor }) => {
    const role = roles.find((one) => one === row.role)
    const kind = scopeKinds.find((one) => one === row.scopeKind)
    if (!role || !kind) return []
    const { city, post, unitId, fromOn, toOn } = row
    return [{ grantId: row.id, city, role, post, unitId, fromOn, toOn, actingFor, scope: { kind, id: row.scopeId } }]
  })
}
