import { eq } from 'drizzle-orm'
import { platformApi } from './contract.ts'
import { transactAsOwner } from './db/transact.ts'
import { AppError, one } from './errors.ts'
import { type Route, route } from './http/route.ts'
import type { SessionLookup } from './sign-in/session.ts'
import { readSetupLink, redeemSetupLink } from './sign-in/setup-links.ts'
import { cities } from './tables.ts'

/** Routes of the platform itself. They need the session lookup, so the table is made when the server starts. */
export const platformRoutes = (lookup: SessionLookup, version: string): Route[] => [
  route(platformApi.me, 'anyone', 'platform.me', async ({ headers }) => {
    const signedIn = await lookup.signedInBy(headers)
    if (!signedIn) return null
    const { actor, posts, username, grantId } = signedIn
    const city = await transactAsOwner(actor.city, async (tx) =>
      one(await tx.select().from(cities).where(eq(cities.code, actor.city))),
    )
    const { restriction, name, role, unitId } = actor
    if (restriction !== null) return { restriction, name, username, city }
    return { restriction, name, username, role, unitId, grantId: grantId ?? '', posts, city }
  }),
  route(platformApi.choosePost, 'signed-in', 'platform.choosePost', async ({ headers, body }) => {
    await lookup.choosePost(headers, body.grantId)
    return { done: true }
  }),
  route(platformApi.setUp, 'anyone', 'platform.setUp', async ({ ctx, body: { token, ...account } }) => {
    await redeemSetupLink(token, account, ctx.now())
    return { done: true }
  }),
  route(platformApi.setUpLink, 'anyone', 'platform.setUpLink', ({ ctx, body }) => readSetupLink(body.token, ctx.now())),
  route(platformApi.health, 'anyone', 'platform.health', async () => {
    await transactAsOwner('000000', (tx) => tx.select().from(cities).limit(1)).catch(() => {
      throw new AppError('unavailable', 'platform.databaseGone')
    })
    return { ok: true, version }
  }),
]
