import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { alias } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import type { Actor } from '../actor.ts'
import { dayOf, now } from '../clock.ts'
import { AppError } from '../errors.ts'
import { type Role, roles, type ScopeKind, scopeKinds } from '../roles.ts'
import { accounts, grants, sessions } from '../tables.ts'
import type { Auth } from './auth.ts'

/** A grant that is in force: one post the account may act in. */
export interface Post {
  grantId: string
  city: string
  role: Role
  post: string
  scope: { kind: ScopeKind; id: string }
  unitId: string | null
  /** Name of the absent colleague whose post this is (代理). */
  actingFor: string | null
}

/** Who is signed in, in which post, and which others they hold. */
export interface SignedIn {
  actor: Actor
  username: string
  posts: Post[]
  grantId: string
}

/** Finds what lies inside a scope; `app.ts` passes the one of organisations. */
export type ScopeResolver = (post: Post) => Promise<Pick<Actor, 'unitIds' | 'divisions' | 'chainIds'>>

/** The grant of an absent colleague that another one acts for, and the colleague. */
const theirs = alias(grants, 'theirs')
const absent = alias(accounts, 'absent')

/** How long a looked-up session is trusted without asking the database. */
const cacheMilliseconds = 60_000

/** The one session lookup of the product, cached in the process and forgotten on sign-out. */
export function sessionLookup(auth: Auth, pool: pg.Pool, resolveScope: ScopeResolver) {
  const cache = new Map<string, { signedIn: SignedIn; until: number }>()
  const db = drizzle({ client: pool })

  async function signedInBy(headers: Headers): Promise<SignedIn | null> {
    const key = sessionCookie(headers)
    if (!key) return null
    const cached = cache.get(key)
    const moment = now()
    if (cached && cached.until > moment.epochMilliseconds) return cached.signedIn
    const session = await auth.api.getSession({ headers })
    if (!session) {
      cache.delete(key)
      return null
    }
    const posts = await postsOf(session.user.id)
    const chosen = await db
      .select({ grantId: sessions.grantId })
      .from(sessions)
      .where(eq(sessions.id, session.session.id))
    const post = posts.find((one) => one.grantId === chosen[0]?.grantId) ?? posts[0]
    if (!post) throw new AppError('forbidden', 'platform.noPost')
    const [account] = await db
      .select({ username: accounts.username })
      .from(accounts)
      .where(eq(accounts.id, session.user.id))
    const actor: Actor = {
      accountId: session.user.id,
      name: session.user.name,
      city: post.city,
      role: post.role,
      scope: post.scope,
      unitId: post.unitId,
      grantId: post.grantId,
      actingFor: post.actingFor,
      ...(await resolveScope(post)),
    }
    const signedIn = { actor, posts, grantId: post.grantId, username: account?.username ?? '' }
    if (cache.size > 10_000) cache.clear()
    cache.set(key, { signedIn, until: moment.epochMilliseconds + cacheMilliseconds })
    return signedIn
  }

  async function postsOf(accountId: string): Promise<Post[]> {
    const today = dayOf(now()).toString()
    const inForce = and(lte(grants.fromOn, today), or(isNull(grants.toOn), gte(grants.toOn, today)))
    const rows = await db
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
      const { city, post, unitId } = row
      return [{ grantId: row.id, city, role, post, unitId, actingFor, scope: { kind, id: row.scopeId } }]
    })
  }

  /** Acts in another of one's own posts from now on. @throws AppError not-found */
  async function choosePost(headers: Headers, grantId: string): Promise<void> {
    const session = await auth.api.getSession({ headers })
    const posts = session ? await postsOf(session.user.id) : []
    if (!session || !posts.some((post) => post.grantId === grantId)) throw new AppError('not-found', 'platform.noPost')
    await db.update(sessions).set({ grantId }).where(eq(sessions.id, session.session.id))
    forget(headers)
  }

  function forget(headers: Headers): void {
    const key = sessionCookie(headers)
    if (key) cache.delete(key)
  }

  return { signedInBy, choosePost, forget }
}

export type SessionLookup = ReturnType<typeof sessionLookup>

function sessionCookie(headers: Headers): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [name, ...value] = part.trim().split('=')
    if (name?.endsWith('daqiao.session_token')) return value.join('=')
  }
  return null
}
