import { and, desc, eq, gt, lte, ne, notInArray, or } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Context } from '../actor.ts'
import type { SessionView } from '../contract.ts'
import { type Tx, transact, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import { sessions } from '../tables.ts'
import { deviceOf } from './device.ts'
import { signInParameters } from './parameter-versions.ts'
import type { SignInParameters } from './parameters.ts'
import { forgetSessionsOf } from './session-cache.ts'

/** Sessions last used, and begun, before these moments have ended. */
export function endedBefore({ idleMinutes, longestSessionHours }: SignInParameters, moment: Temporal.Instant) {
  const now = moment.epochMilliseconds
  return { seen: new Date(now - idleMinutes * 60_000), begun: new Date(now - longestSessionHours * 3_600_000) }
}

/** The sessions of an account that are still open, the last used first. `thisId`: the one that asks. */
export async function listOpenSessions(
  tx: Tx,
  { accountId, city, thisId }: { accountId: string; city: string; thisId: string | null },
  moment: Temporal.Instant,
): Promise<SessionView[]> {
  const { seen, begun } = endedBefore(await signInParameters(tx, city, moment), moment)
  const rows = await tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, accountId), gt(sessions.lastSeenAt, seen), gt(sessions.createdAt, begun)))
    .orderBy(desc(sessions.lastSeenAt))
  return rows.map(({ id, userAgent, ipAddress, createdAt, lastSeenAt }) => ({
    id,
    ...deviceOf(userAgent),
    address: ipAddress || null,
    since: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    isThis: id === thisId,
  }))
}

/** Takes sessions away: all of an account, one, or all but one. They are forgotten in this process at once. Runs as the owner. */
export async function endSessions(
  tx: Tx,
  { accountId, sessionId, butSessionId }: { accountId: string; sessionId?: string; butSessionId?: string },
): Promise<number> {
  const which = and(
    eq(sessions.userId, accountId),
    sessionId === undefined ? undefined : eq(sessions.id, sessionId),
    butSessionId === undefined ? undefined : ne(sessions.id, butSessionId),
  )
  const ended = await tx.delete(sessions).where(which).returning({ id: sessions.id })
  forgetSessionsOf(accountId)
  return ended.length
}

/**
 * Ends every session of another account, by an administrator. The caller has seen to it that the actor may; closing an
 * account and taking a role away call it in their transaction.
 */
export const endSessionsOf = (ctx: Context, accountId: string): Promise<number> =>
  transact(ctx, async (tx) => {
    const ended = await transactAsOwner(ctx.city, (owner) => endSessions(owner, { accountId }))
    const subject = { kind: 'account', id: accountId }
    if (ended > 0) await announce(ctx, tx, { kind: 'sessions-ended', subject, facts: { ended } })
    return ended
  })

/** Ends one of the own sessions. @throws AppError not-found `platform.noSuchSession` */
export const endMySession = (ctx: Context, sessionId: string): Promise<void> =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const ended = await transactAsOwner(ctx.city, (owner) => endSessions(owner, { accountId, sessionId }))
    if (ended === 0) throw new AppError('not-found', 'platform.noSuchSession')
    await announce(ctx, tx, { kind: 'sessions-ended', subject: { kind: 'account', id: accountId }, facts: { ended } })
  })

/** Ends every own session but the one that asks. */
export const endMyOtherSessions = (ctx: Context, butSessionId: string): Promise<number> =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const ended = await transactAsOwner(ctx.city, (owner) => endSessions(owner, { accountId, butSessionId }))
    const subject = { kind: 'account', id: accountId }
    if (ended > 0) await announce(ctx, tx, { kind: 'sessions-ended', subject, facts: { ended } })
    return ended
  })

/** Sweeps what has ended by itself, and ends the oldest where a city allows only so many. For each sign-in. */
export async function limitSessions(
  tx: Tx,
  accountId: string,
  rules: SignInParameters,
  moment: Temporal.Instant,
): Promise<void> {
  const { seen, begun } = endedBefore(rules, moment)
  const over = or(lte(sessions.lastSeenAt, seen), lte(sessions.createdAt, begun))
  await tx.delete(sessions).where(and(eq(sessions.userId, accountId), over))
  if (rules.mostSessions === null) return
  const staying = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, accountId))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(rules.mostSessions)
  const ids = staying.map(({ id }) => id)
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, accountId), notInArray(sessions.id, ids)))
    .returning({ id: sessions.id })
  if (ended.length > 0) forgetSessionsOf(accountId)
}
