import { and, eq, sql } from 'drizzle-orm'
import { type Context, systemContext } from '../../actor.ts'
import { now } from '../../clock.ts'
import { type Tx, transact, transactAsOwner } from '../../db/transact.ts'
import { one } from '../../errors.ts'
import { announce, auditAttempt } from '../../events.ts'
import { newId } from '../../ids.ts'
import { accounts, credentials } from '../../tables.ts'
import type { Refusal } from './contract.ts'
import { type Identity, usernameOf } from './identity.ts'
import { claimedBy, renewGrants } from './renewal.ts'
import { type Places, providerId, type SignOn } from './sign-on.ts'

export type Account = typeof accounts.$inferSelect

/**
 * Lets a person in whom the city's sign-on vouches for, or says why not. An account is found by issuer and stable id
 * alone: that a name or an address is equal to somebody's means nothing. Account, roles, events and audit are written in
 * one transaction.
 */
export async function admit(signOn: SignOn, identity: Identity): Promise<Refusal | null> {
  const moment = now()
  const ctx = systemContext(signOn.city, () => moment)
  const places = await signOn.placesOf(signOn.city)
  const decided = await transact(ctx, () =>
    transactAsOwner(signOn.city, async (tx) => {
      await lockPerson(tx, identity)
      const known = await accountOf(tx, identity)
      if (known) return { accountId: known.id, refusal: await renew(signOn, tx, ctx, known, identity, places) }
      if (!signOn.configuration.newcomers) return { accountId: null, refusal: 'unknown-person' as const }
      if (claimedBy(signOn, '', identity, places).length === 0) return { accountId: null, refusal: 'no-role' as const }
      const opened = await openAccount(tx, ctx, identity)
      return { accountId: opened.id, refusal: await renew(signOn, tx, ctx, opened, identity, places) }
    }),
  )
  const { accountId, refusal } = decided
  if (refusal) {
    const subject = { subjectKind: 'account', subjectId: accountId }
    await auditAttempt(ctx, { action: 'platform.beginSignOn', ...subject, result: 'denied' })
  }
  return refusal
}

/** One after the other for one person, also before there is a row to lock. */
export const lockPerson = (tx: Tx, { key }: Pick<Identity, 'key'>) =>
  tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 6279432))`)

/** The account that belongs to the person, locked. */
export async function accountOf(tx: Tx, { key }: Pick<Identity, 'key'>): Promise<Account | null> {
  const rows = await tx
    .select({ account: accounts })
    .from(credentials)
    .innerJoin(accounts, eq(accounts.id, credentials.userId))
    .where(and(eq(credentials.providerId, providerId), eq(credentials.accountId, key)))
    .for('update')
  return rows[0]?.account ?? null
}

async function openAccount(tx: Tx, ctx: Context, identity: Identity): Promise<Account> {
  const username = await freeUsername(tx, identity.key)
  const values = {
    id: newId(),
    city: ctx.city,
    name: identity.name,
    email: `${username}@account.invalid`,
    username,
    displayUsername: username,
    origin: 'single-sign-on',
  }
  const account = one(await tx.insert(accounts).values(values).returning())
  await bind(tx, account.id, identity)
  const opened = { kind: 'sign-on-account-opened', subject: { kind: 'account', id: account.id } }
  await transact(ctx, (own) => announce(ctx, own, { ...opened, details: { approvedBy: 'configuration' } }))
  return account
}

async function freeUsername(tx: Tx, key: string): Promise<string> {
  const short = usernameOf(key)
  const taken = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.username, short))
  return taken.length === 0 ? short : usernameOf(key, 32)
}

/** From now on the person of the sign-on is this account. */
export const bind = (tx: Tx, accountId: string, { key, sealedIdToken }: Identity) =>
  tx.insert(credentials).values({ id: newId(), providerId, accountId: key, userId: accountId, idToken: sealedIdToken })

/** The roles of a known account by these claims, then whether it may come in. */
async function renew(
  signOn: SignOn,
  tx: Tx,
  ctx: Context,
  account: Account,
  identity: Identity,
  places: Places,
): Promise<Refusal | null> {
  if (account.closedAt) return 'closed'
  const renewed = await renewGrants(signOn, tx, ctx, account.id, identity, places)
  if (renewed.isAdministrator) return 'administrator'
  if (renewed.inForce === 0) return 'no-role'
  const updatedAt = new Date(ctx.now().epochMilliseconds)
  await tx
    .update(credentials)
    .set({ idToken: identity.sealedIdToken, updatedAt })
    .where(and(eq(credentials.providerId, providerId), eq(credentials.accountId, identity.key)))
  // A local account is called as the city's administrators call it.
  if (account.origin === 'single-sign-on' && account.name !== identity.name) {
    await tx.update(accounts).set({ name: identity.name, updatedAt }).where(eq(accounts.id, account.id))
  }
  return null
}

/** The id token served its purpose: the session at the sign-on is being ended with it. */
export const forgetIdToken = (city: string, sealed: string) =>
  transactAsOwner(city, (tx) =>
    tx
      .update(credentials)
      .set({ idToken: null })
      .where(and(eq(credentials.providerId, providerId), eq(credentials.idToken, sealed))),
  )
